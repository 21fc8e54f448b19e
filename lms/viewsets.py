from typing import Any

from django.db.models import ProtectedError
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from wagtail.admin import messages
from wagtail.admin.ui.tables import Column
from wagtail.users.views.bulk_actions import DeleteBulkAction
from wagtail.users.views.users import DeleteView as WagtailDeleteView
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from .forms import UserCreationForm, UserEditForm


class RolesColumn(Column):
    """The groups of a person, whose permissions add up."""

    def get_value(self, instance: Any) -> str:
        return ", ".join(group.name for group in instance.groups.all())


class UserIndexView(WagtailIndexView):
    @cached_property
    def search_fields(self) -> set[str]:
        return {"email", "name"}

    def get_base_queryset(self) -> Any:
        return super().get_base_queryset().prefetch_related("groups")

    @cached_property
    def columns(self) -> list[Column]:
        checkbox, name, address, access, *others = super().columns
        address.label = _("E-mail address")
        return [checkbox, name, address, RolesColumn("roles", label=_("Roles")), access, *others]


class UserDeleteView(WagtailDeleteView):
    """A person with records stays; the administrator reads so where the account can be deactivated."""

    http_method_names = ["get", "head", "options", "post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return super().post(request, *args, **kwargs)
        except ProtectedError:
            text = _("“%(name)s” has records and cannot be deleted. Deactivate the account instead.")
            messages.error(request, text % {"name": self.object})
            return redirect(self.edit_url_name, self.object.pk)


class PeopleDeleteBulkAction(DeleteBulkAction):
    """All the chosen people are deleted, or nobody when one of them has records."""

    def form_valid(self, form: Any) -> HttpResponse:
        try:
            return super().form_valid(form)
        except ProtectedError:
            text = _("Nobody was deleted: some of these people have records. Deactivate their accounts instead.")
            messages.error(self.request, text)
            return redirect(self.next_url)


class UserViewSet(WagtailUserViewSet):
    """Wagtail's user administration for people with one name, found by name or address."""

    index_view_class = UserIndexView
    delete_view_class = UserDeleteView
    create_template_name = "lms/users/create.html"
    edit_template_name = "lms/users/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm] | type[UserEditForm]:
        return UserEditForm if for_update else UserCreationForm
