"""A text in the languages of the site: stored as JSON by language code, typed in one input for each language."""

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import get_language_info
from wagtail.coreutils import get_content_languages


class LanguagesWidget(forms.MultiWidget):
    """One input for each language, labeled with the language's own name and in the direction of its script."""

    template_name = "courses/widgets/languages.html"

    def __init__(self, widget: type[forms.Widget]) -> None:
        self.languages = {code: get_language_info(code) for code in get_content_languages()}
        super().__init__({code: widget(attrs=_script(info)) for code, info in self.languages.items()})

    def decompress(self, value: dict[str, str] | None) -> list[str]:
        return [(value or {}).get(code, "") for code in self.languages]

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, value, attrs)
        for part, info in zip(context["widget"]["subwidgets"], self.languages.values(), strict=True):
            part["label"] = info["name_local"]
        return context


class LanguagesField(forms.MultiValueField):
    """Cleans to `{"ru": "Волгоград"}`: the languages in which something was written."""

    def __init__(self, *, widget: type[forms.Widget], max_length: int | None, **kwargs: Any) -> None:
        self.languages = get_content_languages()
        inputs = [forms.CharField(max_length=max_length, required=False) for _code in self.languages]
        super().__init__(inputs, widget=LanguagesWidget(widget), require_all_fields=False, **kwargs)

    def compress(self, texts: list[str]) -> dict[str, str]:
        return {code: text for code, text in zip(self.languages, texts, strict=False) if text}


class TextByLanguageField(models.JSONField):
    """`{"ru": "Волгоград"}`. With `max_length` each text is one line, without it is longer.

    Texts in languages that the site does not offer now stay as they are.
    """

    def formfield(self, **kwargs: Any) -> Any:
        widget = forms.TextInput if self.max_length else forms.Textarea
        options = {"form_class": LanguagesField, "widget": widget, "max_length": self.max_length}
        return models.Field.formfield(self, **{**options, **kwargs})

    def save_form_data(self, instance: models.Model, data: dict[str, str]) -> None:
        stored, offered = getattr(instance, self.attname), get_content_languages()
        kept = {code: text for code, text in stored.items() if code not in offered}
        super().save_form_data(instance, {**kept, **data})


def _script(language: dict[str, Any]) -> dict[str, str]:
    return {"lang": language["code"], "dir": "rtl" if language["bidi"] else "ltr"}
