"""The roles this site begins with, as groups of permissions. An administrator may change them.

A permission that a later version adds here is offered to the groups that are there, once.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import Group, Permission
from django.db import connection
from wagtail.models import Collection, GroupCollectionPermission, GroupPagePermission, Page

from .models import Role

ADMIN = "wagtailadmin.access_admin"
DIRECTORY = [
    f"courses.{act}_{model}" for model in ("city", "organization", "person") for act in ("view", "add", "change")
]
ROLES: dict[str, dict[str, list[str]]] = {
    "Course editors": {
        "models": [
            ADMIN,
            *DIRECTORY,
            *(
                f"courses.{act}_{model}"
                for model in ("quiz", "scenario")
                for act in ("view", "add", "change", "delete", "publish")
            ),
            *(f"courses.{act}_cohort" for act in ("view", "add", "change")),
            "simple_translation.submit_translation",
        ],
        # bulk_delete is what Wagtail asks for to delete a page that has others below it, as every course has.
        "pages": ["add_page", "change_page", "publish_page", "bulk_delete_page", "lock_page", "unlock_page"],
        "files": ["add_image", "change_image", "choose_image", "add_document", "change_document", "choose_document"],
    },
    "Course reviewers": {
        "models": [ADMIN, *(f"courses.{act}_{model}" for model in ("quiz", "scenario") for act in ("view", "change"))],
        "pages": ["change_page", "publish_page"],
        "files": ["choose_image", "choose_document"],
    },
    "Registrars": {
        "models": [
            ADMIN,
            *DIRECTORY,
            *(f"courses.{act}_cohort" for act in ("view", "add", "change")),
            *(f"courses.{act}_session" for act in ("view", "add", "change", "delete")),
            "courses.change_attendance",
            "courses.view_enrollment",
            "courses.view_courseprogress",
            "courses.add_gradechange",
            "courses.add_extraattempt",
            "courses.add_moduleopening",
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
    "Facilitators": {"models": [ADMIN, "courses.view_courseprogress"], "pages": [], "files": []},
}


def make_roles(**kwargs: Any) -> None:
    """Make new roles and offer what is new in the others (`post_migrate`).

    Not halfway up or down the migrations, where permissions are missing, nor after a flush, where no page is to grant.
    """
    if not tables_exist() or Page.get_first_root_node() is None:
        return
    for name, permissions in ROLES.items():
        role, created = Role.objects.get_or_create(name=name)
        if created:
            role.group, _created = Group.objects.get_or_create(name=name)
        if role.group:
            _offer(role, role.group, permissions)


def tables_exist() -> bool:
    """Whether the database has a table for every model: not before and not halfway through the migrations."""
    tables = {model._meta.db_table for model in apps.get_models()}
    return tables <= set(connection.introspection.table_names())


def _offer(role: Role, group: Group, permissions: dict[str, list[str]]) -> None:
    for kind, grant in GRANTS.items():
        offered = role.offered.get(kind, [])
        new = [name for name in permissions[kind] if name not in offered]
        for name in new:
            grant(group, name)
        role.offered[kind] = offered + new
    role.save()


def _grant_model(group: Group, label: str) -> None:
    app_label, codename = label.split(".")
    group.permissions.add(Permission.objects.get(content_type__app_label=app_label, codename=codename))


def _grant_pages(group: Group, codename: str) -> None:
    permission = Permission.objects.get(content_type__app_label="wagtailcore", codename=codename)
    GroupPagePermission.objects.get_or_create(group=group, page=Page.get_first_root_node(), permission=permission)


def _grant_files(group: Group, codename: str) -> None:
    apps = ["wagtailimages", "wagtaildocs"]
    permission = Permission.objects.get(content_type__app_label__in=apps, codename=codename)
    root = Collection.get_first_root_node()
    GroupCollectionPermission.objects.get_or_create(group=group, collection=root, permission=permission)


GRANTS = {"models": _grant_model, "pages": _grant_pages, "files": _grant_files}
