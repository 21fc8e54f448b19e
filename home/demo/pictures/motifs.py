"""Things that appear in more than one picture: houses, skylines, bridges, stars, arcs of light."""

import math
import random
from collections.abc import Sequence

from home.demo.pictures.canvas import Canvas, Point, curve, mix


def dice(seed: int) -> random.Random:
    return random.Random(seed)  # noqa: S311 - a drawing, not a secret


def regular_star(x: float, y: float, outer: float, inner: float, points: int = 8, turn: float = 0) -> list[Point]:
    corners = []
    for i in range(2 * points):
        radius = inner if i % 2 else outer
        angle = math.pi * i / points + turn
        corners.append((x + radius * math.sin(angle), y - radius * math.cos(angle)))
    return corners


def star_tiles(
    c: Canvas,
    left: float,
    top: float,
    right: float,
    bottom: float,
    size: float,
    colors: Sequence[str],
    alpha: float = 1,
) -> None:
    """The star-and-cross pattern of Isfahan's tiles: ground, stars in turn, centers, and outlines."""
    ground, outline, *fills = colors
    c.box(left, top, right, bottom, ground, alpha)
    rows, columns = math.ceil((bottom - top) / size) + 1, math.ceil((right - left) / size) + 1
    for row in range(rows):
        for column in range(columns):
            fill = fills[(row + column) % len(fills)]
            star_tile(c, left + column * size, top + row * size, size, (fill, outline), alpha)


def star_tile(c: Canvas, x: float, y: float, size: float, colors: tuple[str, str], alpha: float) -> None:
    fill, outline = colors
    c.polygon(regular_star(x, y, size * 0.5, size * 0.383), fill, alpha)
    rim = regular_star(x, y, size * 0.46, size * 0.352)
    c.line([*rim, rim[0]], outline, size / 40, alpha * 0.8)
    c.polygon(regular_star(x, y, size * 0.24, size * 0.11, turn=math.pi / 8), outline, alpha)
    c.disc(x, y, size * 0.07, fill, alpha)
    cross = regular_star(x + size / 2, y + size / 2, size * 0.17, size * 0.06, points=4)
    c.polygon(cross, outline, alpha * 0.55)


def pointed_arch(left: float, right: float, base: float, top: float, spring: float) -> list[Point]:
    """The outline of a pointed arch that springs from the height `spring`."""
    middle, width = (left + right) / 2, right - left
    rise = [
        (left, spring),
        (left, spring - (spring - top) * 0.62),
        (middle - width * 0.16, top + (spring - top) * 0.12),
    ]
    half = curve(*rise, (middle, top), steps=24)
    other = [(left + right - x, y) for x, y in reversed(half)]
    return [(left, base), *half, *other, (right, base)]


def roof(c: Canvas, kind: str, x: float, width: float, top: float, color: str) -> None:
    middle = x + width / 2
    if kind == "gable":
        c.polygon([(x - 2, top), (middle, top - width * 0.62), (x + width + 2, top)], color)
    elif kind == "dome":
        c.polygon(bulb(middle, top, width * 0.46, width * 0.62), color)
        c.line([(middle, top - width * 0.6), (middle, top - width * 0.85)], color, 2.5)
        c.disc(middle, top - width * 0.85, 3, color)
    elif kind == "onion":
        c.box(middle - width * 0.22, top - width * 0.3, middle + width * 0.22, top, color)
        c.polygon(bulb(middle, top - width * 0.28, width * 0.24, width * 0.85, belly=1.75), color)
        c.line([(middle, top - width), (middle, top - width * 1.35)], color, 2)
    elif kind == "spire":
        c.box(x + width * 0.2, top - width * 0.4, x + width * 0.8, top, color)
        c.polygon(
            [(x + width * 0.14, top - width * 0.4), (middle, top - width * 2.4), (x + width * 0.86, top - width * 0.4)],
            color,
        )
    elif kind == "steps":
        c.box(x + width * 0.15, top - width * 0.35, x + width * 0.85, top, color)
        c.box(x + width * 0.32, top - width * 0.65, x + width * 0.68, top, color)
        c.line([(middle, top - width * 0.6), (middle, top - width * 1.3)], color, 2.5)
    elif kind == "slope":
        c.polygon([(x, top), (x, top - width * 0.4), (x + width, top)], color)


def bulb(x: float, base: float, half: float, height: float, belly: float = 1.12) -> list[Point]:
    """The outline of a dome that swells before it closes to a point."""
    top = base - height
    side = curve(
        (x - half, base),
        (x - half * belly, base - height * 0.5),
        (x - half * 0.5, top + height * 0.2),
        (x, top),
        steps=24,
    )
    return side + [(2 * x - px, py) for px, py in reversed(side)]


def minaret(c: Canvas, x: float, base: float, height: float, width: float, color: str) -> None:
    half, top = width / 2, base - height
    c.polygon([(x - half, base), (x - half * 0.7, top), (x + half * 0.7, top), (x + half, base)], color)
    c.polygon([(x - width, top), (x - half * 0.7, top + width), (x + half * 0.7, top + width), (x + width, top)], color)
    c.box(x - half * 0.6, top - width, x + half * 0.6, top, color)
    c.polygon(bulb(x, top - width, half * 0.8, width * 1.1), color)


