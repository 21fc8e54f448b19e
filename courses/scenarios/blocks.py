"""What an editor writes in a scenario, and how a playthrough keeps it (see `rules`)."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.rich_text import expand_db_html

from .states import ConditionTest

FEATURES = ["bold", "italic", "ul", "ol", "link"]


class NameBlock(blocks.CharBlock):
    """What the other parts call this one by. Learners do not read it; a translation keeps it."""

    def __init__(self, **kwargs: Any) -> None:
        help_text = _("By it the other parts refer to this one. Learners do not see it; a translation keeps it.")
        super().__init__(**{"label": _("Short name"), "max_length": 40, "help_text": help_text, **kwargs})


class ScoreBlock(blocks.StructBlock):
    name = NameBlock()
    label = blocks.CharBlock(label=_("Name for learners"), max_length=60)
    start = blocks.IntegerBlock(label=_("At the start"), default=5)
    lowest = blocks.IntegerBlock(label=_("Lowest"), default=0)
    highest = blocks.IntegerBlock(label=_("Highest"), default=10)
    needed = blocks.IntegerBlock(
        label=_("Needed to complete"),
        required=False,
        help_text=_("An ending with less than this does not complete the scenario. Empty: any ending does."),
    )

    def clean(self, value: Any) -> Any:
        cleaned = super().clean(value)
        lowest, start, highest = (cleaned[name] for name in ("lowest", "start", "highest"))
        if None not in (lowest, start, highest) and not (lowest <= start <= highest and lowest < highest):
            error = ValidationError(_("The start is between the lowest and the highest value, which differ."))
            raise StructBlockValidationError(block_errors={"start": error})
        return cleaned

    class Meta:
        icon = "order"
        label = _("Score")
        label_format = "{name} · {label}"


class EffectBlock(blocks.StructBlock):
    score = blocks.CharBlock(label=_("Score (short name)"), max_length=40)
    change = blocks.IntegerBlock(label=_("Change"), help_text=_("For example 2 or -1."))

    class Meta:
        label = _("Effect")
        label_format = "{score} {change}"


class ConditionBlock(blocks.StructBlock):
    score = blocks.CharBlock(label=_("Score (short name)"), max_length=40)
    test = blocks.ChoiceBlock(label=_("Is"), choices=ConditionTest.choices, default=ConditionTest.AT_LEAST)
    value = blocks.IntegerBlock(label=_("Value"))

    class Meta:
        label = _("Condition")
        label_format = "{score} {test} {value}"


class ChoiceBlock(blocks.StructBlock):
    text = blocks.TextBlock(label=_("What the learner can decide"), rows=2)
    target = blocks.CharBlock(
        label=_("Leads to"), max_length=40, help_text=_("The short name of a situation or of an ending.")
    )
    effects = blocks.ListBlock(EffectBlock(), label=_("Effects on scores"), default=[], max_num=10)
    conditions = blocks.ListBlock(
        ConditionBlock(),
        label=_("Offered only if"),
        default=[],
        max_num=3,
        help_text=_("All conditions must hold. A choice that is not offered is not shown."),
    )

    class Meta:
        icon = "arrow-right"
        label = _("Choice")
        label_format = "{target} ← {text}"


class SituationBlock(blocks.StructBlock):
    name = NameBlock()
    situation = blocks.RichTextBlock(label=_("Situation"), features=FEATURES)
    choices = blocks.ListBlock(ChoiceBlock(), label=_("Choices"), min_num=1, max_num=6)

    class Meta:
        icon = "comment"
        label = _("Situation")
        label_format = "{name} · {situation}"


class EndingBlock(blocks.StructBlock):
    name = NameBlock()
    title = blocks.CharBlock(label=_("Title"), max_length=120)
    text = blocks.RichTextBlock(label=_("Text"), features=FEATURES)
    conditions = blocks.ListBlock(
        ConditionBlock(), label=_("Reached only if"), default=[], max_num=3, help_text=_("All conditions must hold.")
    )
    otherwise = blocks.CharBlock(
        label=_("Otherwise"),
        max_length=40,
        required=False,
        help_text=_("With conditions: the short name of the ending that is reached when they do not hold."),
    )

    class Meta:
        icon = "circle-check"
        label = _("Ending")
        label_format = "{name} · {title}"


class DebriefQuestionBlock(blocks.CharBlock):
    class Meta:
        icon = "help"
        label = _("Question")


def scores_as_played(stream: Any) -> list[dict[str, Any]]:
    return [
        {
            "name": value["name"] or "",
            "label": value["label"] or "",
            "start": value["start"] or 0,
            "lowest": value["lowest"] or 0,
            "highest": value["highest"] or 0,
            "needed": value["needed"],
        }
        for value in (child.value for child in stream)
    ]


def nodes_as_played(stream: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": str(child.id),
            "name": child.value["name"] or "",
            "situation": expand_db_html(child.value["situation"].source),
            "choices": [_choice(choice) for choice in child.value["choices"].bound_blocks],
        }
        for child in stream
    ]


def _choice(choice: Any) -> dict[str, Any]:
    value = choice.value
    return {
        "id": str(choice.id),
        "text": value["text"] or "",
        "target": value["target"] or "",
        "effects": [{"score": effect["score"] or "", "change": effect["change"] or 0} for effect in value["effects"]],
        "conditions": _conditions(value["conditions"]),
    }


def _conditions(conditions: Iterable[Any]) -> list[dict[str, Any]]:
    return [{"score": one["score"] or "", "test": str(one["test"]), "value": one["value"] or 0} for one in conditions]


def endings_as_played(stream: Any) -> list[dict[str, Any]]:
    return [
        {
            "id": str(child.id),
            "name": child.value["name"] or "",
            "title": child.value["title"] or "",
            "text": expand_db_html(child.value["text"].source),
            "conditions": _conditions(child.value["conditions"]),
            "otherwise": child.value["otherwise"] or "",
        }
        for child in stream
    ]


def questions_as_played(stream: Any) -> list[dict[str, Any]]:
    return [{"id": str(child.id), "text": child.value} for child in stream]
