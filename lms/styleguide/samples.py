"""What the style guide shows inside the components. Developers alone read it, in the languages of two directions."""

from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.utils.translation import get_language
from wagtail.models import Page, Site

from courses.assessment.questions import Cloze, Matching, MultipleChoice, Numeric, Ordering
from courses.catalogue import blocks
from courses.catalogue.glossary import Term
from courses.catalogue.notes import Fact, Note
from courses.models import City, Cohort, Organization
from courses.progress.queries import Checklist, ChecklistItem
from courses.progress.rules import Standing
from courses.progress.states import CompletionLevel, CourseState

ENGLISH = {
    "act": "Enroll in this course",
    "name": "Maryam Ahmadi",
    "course": "Foundations of city diplomacy",
    "words": "Cities sign agreements, join networks and speak at the United Nations.",
    "hint": "As in your passport or personnel file.",
    "problem": "Write the name in letters.",
    "long": "Municipal cooperation agreements between twin cities, their partners and neighbors",
    "steps": ["Apply", "Be chosen", "Learn", "Receive the certificate"],
    "columns": ["City", "Country", "Since"],
    "rows": [["Volgograd", "Russia", "1944"], ["Coventry", "United Kingdom", "1944"], ["Isfahan", "Iran", "1999"]],
}
PERSIAN = {
    "act": "ثبت‌نام در این دوره",
    "name": "مریم احمدی",
    "course": "مبانی دیپلماسی شهری",
    "words": "شهرها تفاهم‌نامه امضا می‌کنند، به شبکه‌ها می‌پیوندند و در سازمان ملل سخن می‌گویند.",
    "hint": "همان‌گونه که در گذرنامه یا پروندهٔ پرسنلی شما آمده است.",
    "problem": "نام خود را با حروف بنویسید.",
    "long": "تفاهم‌نامه‌های همکاری میان شهرهای خواهرخوانده، شریکان و همسایگان آن‌ها",
    "steps": ["درخواست", "گزینش", "آموزش", "دریافت گواهینامه"],
    "columns": ["شهر", "کشور", "از سال"],
    "rows": [["ولگوگراد", "روسیه", "۱۳۲۳"], ["کاونتری", "بریتانیا", "۱۳۲۳"], ["اصفهان", "ایران", "۱۳۷۸"]],
}
COLOR_ROLES = ("ink", "accent", "brick", "gilt", "success", "caution", "danger", "sunken", "surface")
BLOCKS: dict[str, Any] = {
    "quote": blocks.QuoteBlock,
    "key_fact": blocks.KeyFactBlock,
    "callout": blocks.CalloutBlock,
    "timeline": blocks.TimelineBlock,
    "glossary_term": blocks.GlossaryTermBlock,
}


class SampleForm(forms.Form):
    """A field of each kind. The style guide shows it empty, and handed in without what it needs."""

    def __init__(self, texts: dict[str, Any], *, prefix: str, data: Any = None) -> None:
        super().__init__(data, prefix=prefix)
        choices = list(enumerate(texts["steps"]))
        self.fields["name"] = forms.CharField(label=texts["name"], help_text=texts["hint"])
        self.fields["text"] = forms.CharField(label=texts["words"], widget=forms.Textarea(attrs={"rows": 2}))
        self.fields["place"] = forms.ChoiceField(label=texts["columns"][0], choices=choices)
        self.fields["one"] = forms.ChoiceField(label=texts["course"], choices=choices, widget=forms.RadioSelect)
        self.fields["some"] = forms.MultipleChoiceField(
            label=texts["long"], choices=choices, widget=forms.CheckboxSelectMultiple
        )
        self.fields["agreed"] = forms.BooleanField(label=texts["words"])


class SampleQuestions(forms.Form):
    """Questions with several inputs, as a quiz asks them."""

    def __init__(self, texts: dict[str, Any]) -> None:
        super().__init__(prefix="question")
        cities, countries, _years = zip(*texts["rows"], strict=True)
        options = [(str(number), country) for number, country in enumerate(countries)]
        first, *others = texts["words"].split(" ", 2)
        self.fields["matching"] = Matching().form_field({"texts": cities, "matches": options})
        self.fields["ordering"] = Ordering().form_field({"texts": texts["steps"]})
        self.fields["cloze"] = Cloze().form_field({"texts": [first, *others], "gaps": [options, []]})
        self.fields["number"] = Numeric().form_field({"unit": "km"})
        for field in self.fields.values():
            field.label = texts["course"]


