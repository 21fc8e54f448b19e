"""The roles this site begins with, as groups of permissions. An administrator may change them; they are made once."""

from typing import Any

from django.contrib.auth.models import Group, Permission
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

ADMIN = "wagtailadmin.access_admin"
DIRECTORY = [
    f"courses.{act}_{model}" for model in ("city", "organization", "person") for act in ("view", "add", "change")
]
ROLES: dict[str, dict[str, list[str]]] = {
    "Course editors": {
        "models": [
            ADMIN,
            *DIRECTORY,
            *(f"courses.{act}_quiz" for act in ("view", "add", "change", "delete", "publish")),
            *(f"courses.{act}_cohort" for act in ("view", "add", "change")),
        ],
        # bulk_delete is what Wagtail asks for to delete a page that has others below it, as every course has.
        "pages": ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
        "files": ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"],
    },
    "Course reviewers": {
        "models": [ADMIN, "courses.view_quiz", "courses.change_quiz"],
        "pages": ["change_page", "publish_page"],
        "files": ["choose_image", "choose_document"],
    },
    "Registrars": {
        "models": [
            ADMIN,
            *DIRECTORY,
            *(f"courses.{act}_cohort" for act in ("view", "add", "change")),
            "courses.view_enrollment",
            "courses.add_extraattempt",
            "courses.view_learnerprofile",
            "courses.change_learnerprofile",
            "certificates.view_award",
            "certificates.issue_award",
            "certificates.revoke_award",
            *(f"certificates.{act}_awarddefinition" for act in ("view", "add", "change")),
        ],
        "pages": [],
        "files": ["choose_image", "choose_document"],
    },
}


def make_roles(**kwargs: Any) -> None:
    """Make the groups that do not exist yet (`post_migrate` receiver). After a flush there is no page to grant."""
    if Page.get_first_root_node() is None:
        return
    for name, permissions in ROLES.items():
        group, created = Group.objects.get_or_create(name=name)
        if created:
            group.permissions.set(_permission(label) for label in permissions["models"])
            _grant_pages(group, permissions["pages"])
            _grant_files(group, permissions["files"])


def _permission(label: str) -> Permission:
    app_label, codename = label.split(".")
    return Permission.objects.get(content_type__app_label=app_label, codename=codename)


def _grant_pages(group: Group, codenames: list[str]) -> None:
    root = Page.get_first_root_node()
    for codename in codenames:
        permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
        GroupPagePermission.objects.create(group=group, page=root, permission=permission)


def _grant_files(group: Group, codenames: list[str]) -> None:
    root = Collection.get_first_root_node()
    for codename in codenames:
        permission = Permission.objects.get(
            content_type__app_label__in=["wagtailimages", "wagtaildocs"], codename=codename
        )
        GroupCollectionPermission.objects.create(group=group, collection=root, permission=permission)
