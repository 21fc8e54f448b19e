from django.apps import AppConfig, apps
from django.contrib.auth.signals import user_logged_in
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _
from wagtail.users.apps import WagtailUsersAppConfig


class LmsConfig(AppConfig):
    name = "lms"
    verbose_name = _("This site")
    default = True

    def ready(self) -> None:
        from lms import checks  # noqa: F401  registers the start-up checks
        from lms.address import follow_base_url
        from lms.receivers import remember_access_to_the_administration
        from lms.roles import make_roles

        # After the last app: by then the permissions that the roles name exist, also after a flush.
        last = [config for config in apps.get_app_configs() if config.models_module][-1]
        post_migrate.connect(make_roles, sender=last)
        post_migrate.connect(follow_base_url, sender=last)
        user_logged_in.connect(remember_access_to_the_administration)


class UserAdministrationConfig(WagtailUsersAppConfig):
    """Wagtail's user administration with this site's forms."""

    user_viewset = "lms.viewsets.UserViewSet"
