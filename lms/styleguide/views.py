from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from .samples import samples


@require_safe
def styleguide(request: HttpRequest) -> HttpResponse:
    """Every component in every state. `?theme=dark` shows the colors of the night whatever the browser chose."""
    context = samples()
    if request.GET.get("theme") in ("light", "dark"):
        context["theme"] = request.GET["theme"]
    return render(request, "lms/styleguide/page.html", context)
