from django.utils.functional import cached_property
from wagtail.users.views.users import IndexView as WagtailIndexView
from wagtail.users.views.users import UserViewSet as WagtailUserViewSet

from .forms import UserCreationForm, UserEditForm


class UserIndexView(WagtailIndexView):
    @cached_property
    def search_fields(self) -> set[str]:
        return {"email", "name"}


class UserViewSet(WagtailUserViewSet):
    """Wagtail's user administration for people with one name, found by name or address."""

    index_view_class = UserIndexView
    create_template_name = "lms/users/create.html"
    edit_template_name = "lms/users/edit.html"

    def get_form_class(self, for_update: bool = False) -> type[UserCreationForm] | type[UserEditForm]:
        return UserEditForm if for_update else UserCreationForm
