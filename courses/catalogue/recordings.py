"""What a video or an audio recording must be, so that everybody's browser plays it and everybody can follow it."""

from typing import Any

from django.db import models
from django.utils.html import strip_tags
from django.utils.translation import gettext_lazy as _

from .rules import begins_captions, recording_format

PLAYED = {"video": {"mp4", "webm"}, "audio": {"mp3", "mp4", "webm"}}
BEGINNING = 64  # bytes


class RecordingFault(models.TextChoices):
    NOT_A_VIDEO = "not_a_video", _("This file is no video in MP4 or WebM: what it holds is looked at, not its name.")
    NOT_A_SOUND = (
        "not_a_sound",
        _("This file is no recording in MP3, MP4 or WebM: what it holds is looked at, not its name."),
    )
    NOT_CAPTIONS = "not_captions", _("This file is not in the format WebVTT: such a file begins with the word WEBVTT.")
    VIDEO_WITHOUT_WORDS = (
        "video_without_words",
        _("Add captions above or write a transcript here: people who cannot hear the video need one of them."),
    )
    SOUND_WITHOUT_WORDS = (
        "sound_without_words",
        _("Write a transcript: it is all that people who cannot hear the recording have."),
    )


def recording_faults(value: Any, *, is_draft: bool) -> dict[str, RecordingFault]:
    """What is wrong with a recording, by field. A draft may lack what people who cannot hear need; then what is there
    is looked at all the same."""
    video, faults = value["kind"] == "video", {}
    if value["file"] and recording_format(_beginning(value["file"])) not in PLAYED[value["kind"]]:
        faults["file"] = RecordingFault.NOT_A_VIDEO if video else RecordingFault.NOT_A_SOUND
    if value["captions"] and not begins_captions(_beginning(value["captions"])):
        faults["captions"] = RecordingFault.NOT_CAPTIONS
    transcribed = strip_tags(value["transcript"].source).strip() if value["transcript"] else ""
    if not transcribed and not is_draft and not (video and value["captions"]):
        faults["transcript"] = RecordingFault.VIDEO_WITHOUT_WORDS if video else RecordingFault.SOUND_WITHOUT_WORDS
    return faults


def _beginning(document: Any) -> bytes:
    with document.open_file() as file:
        beginning: bytes = file.read(BEGINNING)
    return beginning
