"""The editor's desk for files with questions."""

from collections.abc import Iterator
from typing import Any
from uuid import uuid4

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path, reverse
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.viewsets.base import ViewSet
from wagtail.admin.widgets.button import Button

from courses.assessment.models import Quiz
from courses.assessment.viewsets import QuizDeskView, edit_url, may
from courses.calendars import written_number

from .forms import FileForm, QuizTitleForm, TextForm
from .queries import file_of, losses_of, plan_export, plan_import
from .services import ImportRefused, import_questions, import_quiz
from .states import FileFormat


class ImportView(QuizDeskView):
    """Two steps: a file, then what it would bring. The second carries the text of the file, so that nothing is kept on
    the server before it is confirmed."""

    page_title = _("Import questions")
    file_template = "courses/admin/import_file.html"
    plan_template = "courses/admin/import_plan.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return self.ask(FileForm(), QuizTitleForm())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        title_form = QuizTitleForm(request.POST)
        titled = self.quiz is not None or title_form.is_valid()
        if "take" in request.POST:
            text_form = TextForm(request.POST)
            return self.take(text_form, title_form) if text_form.is_valid() and titled else self.get(request)
        file_form = FileForm(request.POST, request.FILES)
        if not file_form.is_valid() or not titled:
            return self.ask(file_form, title_form)
        text = file_form.cleaned_data["file"]
        text_form = TextForm(initial={"text": text, "key": uuid4()})
        return self.show(self.plan_template, text_form, title_form, plan=plan_import(text, self.quiz))

    def ask(self, file_form: FileForm, title_form: QuizTitleForm) -> HttpResponse:
        return self.show(self.file_template, file_form, title_form)

    def show(self, template: str, form: Any, title_form: QuizTitleForm, **context: Any) -> HttpResponse:
        self.template_name = template
        titles = None if self.quiz else title_form
        return self.render_to_response(self.get_context_data(form=form, title_form=titles, **context))

    def take(self, text_form: TextForm, title_form: QuizTitleForm) -> HttpResponse:
        quiz, text, by = self.quiz, text_form.cleaned_data["text"], self.request.user
        try:
            if quiz:
                number = import_questions(quiz=quiz, text=text, by=by)
            else:
                key, title = text_form.cleaned_data["key"], title_form.cleaned_data["title"]
                quiz, number = import_quiz(key=key, title=title, text=text, by=by)
        except ImportRefused as refusal:
            messages.error(self.request, refusal.text)
            return redirect(edit_url(quiz) if quiz else "wagtailsnippets_courses_quiz:list")
        tell_imported(self.request, number)
        return redirect(edit_url(quiz))


def tell_imported(request: HttpRequest, number: int) -> None:
    text = ngettext(
        "%(number)s question is added to the draft. Nothing is published yet.",
        "%(number)s questions are added to the draft. Nothing is published yet.",
        number,
    )
    messages.success(request, text % {"number": written_number(number)})


class ExportView(QuizDeskView):
    """What each format holds of a quiz, and the files."""

    page_title = _("Export questions")
    template_name = "courses/admin/export.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        plans = [(form, plan_export(self.quiz, form)) for form in FileFormat]
        files = [{"form": form, "held": file_of(plan) != "", "losses": losses_of(plan)} for form, plan in plans]
        return super().get_context_data(**kwargs) | {"files": files}


class DownloadView(QuizDeskView, View):
    """The file: the last draft of a quiz, as the editor sees it."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if kwargs["form"] not in FileFormat.values:
            raise Http404
        text = file_of(plan_export(self.quiz, FileFormat(kwargs["form"])))
        name = f"{slugify(self.quiz.title) or 'quiz'}.{kwargs['form']}.txt"
        headers = {"Content-Disposition": f'attachment; filename="{name}"', "Cache-Control": "no-store"}
        return HttpResponse(text, content_type="text/plain; charset=utf-8", headers=headers)


def quiz_buttons(quiz: Quiz, user: Any) -> Iterator[Button]:
    """The ways to files among the acts on a quiz."""
    if may(user, "change"):
        address = reverse("exchange:import", args=[quiz.pk])
        yield Button(_("Import questions"), address, icon_name="upload", priority=40)
        address = reverse("exchange:export", args=[quiz.pk])
        yield Button(_("Export questions"), address, icon_name="download", priority=50)


class ExchangeViewSet(ViewSet):
    name = "exchange"
    url_prefix = "training/questions"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [
            path("import/", ImportView.as_view(), name="new"),
            path("<int:pk>/import/", ImportView.as_view(), name="import"),
            path("<int:pk>/export/", ExportView.as_view(), name="export"),
            path("<int:pk>/export/<slug:form>/", DownloadView.as_view(), name="download"),
        ]
