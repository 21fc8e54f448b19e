"""Where the parts of a scenario stand in its picture: from top to bottom in layers, endings in the last one.

A way that passes a layer gets room between the boxes of that layer; one that leads back goes around them at the side.
Lengths are in the units of the picture's view box.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from itertools import pairwise
from textwrap import wrap

from .graph import Link, links
from .playing import Part

WIDTH, HEIGHT = 168, 64
GAP, RISE, MARGIN = 28, 72, 44
LINE, LINES, LETTERS = 16, 2, 22


@dataclass(frozen=True)
class Box:
    """One node or ending; `x` and `y` are its upper left corner."""

    name: str
    lines: tuple[str, ...]
    is_ending: bool
    x: float
    y: float

    @property
    def middle(self) -> float:
        return self.x + WIDTH / 2

    @property
    def y_of_name(self) -> float:
        return self.y + 20

    @property
    def texts(self) -> list[tuple[float, str]]:
        """The lines below the name, each with the height of its base line."""
        return [(self.y_of_name + LINE * number, line) for number, line in enumerate(self.lines, 1)]


@dataclass(frozen=True)
class Way:
    """A link as a curve (`path`, for SVG), and where the number of its choice stands; dashed if it leads back, or to an
    ending's other one."""

    link: Link
    path: str
    x: float
    y: float
    dashed: bool

    @property
    def y_of_mark(self) -> float:
        """Of the base line of the mark."""
        return self.y + 4


@dataclass(frozen=True)
class Picture:
    width: float
    height: float
    boxes: list[Box]
    ways: list[Way]
    box_width: int = WIDTH
    box_height: int = HEIGHT
    rounding: int = HEIGHT // 2


@dataclass
class _Slot:
    """A place in a layer: a box, or the room for a way that only passes."""

    name: str | None
    above: list["_Slot"] = field(default_factory=list)
    x: float = 0

    @property
    def width(self) -> int:
        return WIDTH if self.name is not None else GAP


def picture(scenario: Part, labels: Mapping[str, str], *, mirrored: bool = False) -> Picture:
    """Boxes and ways of a scenario; `labels` are by name. Links to names that do not exist are left out."""
    names = list(dict.fromkeys([part["name"] for kind in ("nodes", "endings") for part in scenario[kind]]))
    endings = {ending["name"] for ending in scenario["endings"]}
    known = [link for link in links(scenario) if link.source in names and link.target in names]
    back = _backward(names, known)
    depth = _depths(names, [link for link in known if link not in back], endings)
    layers, routes = _slots(names, [link for link in known if link not in back], depth)
    widest = max(sum(slot.width + GAP for slot in layer) for layer in layers)
    width = widest + 2 * MARGIN
    _arrange(layers, width)
    if mirrored:
        for slot in [slot for layer in layers for slot in layer]:
            slot.x = width - slot.x - slot.width
    boxes = {
        slot.name: Box(slot.name, _lines(labels.get(slot.name, "")), slot.name in endings, slot.x, _top(level))
        for level, layer in enumerate(layers)
        for slot in layer
        if slot.name is not None
    }
    starts = _starts(boxes, routes)
    ways = [
        _around(link, boxes, width, mirrored) if link in back else _down(link, boxes, routes[link], starts[link])
        for link in known
    ]
    return Picture(width, _top(len(layers)) - RISE + MARGIN, [boxes[name] for name in names], ways)


def _lines(label: str) -> tuple[str, ...]:
    lines = wrap(label, LETTERS)
    return tuple([*lines[: LINES - 1], f"{lines[LINES - 1][: LETTERS - 1]}…"] if len(lines) > LINES else lines)


def _top(level: int) -> float:
    return MARGIN / 2 + level * (HEIGHT + RISE)


def _backward(names: list[str], known: list[Link]) -> set[Link]:
    """The links that close a circle, as a walk from the first name meets them."""
    back: set[Link] = set()
    open_, closed = set(), set()

    def walk(name: str) -> None:
        open_.add(name)
        for link in known:
            if link.source == name:
                if link.target in open_:
                    back.add(link)
                elif link.target not in closed:
                    walk(link.target)
        open_.remove(name)
        closed.add(name)

    for name in names:
        if name not in closed:
            walk(name)
    return back