def windows(c: Canvas, rng: random.Random, box: tuple[float, float, float, float], light: str, share: float) -> None:
    left, top, right, bottom = box
    step, tall = 13.0, 18.0
    across = int((right - left - 8) / step)
    if across < 1 or not light:
        return
    margin = (right - left - across * step) / 2
    for row in range(int((bottom - top - 10) / tall)):
        for column in range(across):
            if rng.random() < share:
                x, y = left + margin + column * step + 3.5, top + 10 + row * tall
                c.box(x, y, x + 6, y + 9, light, 0.55 + 0.45 * rng.random())


def skyline(
    c: Canvas,
    seed: int,
    span: tuple[float, float],
    base: float,
    heights: tuple[float, float],
    color: str,
    roofs: Sequence[str],
    light: str = "",
    lit: float = 0.35,
    peak: float | None = None,
) -> None:
    """A row of houses between two places; with `peak` they are tallest around that share of the row."""
    rng = dice(seed)
    x = span[0]
    while x < span[1]:
        width = min(rng.uniform(36, 84), span[1] - x)
        place = (x + width / 2 - span[0]) / (span[1] - span[0])
        top = base - rng.uniform(*heights) * swell(place, peak)
        tone = mix(color, light, rng.uniform(0, 0.05)) if light else color
        c.box(x, top, x + width + 1, base, tone)
        if width > 24:
            roof(c, rng.choice(roofs), x, width, top, tone)
        windows(c, rng, (x, top, x + width, base), light, lit)
        x += width


def swell(place: float, peak: float | None) -> float:
    return 1.0 if peak is None else 0.35 + 0.65 * math.exp(-(((place - peak) / 0.3) ** 2))


def bridge(
    c: Canvas, left: float, right: float, deck: float, water: float, arches: int, color: str, rise: float = 0
) -> None:
    """A stone bridge: a low rising deck over round arches that show what is behind."""
    step = (right - left) / arches

    def top(x: float) -> float:
        return deck - rise * math.sin(math.pi * (x - left) / (right - left))

    for i in range(arches):
        start, end = left + i * step, left + (i + 1) * step
        pier = step * 0.11
        middle, half = (start + end) / 2, step / 2 - pier
        crown = top(middle) + 16
        arch = curve(
            (middle - half, water),
            (middle - half, crown - (water - crown) * 0.33),
            (middle + half, crown - (water - crown) * 0.33),
            (middle + half, water),
        )
        edge = [(start + step * k / 12, top(start + step * k / 12)) for k in range(13)]
        c.polygon([(start, water), *edge, (end, water), *reversed(arch)], color)
    parapet = [(left + (right - left) * k / 80, top(left + (right - left) * k / 80) - 3) for k in range(81)]
    c.line(parapet, mix(color, "#ffffff", 0.22), 4)


def arc_of_light(
    c: Canvas, start: Point, end: Point, height: float, color: str, width: float = 2.2, alpha: float = 0.95
) -> None:
    """A glowing arc between two points, with a small lamp at each end."""
    middle = ((start[0] + end[0]) / 2, min(start[1], end[1]) - 2 * height)
    path = curve(start, middle, end, steps=90)
    c.halo(path, color, width * 9, 0.4)
    c.line(path, color, width, alpha)
    for x, y in (start, end):
        c.glow(x, y, 34, color, 0.8)
        c.disc(x, y, 4.5, mix(color, "#ffffff", 0.6))


def stars(c: Canvas, seed: int, bottom: float, color: str, count: int = 140) -> None:
    rng = dice(seed)
    for _ in range(count):
        x, y = rng.uniform(0, 1600), bottom * rng.random() ** 1.3
        c.disc(x, y, rng.uniform(0.6, 1.9), color, rng.uniform(0.25, 0.9) * (1 - 0.8 * y / bottom))


def sun(c: Canvas, x: float, y: float, radius: float, color: str, halo: str) -> None:
    c.glow(x, y, radius * 4.2, halo, 0.75)
    c.disc(x, y, radius, color)


def ridge(c: Canvas, seed: int, level: float, swing: float, color: str, alpha: float = 1.0) -> None:
    """A line of soft hills across the picture, filled down to its lower edge."""
    rng = dice(seed)
    parts = [(rng.uniform(0.002, 0.009), rng.uniform(0, 6.3), rng.uniform(0.3, 1)) for _ in range(4)]
    top = [(x, level - swing * sum(a * math.sin(f * x + p) for f, p, a in parts) / 2) for x in range(0, 1601, 8)]
    c.polygon([(0, 900), *top, (1600, 900)], color, alpha)


def mist(c: Canvas, seed: int, span: tuple[float, float], color: str, count: int, strength: float) -> None:
    rng = dice(seed)
    for _ in range(count):
        x, y = rng.uniform(-200, 1800), rng.uniform(*span)
        half, tall = rng.uniform(250, 600), rng.uniform(8, 26)
        oval = [(x + half * math.cos(k / 20 * math.tau), y + tall * math.sin(k / 20 * math.tau)) for k in range(20)]
        c.beam(oval, color, 40, strength)
