"""Addresses of this site. Languages: English without prefix, /ru/ and /fa/ before the rest."""

from django.conf import settings
from django.conf.urls.i18n import i18n_patterns
from django.contrib.sitemaps.views import sitemap
from django.urls import URLPattern, URLResolver, include, path
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.admin.auth import require_admin_access
from wagtail.documents import urls as wagtaildocs_urls

from . import display, errors, offline, views
from .accounts.views import ConfirmEmailView
from .sitemaps import PagesSitemap
from .styleguide.views import styleguide

handler400 = errors.bad_request
handler403 = errors.permission_denied
handler404 = errors.page_not_found
handler500 = errors.server_error
urlpatterns: list[URLPattern | URLResolver] = [
    path("healthz", views.healthz, name="healthz"),
    path("robots.txt", views.robots, name="robots"),
    path("sitemap.xml", sitemap, {"sitemaps": {"pages": PagesSitemap}}, name="sitemap"),
    path("service-worker.js", offline.service_worker, name="service_worker"),
    path("display/", display.choose_display, name="display"),
    path("i18n/", include("django.conf.urls.i18n")),
    path("en/", RedirectView.as_view(url="/")),  # the main language has no prefix; people try the one of the others
    # Wagtail's own sign-in takes the password alone, without the second factor: it is never reached.
    path("admin/login/", views.to_login),
    path("admin/password_reset/", views.to_password_reset),
    path("admin/password_reset/<path:rest>", views.to_password_reset),
    path("admin/account/", require_admin_access(views.AccountView.as_view())),
    path("admin/", include(wagtailadmin_urls)),
    path("documents/", include(wagtaildocs_urls)),
    path("media/<path:path>", views.media, name="media"),
]
if settings.STYLEGUIDE:
    urlpatterns += i18n_patterns(path("styleguide/", styleguide, name="styleguide"), prefix_default_language=False)
urlpatterns += i18n_patterns(
    path("offline/", offline.offline, name="offline"),
    path("accounts/name/", views.name_of_record, name="account_name"),
    path("accounts/confirm-email/<str:key>/", ConfirmEmailView.as_view(), name="account_confirm_email"),
    path("accounts/", include("allauth.urls")),
    path("", include("courses.urls")),
    path("", include("certificates.urls")),
    path("_util/login/", views.to_reader_login),  # likewise: Wagtail's sign-in for readers of private pages
    path("", include(wagtail_urls)),
    prefix_default_language=False,
)
