from django.db import migrations

# What the groups were made with before it was written down. All that was added later is new to them.
DIRECTORY = [
    f"courses.{act}_{model}" for model in ("city", "organization", "person") for act in ("view", "add", "change")
]
COHORTS = [f"courses.{act}_cohort" for act in ("view", "add", "change")]
CHOOSE = ["choose_image", "choose_document"]
OFFERED = {
    "Course editors": {
        "models": [
            "wagtailadmin.access_admin",
            *DIRECTORY,
            *(f"courses.{act}_quiz" for act in ("view", "add", "change", "delete", "publish")),
            *COHORTS,
        ],
        "pages": ["add_page", "change_page", "publish_page", "lock_page", "unlock_page"],
        "files": ["add_image", "change_image", "add_document", "change_document", *CHOOSE],
    },
    "Course reviewers": {
        "models": ["wagtailadmin.access_admin", "courses.view_quiz", "courses.change_quiz"],
        "pages": ["change_page", "publish_page"],
        "files": CHOOSE,
    },
    "Registrars": {
        "models": [
            "wagtailadmin.access_admin",
            *DIRECTORY,
            *COHORTS,
            "courses.view_enrollment",
            "courses.view_learnerprofile",
            "courses.change_learnerprofile",
            "certificates.view_award",
            "certificates.issue_award",
            "certificates.revoke_award",
            *(f"certificates.{act}_awarddefinition" for act in ("view", "add", "change")),
        ],
        "pages": [],
        "files": CHOOSE,
    },
}


def remember(apps, schema_editor):
    groups = apps.get_model("auth", "Group").objects.filter(name__in=OFFERED)
    roles = apps.get_model("lms", "Role").objects
    for group in groups:
        roles.create(name=group.name, group=group, offered=OFFERED[group.name])


class Migration(migrations.Migration):
    dependencies = [
        ("lms", "0001_roles"),
    ]

    operations = [migrations.RunPython(remember, migrations.RunPython.noop)]
