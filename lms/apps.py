from django.apps import AppConfig, apps
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = _("This site")
    default = True

    def ready(self) -> None:
        from lms import checks  # noqa: F401  registers the start-up checks
        from lms.roles import make_roles

        # Wagtail is migrated after the apps whose permissions the roles name: by then these permissions exist.
        post_migrate.connect(make_roles, sender=apps.get_app_config("wagtailcore"))


class UserAdministrationConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with this site's forms."""

    user_viewset = "lms.viewsets.UserViewSet"
