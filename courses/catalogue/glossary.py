"""The terms that a text explains: where its running text first mentions one, the definition opens there."""

import re
from dataclasses import dataclass
from typing import Any

from bs4 import BeautifulSoup
from django.template.loader import render_to_string
from wagtail.blocks import StreamValue
from wagtail.rich_text import expand_db_html

NEVER_INSIDE = ("a", "button", "h1", "h2", "h3", "h4", "h5", "h6")

RUSSIAN = re.compile("[а-яё-]+", re.IGNORECASE)
NOUN = "|а|я|о|е|ё|и|ы|у|ю|ь|й|ой|ей|ёй|ою|ею|ью|ом|ем|ём|ам|ям|ах|ях|ов|ев|ёв|ами|ями"
NOUN_IN_I = "ия|ие|ии|ию|ий|ием|ией|иям|иях|иями"
ADJECTIVE = "ый|ий|ой|ая|яя|ое|ее|ые|ие|ого|его|ому|ему|ую|юю|ою|ею|ым|им|ом|ем|ей|ых|их|ыми|ими"
# How words end where dictionaries list them, the first that fits, and what may stand there instead.
ENDINGS = {
    "ия": NOUN_IN_I,
    **dict.fromkeys(["ие", "ий"], f"{NOUN_IN_I}|{ADJECTIVE}"),
    **dict.fromkeys(["ый", "ой", "ая", "яя", "ое", "ее", "ые"], ADJECTIVE),
    **dict.fromkeys([*"аяоеёиыьй", ""], NOUN),
}


@dataclass(frozen=True)
class Term:
    """A term as its block explains it; `key` is the block's id."""

    key: str
    term: str
    original: str
    definition: str

    @property
    def names(self) -> list[str]:
        """What the term is called; signs alone are no name."""
        return [name.strip() for name in re.split(r"[,;()]", self.term) if re.search(r"\w", name)]

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds the term as texts write it: “Learning city (GNLC)” also as “learning cities” or “GNLC”."""
        return re.compile(rf"(?<!\w)(?:{'|'.join(map(_forms, self.names))})(?!\w)", re.IGNORECASE)


def _forms(name: str) -> str:
    *first, last = re.split(r"[\s\u200c-]+", name)
    words = [*(_inflected(word) or _written(word) for word in first), _inflected(last) or _in_plural(last)]
    return r"[\s\u200c-]+".join(words)


def _written(word: str) -> str:
    return re.sub("['’]", "['’]", re.escape(word))


def _in_plural(word: str) -> str:
    """An English noun, or a word of another language as it is."""
    if word[-1:].isascii() and word.endswith("y"):
        return rf"{_written(word[:-1])}(?:y|ies)"
    return _written(word) + ("(?:s|es)?" if word[-1:].isascii() else "")


def _inflected(word: str) -> str:
    """A Russian noun or adjective with its endings; nothing for a short word, or one in other letters."""
    if len(word) <= 3 or not RUSSIAN.fullmatch(word):
        return ""
    ending = next(ending for ending in ENDINGS if word.lower().endswith(ending))
    return rf"{word[: len(word) - len(ending)]}(?:{ENDINGS[ending]})"


def terms_of(stream: StreamValue) -> list[Term]:
    """The terms that the glossary blocks of a text explain; pictures and documents are not loaded."""
    found = [(str(raw.get("id")), raw["value"]) for raw in stream.raw_data if raw["type"] == "glossary_term"]
    terms = [  # a draft may lack any of it
        Term(key, value.get("term") or "", value.get("original") or "", value.get("definition") or "")
        for key, value in found
    ]
    return [term for term in terms if term.names]


def marked_texts(stream: StreamValue) -> dict[str, str]:
    """The running texts, by block id, in which a term is mentioned first: as HTML, with the term as a button that opens
    its definition."""
    waiting, marked = terms_of(stream), {}
    for raw in stream.raw_data:
        html = _running_text(raw)
        if any(term.pattern.search(html) for term in waiting):
            soup = BeautifulSoup(expand_db_html(html), "html.parser")
            found = [term for term in waiting if mark_first(soup, term)]
            if found:
                marked[str(raw.get("id"))] = str(soup)
                waiting = [term for term in waiting if term not in found]
    return marked


def _running_text(raw: dict[str, Any]) -> str:
    """The rich text of a block that is read from beginning to end; nothing for other blocks."""
    if raw["type"] == "callout":
        return raw["value"].get("text") or ""
    return raw["value"] or "" if raw["type"] == "text" else ""


def mark_first(soup: BeautifulSoup, term: Term) -> bool:
    """Mark the first mention that is in no link, no heading and no definition; tell whether there is one."""
    for text in soup.find_all(string=term.pattern):
        if text.find_parent(NEVER_INSIDE) or text.find_parent(popover=True):
            continue
        before, words, after = re.split(f"({term.pattern.pattern})", text, maxsplit=1, flags=term.pattern.flags)
        mention = render_to_string("courses/components/mention.html", {"words": words, "term": term})
        text.replace_with(before, *BeautifulSoup(mention.strip(), "html.parser").contents, after)
        return True
    return False
