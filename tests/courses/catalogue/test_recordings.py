"""A recording is what everybody's browser plays, and has words for those who cannot hear it."""

from typing import Any

import pytest
from wagtail.blocks.struct_block import StructBlockValidationError

from courses.catalogue.blocks import MediaBlock
from courses.catalogue.recordings import RecordingFault
from courses.catalogue.rules import begins_captions, recording_format
from tests.factories.materials import CAPTIONS, MP3, MP4, WEBM, make_file, recording_block

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("beginning", "found"),
    [
        (MP4, "mp4"),
        (WEBM, "webm"),
        (MP3, "mp3"),
        (b"\xff\xfb\x90\x64", "mp3"),
        (b"\xff\xf3\x40", "mp3"),
        (WEBM.replace(b"webm", b"mkv "), ""),
        (b"\xff\xd8\xff\xe0", ""),
        (b"\xff\xf1\x50", ""),
        (b"%PDF-1.7", ""),
        (b"\xff", ""),
        (b"", ""),
    ],
    ids=["mp4", "webm", "tagged mp3", "mp3", "mpeg 2", "matroska", "jpeg", "aac", "pdf", "one byte", "nothing"],
)
def test_format_of_a_recording_is_known_by_what_it_begins_with(beginning: bytes, found: str) -> None:
    assert recording_format(beginning) == found


@pytest.mark.parametrize(
    ("beginning", "known"),
    [
        (CAPTIONS, True),
        (b"\xef\xbb\xbfWEBVTT - talk", True),
        (b"WEBVTT", True),
        (b"WEBVTTX", False),
        (b"1\n00:", False),
    ],
)
def test_captions_are_known_by_what_they_begin_with(beginning: bytes, known: bool) -> None:
    assert begins_captions(beginning) is known


def faults(*, draft: bool = False, **fields: Any) -> dict[str, str]:
    """What the editor is told at each field of a recording."""
    block = MediaBlock()
    if draft:
        block.defer_required_validation()
    value = recording_block(**fields)["value"]
    try:
        block.clean(block.to_python({name: value[name] for name in value if name != "asked"}))
    except StructBlockValidationError as error:
        return {name: found.code for name, found in error.block_errors.items()}
    return {}


def test_recording_with_captions_or_a_transcript_is_kept() -> None:
    captions = make_file("talk.vtt", CAPTIONS).pk
    assert faults() == {}
    assert faults(transcript="", captions=captions) == {}
    assert faults(kind="audio", file=make_file("talk.mp3", MP3).pk) == {}
    assert faults(kind="audio") == {}


def test_recording_without_words_is_refused_when_it_is_published_and_kept_as_a_draft() -> None:
    captions = make_file("talk.vtt", CAPTIONS).pk
    assert faults(transcript="<p> </p>") == {"transcript": RecordingFault.VIDEO_WITHOUT_WORDS}
    assert faults(transcript="", kind="audio", captions=captions) == {"transcript": RecordingFault.SOUND_WITHOUT_WORDS}
    assert faults(transcript="", draft=True) == {}


@pytest.mark.parametrize("draft", [False, True])
def test_file_that_is_not_what_its_name_says_is_refused(draft: bool) -> None:
    captions = make_file("talk.vtt", b"00:00 Good morning").pk
    document = make_file("talk.mp4", b"%PDF-1.7").pk
    assert faults(draft=draft, file=document, captions=captions) == {
        "file": RecordingFault.NOT_A_VIDEO,
        "captions": RecordingFault.NOT_CAPTIONS,
    }
    assert faults(draft=draft, file=make_file("talk.mp3", MP3).pk) == {"file": RecordingFault.NOT_A_VIDEO}
    assert faults(draft=draft, file=document, kind="audio") == {"file": RecordingFault.NOT_A_SOUND}