def _depths(names: list[str], forward: list[Link], endings: set[str]) -> dict[str, int]:
    """The layer of each name: below all from which a way leads to it; endings that lead nowhere are in the last one."""
    depth = dict.fromkeys(names, 0)
    for _round in names:
        for link in forward:
            depth[link.target] = max(depth[link.target], depth[link.source] + 1)
    last = max(depth.values())
    giving_way = {link.source for link in forward}
    return {name: last if name in endings - giving_way else level for name, level in depth.items()}


def _slots(
    names: list[str], forward: list[Link], depth: dict[str, int]
) -> tuple[list[list[_Slot]], dict[Link, list[_Slot]]]:
    layers: list[list[_Slot]] = [[] for _level in range(max(depth.values()) + 1)]
    slots = {name: _Slot(name) for name in names}
    for name in names:
        layers[depth[name]].append(slots[name])
    routes = {}
    for link in forward:
        way = [slots[link.source]]
        for level in range(depth[link.source] + 1, depth[link.target]):
            way.append(_Slot(None, [way[-1]]))
            layers[level].append(way[-1])
        slots[link.target].above.append(way[-1])
        routes[link] = [*way[1:]]
    return layers, routes


def _arrange(layers: list[list[_Slot]], width: float) -> None:
    """Each slot as far as its layer allows below the middle of those from which ways lead to it."""
    for layer in layers:
        layer.sort(key=lambda slot: _middle_of(slot.above, width))
        x = (width - sum(slot.width for slot in layer) - GAP * (len(layer) - 1)) / 2
        for slot in layer:
            slot.x = x
            x += slot.width + GAP


def _middle_of(slots: list[_Slot], width: float) -> float:
    return sum(slot.x + slot.width / 2 for slot in slots) / len(slots) if slots else width / 2


def _starts(boxes: Mapping[str, Box], routes: Mapping[Link, list[_Slot]]) -> dict[Link, float]:
    """Where the ways leave the lower edge of their box: in the order of where they go, so that few cross."""
    starts = {}
    for name, box in boxes.items():
        leaving = sorted((link for link in routes if link.source == name), key=lambda link: _next(link, boxes, routes))
        for place, link in enumerate(leaving, 1):
            starts[link] = box.x + WIDTH * place / (len(leaving) + 1)
    return starts


def _next(link: Link, boxes: Mapping[str, Box], routes: Mapping[Link, list[_Slot]]) -> float:
    """The middle of what stands next on the way."""
    passed = routes[link]
    return passed[0].x + passed[0].width / 2 if passed else boxes[link.target].middle


def _down(link: Link, boxes: Mapping[str, Box], route: list[_Slot], start: float) -> Way:
    source, target = boxes[link.source], boxes[link.target]
    points = [(start, source.y + HEIGHT)]
    for step, slot in enumerate(route, 1):
        top = source.y + step * (HEIGHT + RISE)
        points += [(slot.x + slot.width / 2, top), (slot.x + slot.width / 2, top + HEIGHT)]
    points.append((target.middle, target.y - 6))
    path = f"M{_at(*points[0])}" + "".join(_curve(*pair) for pair in pairwise(points))
    return Way(link, path, start, source.y + HEIGHT + 14, dashed=link.number == 0)


def _around(link: Link, boxes: Mapping[str, Box], width: float, mirrored: bool) -> Way:
    source, target = boxes[link.source], boxes[link.target]
    side = 0 if mirrored else WIDTH
    edge = 10 if mirrored else width - 10
    start, end = (source.x + side, source.y + HEIGHT / 2), (target.x + side + (-6 if mirrored else 6), target.y + 20)
    path = f"M{_at(*start)}C{_at(edge, start[1])} {_at(edge, end[1])} {_at(*end)}"
    return Way(link, path, start[0] + (edge - start[0]) * 0.4, start[1] - 4, dashed=True)


def _curve(start: tuple[float, float], end: tuple[float, float]) -> str:
    middle = (start[1] + end[1]) / 2
    return f"C{_at(start[0], middle)} {_at(end[0], middle)} {_at(*end)}"


def _at(x: float, y: float) -> str:
    return f"{x:g},{y:g}"
