"""Cloth and thread: the embroidered pictures of the course on people's diplomacy."""

import math
from collections.abc import Sequence

from home.demo.pictures.canvas import Canvas, Point, curve, mix
from home.demo.pictures.motifs import dice, regular_star

LINEN, RED, INDIGO, GOLD = "#f2e7d3", "#a8322d", "#27375f", "#d49a34"
FLOWER = [
    "..x...x..",
    ".xx.x.xx.",
    "xx.xxx.xx",
    "..xx.xx..",
    ".xx.x.xx.",
    "..xx.xx..",
    "xx.xxx.xx",
    ".xx.x.xx.",
    "..x...x..",
]
WAVE = ["x.......", ".x.....x", "..x...x.", "...x.x..", "....x..."]


def linen(c: Canvas) -> None:
    """The weave of the cloth: threads across and down, each a little different."""
    rng = dice(80)
    for x in range(0, 1600, 3):
        c.box(x, 0, x + 1.4, 900, "#c9b896", rng.uniform(0.05, 0.3))
    for y in range(0, 900, 3):
        c.box(0, y, 1600, y + 1.4, "#fffaf0", rng.uniform(0.1, 0.4))


def stitch(c: Canvas, x: float, y: float, size: float, color: str) -> None:
    pad, thick = size * 0.12, size * 0.34
    c.line([(x + pad, y + size - pad), (x + size - pad, y + pad)], mix(color, "#000000", 0.12), thick)
    c.line([(x + pad, y + pad), (x + size - pad, y + size - pad)], color, thick)


def sampler(c: Canvas, x: float, y: float, size: float, rows: Sequence[str], color: str) -> None:
    for r, row in enumerate(rows):
        for k, mark in enumerate(row):
            if mark == "x":
                stitch(c, x + k * size, y + r * size, size, color)


def border(c: Canvas, y: float, size: float, colors: tuple[str, str], left: float = 0, right: float = 1600) -> None:
    """A band of flowers between two rows of waves."""
    across = 12 * size
    for k in range(math.ceil((right - left) / across)):
        sampler(c, left + k * across + size, y + 6 * size, size, FLOWER, colors[k % 2])
        stitch(c, left + k * across + 10.5 * size, y + 10 * size, size, colors[(k + 1) % 2])
    for k in range(math.ceil((right - left) / (8 * size))):
        sampler(c, left + k * 8 * size, y, size, WAVE, colors[1])
        sampler(c, left + k * 8 * size, y + 16 * size, size, WAVE[::-1], colors[1])


def embroidered_cities() -> Canvas:
    c = Canvas(LINEN, "#ebdcc1")
    linen(c)
    c.beam([(800, 0), (816, 0), (816, 900), (800, 900)], "#7a6244", 18, 0.45)
    stitched_city(c, 4, 40, RED, ["dome", "flat", "onion", "flat", "dome"])
    stitched_city(c, 5, 852, INDIGO, ["gable", "spire", "gable", "flat", "spire"])
    border(c, 724, 8, (RED, INDIGO))
    border(c, -40, 8, (INDIGO, RED))
    golden_thread(c)
    return c


def stitched_city(c: Canvas, seed: int, left: float, color: str, roofs: Sequence[str]) -> None:
    """A skyline in cross-stitch: the height of each column of stitches is read from a list of houses."""
    rng, size, column = dice(seed), 11.8, 0
    while column < 60:
        wide = min(rng.choice([5, 7, 9]), 60 - column)
        tall = round(rng.uniform(16, 31) * (0.55 + 0.6 * math.sin(math.pi * (column + wide / 2) / 60)))
        kind = rng.choice(roofs)
        tone = GOLD if rng.random() < 0.2 else color
        for k in range(wide):
            rise = tall + roof_stitches(kind, k, wide)
            for row in range(rise):
                hole = 2 < row < tall - 1 and row % 4 in (1, 2) and k % 2 == 1 and k < wide - 1
                if not hole:
                    stitch(c, left + (column + k) * size, 696 - row * size, size, tone)
        column += wide + (1 if rng.random() < 0.3 else 0)


