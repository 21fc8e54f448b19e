"""Our addresses stand where the host wants them."""

from django.contrib.auth.views import LoginView
from django.urls import include, path
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

urlpatterns = [
    path("come-in/", LoginView.as_view(template_name="come_in.html")),
    path("office/", include(wagtailadmin_urls)),
    path("papers/", include(wagtaildocs_urls)),
    path("academy/", include("courses.urls")),
    path("academy/", include("certificates.urls")),
    path("", include(wagtail_urls)),
]