def _answers(texts: dict[str, Any]) -> list[tuple[str, dict[str, Any]]]:
    """Answered questions: the templates of their types, and what these draw."""
    (one, country, year), (other, elsewhere, _year), *_rows = texts["rows"]
    options = [
        {"text": one, "chosen": True, "right": True, "feedback": texts["words"]},
        {"text": other, "chosen": True, "right": False},
        {"text": country, "chosen": False, "right": True},
    ]
    parts = [
        {"label": one, "given": country, "right": country},
        {"label": other, "given": country, "right": elsewhere},
    ]
    gaps = [{"given": one, "text": " – "}, {"given": other, "right": country, "text": "."}]
    return [
        (MultipleChoice.template, {"options": options}),
        (Matching.template, {"parts": parts}),
        (Cloze.template, {"first": "", "parts": gaps}),
        (Numeric.template, {"written": year, "right": [year], "unit": "km", "tolerance": year}),
    ]


def _checklists(texts: dict[str, Any]) -> list[Checklist]:
    items = [
        ChecklistItem(True, texts["act"]),
        ChecklistItem(False, texts["long"]),
        ChecklistItem(None, texts["words"]),
    ]
    return [
        Checklist(CompletionLevel.COMPLETION, items, reached=False),
        Checklist(CompletionLevel.PARTICIPATION, items[:1], reached=True),
    ]


def samples() -> dict[str, Any]:
    """Everything the page of the style guide draws, in the direction of the active language."""
    texts: dict[str, Any] = PERSIAN if get_language() == "fa" else ENGLISH
    states = ("done", "done", "now", "later")
    return {
        **texts,
        "roles": COLOR_ROLES,
        "kinds": ("", "success", "caution", "danger"),
        "form": SampleForm(texts, prefix="empty"),
        "faulty_form": SampleForm(texts, prefix="faulty", data={}),
        "question_form": SampleQuestions(texts),
        "answers": _answers(texts),
        "stepper": [
            {"title": title, "state": state, "href": "#stepper" if state == "done" else ""}
            for title, state in zip(texts["steps"], states, strict=True)
        ],
        "checklists": _checklists(texts),
        "standings": [Standing(state, percent=40, day=date(2027, 3, 21)) for state in CourseState],
        "sortings": dict(enumerate(texts["steps"])),
        "organizations": [
            Organization(name=name, website=website, city=City(name=texts["rows"][0][0]))
            for name, website in ((texts["course"], "#organization"), (texts["long"], ""))
        ],
        "list": Paginator(range(60), 12).get_page(3),
        "sections": [SimpleNamespace(id=number, value={"text": text}) for number, text in enumerate(texts["steps"])],
        "term": Term("sample", texts["course"], "city diplomacy", texts["words"]),
        "notes": [_note(1, texts["course"], texts["words"]), _note(2, texts["long"], texts["words"])],
        "way": [_page(texts["act"]), _page(texts["course"])],
        "cohort": Cohort(time_zone="Asia/Tehran", ends_on=date(2027, 5, 31)),
        "moment": datetime(2027, 3, 20, 14, 30, tzinfo=UTC),
        "blocks": [(name, _drawn(name, texts)) for name in BLOCKS],
    }


def _page(title: str) -> Page:
    """A page of this title at the address of the home page."""
    home = Site.objects.get(is_default_site=True).root_page
    return Page(title=title, url_path=home.url_path, path=home.path, depth=home.depth)


def _note(number: int, title: str, statement: str) -> Note:
    return Note(number, title, "https://example.org/", date(2026, 9, 1), (Fact(f"sample-{number}", statement),))


def _drawn(name: str, texts: dict[str, Any]) -> Any:
    block = BLOCKS[name]()
    event = {"date": "1944", "title": texts["rows"][0][0], "text": texts["words"]}
    values = {
        "quote": {"text": texts["words"], "attribution": texts["name"], "source": texts["course"]},
        "key_fact": {"statement": texts["words"], "source_title": texts["course"], "as_of": "2025-12-04"},
        "callout": {"kind": "caution", "title": texts["course"], "text": f"<p>{texts['words']}</p>"},
        "timeline": {"title": texts["course"], "events": [event, {**event, "date": "2004", "text": ""}]},
        "glossary_term": {"term": texts["course"], "original": "city diplomacy", "definition": texts["words"]},
    }
    return block.render(block.to_python(values[name]))