def roof_stitches(kind: str, place: int, wide: int) -> int:
    off = abs(place - (wide - 1) / 2)
    half = (wide - 1) / 2
    rises = {
        "gable": half - off,
        "spire": max(0.0, 3 * (half - off) - 1),
        "dome": math.sqrt(max(0.0, half**2 - off**2)) + (2 if off == 0 else 0),
        "onion": (math.sqrt(max(0.0, half**2 - off**2)) * 1.4 + 3) if off < half else 0,
    }
    return round(rises.get(kind, 0))


def golden_thread(c: Canvas) -> None:
    """The thread laces the two cloths together from below and runs on to the needle."""
    lacing = [(800 + (24 if k % 2 else -24), 700 - k * 30) for k in range(17)]
    path = lacing + curve((776, 220), (880, 130), (1040, 110), (1130, 190), (1260, 240), (1290, 150), steps=120)
    c.line([(x + 3, y + 5) for x, y in path], "#6b5638", 6, 0.28)
    c.line(path, GOLD, 6)
    for (x, y), (nx, ny) in zip(path[17::2], path[18::2], strict=False):
        c.line([(x, y - 2.4), (nx, ny + 1.4)], "#f0cd7d", 1.6)
    for x, y in lacing:
        c.disc(x, y, 5, "#8a5f1d")
    needle(c, path[-1], (1440, 176))


def needle(c: Canvas, eye: Point, tip: Point) -> None:
    c.polygon([(eye[0] - 14, eye[1] - 8), (eye[0] + 4, eye[1] - 9), tip, (eye[0] - 8, eye[1] + 8)], "#6d7480")
    c.polygon([(eye[0] - 10, eye[1] - 6), (eye[0] + 4, eye[1] - 7), tip], "#d7dbe0")
    c.line([(eye[0] - 6, eye[1] - 1), (eye[0] + 16, eye[1] + 3)], "#3c414a", 2.5)


def tablecloth() -> Canvas:
    c = Canvas("#241a22", "#3a2328", "#4a2b2a")
    c.glow(800, 120, 900, "#7a4634", 0.75)
    c.inside(hem(), woven_front)
    for k in range(53):
        x = k * 31 - 6
        c.disc(x, drop(x), 15.5, LINEN)
        c.disc(x, drop(x) + 2, 7.5, "#3a2328")
        c.disc(x, drop(x) - 1, 3, RED)
    c.polygon([(0, 0), (1600, 0), (1600, 156), (0, 156)], "#fbf3e3")
    c.box(0, 150, 1600, 158, "#d9c6a3", 0.8)
    for k in range(10):
        c.polygon(regular_star(80 + k * 160, 76, 54, 41), RED if k % 2 else INDIGO, 0.9)
        c.polygon(regular_star(80 + k * 160, 76, 26, 12, turn=math.pi / 8), LINEN)
    return c


def drop(x: float) -> float:
    """The lower edge of the cloth, which hangs in folds."""
    return 806 + 14 * math.sin(x * 0.0163) + 7 * math.sin(x * 0.031 + 1)


def hem() -> list[Point]:
    return [(0, 150), (1600, 150), *[(x, drop(x)) for x in range(1600, -1, -8)]]


def woven_front(c: Canvas) -> None:
    c.gradient(150, 900, "#fbf3e3", LINEN, "#e6d5b6")
    linen(c)
    names(c)
    border(c, 588, 8, (RED, INDIGO))
    for x in range(1600):
        shade = math.sin(x * 0.0163 + 0.6) + 0.5 * math.sin(x * 0.031 + 1.8)
        c.box(x, 150, x + 1, 900, "#5b4030" if shade < 0 else "#ffffff", abs(shade) * (0.13 if shade < 0 else 0.12))


def names(c: Canvas) -> None:
    """Row upon row of small stitched lines, each as long as a name."""
    rng = dice(81)
    for row in range(13):
        x, y = 46.0, 192 + row * 29
        while x < 1540:
            for word in (rng.randint(4, 7), rng.randint(5, 10)):
                tone = RED if (row // 2) % 2 else INDIGO
                path = [(x + k * 3.4, y + rng.uniform(-4.5, 4.5) * (1.5 if k == 0 else 1)) for k in range(word * 2)]
                c.line(path, tone, 2.1, 0.88)
                x += word * 6.8 + 7
            x += 20
