"""What can be wrong with an outline; the states of a copy, and why one cannot be made."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class OutlineReason(models.TextChoices):
    """Why an outline cannot be made into modules; `line` and `most` are filled in by the problem."""

    NO_MODULE = "no_module", _("Write at least one module.")
    TOO_MANY_MODULES = "too_many_modules", _("Line %(line)s: an outline has at most %(most)s modules.")
    NO_TITLE = "no_title", _("Line %(line)s: write a title in letters.")
    TITLE_TOO_LONG = "title_too_long", _("Line %(line)s: a title has at most %(most)s characters.")
    HEADING_TOO_LONG = "heading_too_long", _("Line %(line)s: a section heading has at most %(most)s characters.")
    WORKLOAD_OUT_OF_RANGE = (
        "workload_out_of_range",
        _("Line %(line)s: the workload is between one minute and %(most)s hours."),
    )


class CopyState(models.TextChoices):
    WAITING = "waiting", _("Waiting")
    RUNNING = "running", _("Being made")
    DONE = "done", _("Done")
    FAILED = "failed", _("Failed")


UNFINISHED = frozenset({CopyState.WAITING, CopyState.RUNNING})

MOVES = frozenset(
    {
        (CopyState.WAITING, CopyState.RUNNING),
        (CopyState.WAITING, CopyState.DONE),
        (CopyState.WAITING, CopyState.FAILED),
        (CopyState.RUNNING, CopyState.DONE),
        (CopyState.RUNNING, CopyState.FAILED),
        (CopyState.RUNNING, CopyState.WAITING),
        (CopyState.FAILED, CopyState.WAITING),
    }
)


class CopyReason(models.TextChoices):
    """Why a copy is not made."""

    SOURCE_GONE = "source_gone", _("What was to be copied is not there any more.")
    PLACE_GONE = "place_gone", _("The page below which the copy was to be made is not there any more.")
    NOT_PERMITTED = "not_permitted", _("You are not permitted to make this copy there.")
    UNEXPECTED = "unexpected", _("Something went wrong while it was made.")
    STILL_RUNNING = "still_running", _("The copy is still being made.")
    IS_DONE = "is_done", _("The copy is made already.")
