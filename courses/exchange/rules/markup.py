"""HTML in files with questions: as plain text, or as the simple HTML of an explanation."""

import html
import re
from collections.abc import Iterator

SAME = {"b": "b", "strong": "b", "i": "i", "em": "i"}
_PARAGRAPH = re.compile(
    r"p|div|ul|ol|li|h[1-6]|pre|blockquote|table|tr|hr|dl|dt|dd|section|article|figure|figcaption", re.IGNORECASE
)
_INLINE = (
    "a|b|strong|i|em|br|span|img|sub|sup|code|tt|u|s|strike|del|ins|small|big|font|center|td|th|tbody|thead|tfoot|"
    "caption|video|audio|source|iframe|object|embed|svg|math|script|style|abbr|cite|q|kbd|samp|var|mark|label|input|"
    "button|form"
)
# Elements that people write in questions. What else stands between < and > is text: “if a < b and b > c”.
_TAG = re.compile(rf"<(?P<end>/?)(?P<name>{_PARAGRAPH.pattern}|{_INLINE})(?P<rest>(?:\s[^<>]*)?/?)>", re.IGNORECASE)
QUIET = {"p", "br"}  # taking these away loses nothing that one reads
ALONE = {"p", "br", "li", "hr", "img", "input", "tr", "td", "th"}  # these need not be closed
_ADDRESS = re.compile(r"""\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+))""", re.IGNORECASE)
_OPEN_ADDRESS = re.compile(r"(?:https?://|mailto:|tel:|/(?!/)|#)", re.IGNORECASE)


def _pieces(markup: str, *, guessed: bool) -> Iterator[tuple[str, re.Match[str] | None]]:
    """Text before each known element with the element; at the end the text after the last one.

    Where HTML is `guessed`, an element that is never closed is text about HTML: “inside the <div>”.
    """
    markup, rest = _without_comments(markup), 0
    closed = {_name(tag) for tag in _TAG.finditer(markup) if tag["end"]}
    for tag in _TAG.finditer(markup):
        if not guessed or _name(tag) in closed | ALONE:
            yield markup[rest : tag.start()], tag
            rest = tag.end()
    yield markup[rest:], None


def _without_comments(markup: str) -> str:
    parts, rest = [], 0
    while (start := markup.find("<!--", rest)) >= 0 and (end := markup.find("-->", start)) >= 0:
        parts.append(markup[rest:start])
        rest = end + 3
    return "".join([*parts, markup[rest:]])


def _name(tag: re.Match[str] | None) -> str:
    return tag["name"].lower() if tag else ""


def plain_text(markup: str, *, guessed: bool = False) -> tuple[str, list[str]]:
    """The text of HTML, with the names of the elements that got lost."""
    parts: list[str] = []
    lost: set[str] = set()
    for text, tag in _pieces(markup, guessed=guessed):
        parts.append(html.unescape(text))
        name = _name(tag)
        parts.append("\n" if _PARAGRAPH.fullmatch(name) or name == "br" else "")
        lost |= {name} - QUIET - {""}
    lines = [" ".join(line.split()) for line in "".join(parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip(), sorted(lost)


def simple_html(markup: str, *, guessed: bool = False) -> tuple[str, list[str]]:
    """HTML of paragraphs with bold, italic and links, well formed whatever comes in; with the names of the elements
    that got lost. What it gives, it gives again for that."""
    page = _Page()
    lost: set[str] = set()
    for text, tag in _pieces(markup, guessed=guessed):
        page.write(html.unescape(text))
        if tag is None:
            break
        name = _name(tag)
        if _PARAGRAPH.fullmatch(name):
            page.end_paragraph()
        elif name == "br":
            page.break_line()
        elif name in SAME or name == "a":
            page.toggle(SAME.get(name, name), _address(tag), end=bool(tag["end"]))
        lost |= {name} - QUIET - SAME.keys() - {"a"}
    page.end_paragraph()
    return "".join(page.paragraphs), sorted(lost)


def _address(tag: re.Match[str]) -> str:
    found = _ADDRESS.search(tag["rest"])
    address = html.unescape(next(filter(None, found.groups()), "")).strip() if found else ""
    return address if _OPEN_ADDRESS.match(address) else ""


class _Page:
    """Paragraphs that are written in turn; what is open in one is closed at its end."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.parts: list[str] = []
        self.open: list[str] = []
        self.silent = True

    def write(self, text: str) -> None:
        if words := " ".join(text.split()):
            before = " " if text[:1].isspace() and not self.silent else ""
            after = " " if text[-1:].isspace() else ""
            self.parts.append(html.escape(f"{before}{words}{after}", quote=False))
            self.silent = False
        elif text and not self.silent:
            self.parts.append(" ")

    def break_line(self) -> None:
        if not self.silent:
            self.parts.append("<br/>")

    def toggle(self, name: str, address: str, *, end: bool) -> None:
        if not end and name not in self.open and (name != "a" or address):
            self.open.append(name)
            self.parts.append(f'<a href="{html.escape(address)}">' if name == "a" else f"<{name}>")
        elif end and name in self.open:
            self._close(self.open.index(name))

    def _close(self, depth: int) -> None:
        self.parts += [f"</{name}>" for name in reversed(self.open[depth:])]
        del self.open[depth:]

    def end_paragraph(self) -> None:
        self._close(0)
        text = _tidy("".join(self.parts))
        if not self.silent:
            self.paragraphs.append(f"<p>{text}</p>")
        self.parts, self.silent = [], True


def _tidy(text: str) -> str:
    """Without empty elements, and without spaces and breaks at its ends."""
    before = ""
    while before != text:
        before = text
        text = re.sub(r"<(b|i)>( ?)</\1>|<a [^>]*>( ?)</a>", lambda empty: empty[2] or empty[3] or "", text)
        text = re.sub(r"  +", " ", text)
        text = re.sub(r" ?<br/> ?", "<br/>", text)
        text = re.sub(r"(?:<br/>| )+$", "", text)
    return text.strip()


def html_of(text: str) -> str:
    """Plain text as paragraphs."""
    lines = [html.escape(" ".join(line.split()), quote=False) for line in text.split("\n")]
    paragraphs = [part.strip("\n") for part in re.split(r"\n{2,}", "\n".join(lines))]
    return "".join(f"<p>{part}</p>" for part in paragraphs if part).replace("\n", "<br/>")
