"""Views of the site itself."""

import posixpath
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils.cache import patch_cache_control
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe
from django.views.static import serve
from wagtail.admin.views.account import AccountView as WagtailAccountView
from wagtail.admin.views.account import BaseSettingsPanel, NameEmailSettingsPanel

from certificates.api import awards_of
from courses.api import contact_email, record_name
from courses.directory.forms import NameOfRecordForm

from .databases import database_answers
from .forms import ProfileForm

PERSONAL = ("/admin/", "/accounts/", "/learning/", "/certificates/")
PUBLIC_MEDIA = ("images/", "original_images/", "avatar_images/")


@require_safe
def healthz(request: HttpRequest) -> HttpResponse:
    """200 when the database answers, else 503; for load balancers and `make run`."""
    if not database_answers():
        return HttpResponse("The database does not answer.", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """Where search engines need not look (RFC 9309), in any language, and where all pages are listed."""
    prefixes = ["", *(f"/{code}" for code, _name in settings.LANGUAGES if code != settings.LANGUAGE_CODE)]
    closed = "".join(f"Disallow: {prefix}{path}\n" for prefix in prefixes for path in PERSONAL)
    text = f"User-agent: *\n{closed}\nSitemap: {settings.BASE_URL}{reverse('sitemap')}\n"
    return HttpResponse(text, content_type="text/plain")


def to_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's sign-in address leads to the site's, which asks for the second factor."""
    if request.user.has_perm("wagtailadmin.access_admin"):
        return redirect("wagtailadmin_home")
    if request.user.is_authenticated:
        raise PermissionDenied(_("Your account has no access to the administration of this site."))
    return redirect_to_login(request.GET.get("next") or reverse("wagtailadmin_home"))


def to_reader_login(request: HttpRequest) -> HttpResponse:
    """Wagtail's sign-in for readers leads to the site's, which asks for the second factor and a confirmed address."""
    after = request.POST.get("next") or request.GET.get("next")
    if not url_has_allowed_host_and_scheme(after, allowed_hosts={request.get_host()}):
        after = None
    return redirect_to_login(after or resolve_url(settings.LOGIN_REDIRECT_URL))


def to_password_reset(request: HttpRequest, **kwargs: Any) -> HttpResponse:
    """Wagtail's password reset leads to the site's."""
    return HttpResponseRedirect(reverse("account_reset_password"))


@require_safe
def media(request: HttpRequest, path: str) -> HttpResponseBase:
    """Pictures that pages show. Documents go through Wagtail's own view, which knows who may read them."""
    if not path.startswith(PUBLIC_MEDIA) or posixpath.normpath(path) != path:
        raise Http404
    try:
        response = serve(request, path, document_root=settings.MEDIA_ROOT)
    except OSError as error:  # a name that no file can have
        raise Http404 from error
    patch_cache_control(response, public=True, max_age=86_400)
    return response


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def name_of_record(request: HttpRequest) -> HttpResponse:
    """The name that certificates will print, seen and corrected by its owner; those issued before keep theirs."""
    form = NameOfRecordForm.for_user(request.user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        record_name(user=request.user, language=get_language(), **form.cleaned_data)
        messages.success(request, _("Your name is stored. It will be printed on your next certificates."))
        return redirect("account_name")
    context = {"form": form, "has_awards": awards_of(request.user).exists(), "contact": contact_email()}
    return render(request, "account/name.html", context)


class ProfilePanel(BaseSettingsPanel):
    name = "profile"
    title = _("Name")
    order = 100
    form_class = ProfileForm


class AccountView(WagtailAccountView):
    """Wagtail's account page for people with one name."""

    def get_panels(self) -> list[BaseSettingsPanel]:
        others = [panel for panel in super().get_panels() if not isinstance(panel, NameEmailSettingsPanel)]
        mine = others[0]
        return [ProfilePanel(mine.request, mine.user, mine.profile), *others]
