"""Pictures of the course on people's diplomacy that are not sewn: bridges, straits, and lamps over water."""

import math

from home.demo.pictures.canvas import Canvas, Point, curve
from home.demo.pictures.motifs import (
    arc_of_light,
    bridge,
    dice,
    mist,
    regular_star,
    ridge,
    roof,
    skyline,
    stars,
    sun,
    windows,
)

RED, INDIGO, LIGHT = "#a8322d", "#27375f", "#ffdf9c"
BOATS = [
    (470, 668, 0.8),
    (640, 716, 1.0),
    (806, 660, 0.72),
    (930, 762, 1.25),
    (1090, 690, 0.86),
    (360, 800, 1.4),
    (720, 838, 1.55),
]


def new_arch() -> Canvas:
    c = Canvas("#3c4a73", "#8a7590", "#d99b86", "#f6cf9f", "#fbe3b8")
    sun(c, 800, 500, 96, "#fff1cd", "#ffdca4")
    skyline(c, 91, (0, 1600), 640, (40, 120), "#c99a8d", ["gable", "gable", "dome", "spire"])
    skyline(c, 92, (-20, 520), 640, (90, 230), "#7d5567", ["gable", "gable", "spire"], LIGHT, 0.15, peak=0.2)
    skyline(c, 93, (1080, 1620), 640, (90, 230), "#7d5567", ["gable", "gable", "spire"], LIGHT, 0.15, peak=0.8)
    skyline(c, 94, (-20, 330), 640, (90, 200), "#2b3157", ["gable"], LIGHT, 0.35, peak=0.2)
    skyline(c, 95, (1270, 1620), 640, (90, 200), "#712c30", ["gable"], LIGHT, 0.35, peak=0.8)
    bridge(c, 250, 697, 530, 640, 3, "#39406b")
    bridge(c, 903, 1350, 530, 640, 3, "#843a38")
    bridge(c, 690, 910, 530, 640, 1, "#f3dcae")
    courses(c)
    c.reflect(640, "#5a5478", 0.62, 1.2)
    c.shimmer(96, 646, "#ffe2b4", 130, 0.25)
    return c


def courses(c: Canvas) -> None:
    """The joints of the new stones, and the people who meet on the deck."""
    for k in range(23):
        angle = math.pi * (k + 0.5) / 23
        x, y = 800 - 86 * math.cos(angle), 640 - 94 * math.sin(angle)
        c.line([(x, y), (800 - 100 * math.cos(angle), 640 - 110 * math.sin(angle))], "#b98d5f", 1.6)
    people = ((742, INDIGO), (766, "#39406b"), (786, INDIGO), (814, RED), (836, "#843a38"), (858, RED))
    for x, tone in people:
        c.polygon([(x - 6, 526), (x - 4, 504), (x + 4, 504), (x + 6, 526)], tone)
        c.disc(x, 498, 5, tone)


def across_the_strait() -> Canvas:
    c = Canvas("#0e1630", "#1f2b56", "#4a4775", "#8b6485", "#c78a86")
    stars(c, 101, 420, "#ffffff", 190)
    sun(c, 800, 250, 62, "#fff3d8", "#d8c3c9")
    ridge(c, 102, 545, 18, "#6a567f")
    for flip in (False, True):
        headland(c, flip)
    arc_of_light(c, (292, 318), (1308, 318), 116, LIGHT, 2.6)
    c.reflect(560, "#2a2c58", 0.6, 1.0)
    c.shimmer(103, 566, "#ffe9c4", 180, 0.22)
    for k in range(26):
        c.polygon([(800 - 70 + k, 575 + k * 8), (800 + 70 - k, 575 + k * 8), (800, 578 + k * 8)], "#fff0d0", 0.12)
    shore_of_tiles(c)
    return c


def headland(c: Canvas, flip: bool) -> None:
    def place(x: float, y: float) -> Point:
        return (1600 - x, y) if flip else (x, y)

    land = [(0, 560), (0, 400), *curve((0, 400), (160, 380), (330, 420), (420, 500), (560, 560))]
    tone, tint = ("#3a1d33", "#57283a") if flip else ("#141a3c", "#232c58")
    span = (1236, 1610) if flip else (-10, 364)
    kinds = ["gable", "steps", "flat"] if flip else ["dome", "flat", "onion"]
    skyline(c, 104, span, 520, (60, 170), tint, kinds, LIGHT, 0.2, peak=0.5)
    skyline(c, 105, span, 545, (50, 140), tone, kinds, LIGHT, 0.42, peak=0.5)
    c.polygon([place(x, y + 80) for x, y in land[2:]] + [place(0, 560), place(0, 480)], tone)
    x = 292 if not flip else 1308
    c.box(x - 17, 370, x + 17, 540, tone)
    windows(c, dice(106), (x - 15, 376, x + 15, 530), LIGHT, 0.6)
    roof(c, "spire" if flip else "dome", x - 20, 40, 372, tone)
    c.line([(x, 360), (x, 318)], tone, 3)


def shore_of_tiles(c: Canvas) -> None:
    """Small painted tiles along the near shore, no two neighbors alike."""
    rng = dice(107)
    fills = ["#c8553d", "#e3a444", "#2f7f86", "#27375f", "#7fb0a2", "#f2e7d3", "#b0506a"]
    c.box(0, 762, 1600, 900, "#0e1630")
    for row in range(3):
        for k in range(35):
            x, y = k * 46 - 8 + 2, 768 + row * 46
            ground, mark = rng.sample(fills, 2)
            c.box(x, y, x + 42, y + 42, ground)
            painted_mark(c, x + 21, y + 21, rng.randrange(6), mark)


def painted_mark(c: Canvas, x: float, y: float, kind: int, tone: str) -> None:
    if kind == 0:
        c.disc(x, y, 12, tone)
    elif kind == 1:
        c.polygon(regular_star(x, y, 16, 9), tone)
    elif kind == 2:
        c.box(x - 10, y - 2, x + 10, y + 12, tone)
        c.polygon([(x - 13, y - 2), (x, y - 14), (x + 13, y - 2)], tone)
    elif kind == 3:
        for level in (-8, 0, 8):
            c.line(
                curve((x - 15, y + level), (x - 5, y + level - 12), (x + 5, y + level + 12), (x + 15, y + level)),
                tone,
                3,
            )
    elif kind == 4:
        c.polygon(
            curve((x, y + 13), (x - 30, y - 8), (x - 6, y - 22), (x, y - 6))
            + curve((x, y - 6), (x + 6, y - 22), (x + 30, y - 8), (x, y + 13)),
            tone,
        )
    else:
        c.polygon([(x - 14, y + 4), (x + 14, y + 4), (x + 7, y + 12), (x - 7, y + 12)], tone)
        c.polygon([(x, y - 14), (x, y + 2), (x + 11, y + 2)], tone)


def paper_boats() -> Canvas:
    c = Canvas("#1b2740", "#34466a", "#6d7b94", "#a9adb4", "#c3bdb6")
    ridge(c, 111, 500, 26, "#8d99a8", 0.7)
    ridge(c, 112, 540, 16, "#6c7d92", 0.8)
    moon_and_beams(c)
    lighthouse(c, 290, INDIGO)
    lighthouse(c, 1310, "#7c2b2b")
    mist(c, 113, (420, 590), "#d5d6d6", 12, 0.26)
    c.reflect(600, "#2f4161", 0.5, 0.95, waves=4)
    c.shimmer(114, 606, "#e9ddc6", 150, 0.16)
    for x, y, size in BOATS:
        boat(c, x, y, size)
    mist(c, 115, (596, 640), "#cfd3d6", 6, 0.2)
    return c


def moon_and_beams(c: Canvas) -> None:
    c.disc(800, 150, 44, "#e9e6de", 0.85)
    c.glow(800, 150, 190, "#dfe2e6", 0.4)
    for reach in range(140, 521, 38):
        for lamp, way in ((292, 1), (1308, -1)):
            end = lamp + way * reach
            c.beam([(lamp, 284), (end, 288 - reach * 0.1), (end, 288 + reach * 0.17)], LIGHT, 26, 0.085)


def lighthouse(c: Canvas, x: float, tone: str) -> None:
    c.polygon(curve((x - 260, 604), (x - 120, 530), (x + 120, 530), (x + 260, 604)), "#182238")
    c.polygon([(x - 40, 556), (x - 24, 318), (x + 24, 318), (x + 40, 556)], "#ece3d2")
    for level in (0, 2):
        top, bottom = 350 + level * 48, 398 + level * 48
        wide = [24 + 16 * (y - 318) / 238 for y in (top, bottom)]
        c.polygon([(x - wide[0], top), (x + wide[0], top), (x + wide[1], bottom), (x - wide[1], bottom)], tone)
    c.box(x - 34, 308, x + 34, 319, "#182238")
    c.glow(x, 288, 150, "#ffe9b5", 0.95)
    c.box(x - 17, 268, x + 17, 308, "#fff3cf")
    for k in (-17, 0, 15):
        c.box(x + k, 268, x + k + 2.5, 308, "#182238")
    c.polygon([(x - 25, 269), (x, 236), (x + 25, 269)], tone)
    c.line([(x, 240), (x, 222)], "#182238", 3)


def boat(c: Canvas, x: float, y: float, size: float) -> None:
    def place(*points: Point) -> list[Point]:
        return [(x + px * size, y + py * size) for px, py in points]

    c.glow(x, y - 14 * size, 92 * size, "#ffcf7d", 0.8)
    for k in range(5):
        half, low = 40 - 6 * k, 20 + 9 * k
        c.polygon(place((-half, low), (0, low - 2), (half, low), (0, low + 3)), "#ffdc9a", 0.3)
    c.polygon(place((-20, -4), (0, -44), (20, -4)), "#fff3d9")
    c.polygon(place((0, -44), (20, -4), (2, -4)), "#f0cf96")
    c.polygon(place((-52, -14), (52, -14), (30, 16), (-30, 16)), "#fbf1dc")
    c.polygon(place((-52, -14), (0, 2), (52, -14), (30, 16), (-30, 16)), "#e7d3ab")
