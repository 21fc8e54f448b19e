"""Pictures of the course on learning cities: turquoise, cobalt, saffron, and the star tiles of Isfahan."""

import math

from home.demo.pictures.canvas import Canvas, Point, curve, mix
from home.demo.pictures.facades import tiled_tower
from home.demo.pictures.motifs import (
    bulb,
    dice,
    minaret,
    pointed_arch,
    regular_star,
    roof,
    skyline,
    star_tiles,
    stars,
    sun,
    windows,
)

DEEP, TEAL, AQUA, COBALT, SAFFRON, CREAM, BRICK, LEAF = (
    "#0a3342", "#0f6672", "#58b0ad", "#1d4a86", "#e6a23c", "#f7eedb", "#b8603b", "#7fa66b",
)  # fmt: skip
LIGHT = "#ffe0a0"


def open_book() -> Canvas:
    c = Canvas(DEEP, TEAL)
    star_tiles(c, 0, 0, 1600, 900, 100, [TEAL, "#8fd0c6", "#11727c", COBALT, "#0d5866"], 0.85)
    c.beam([(0, 300), (1600, 300), (1600, 900), (0, 900)], CREAM, 190, 0.95)
    c.glow(800, 500, 560, "#fff6e0", 0.95)
    skyline(c, 121, (210, 790), 700, (100, 300), "#8bbcb5", ["dome", "flat", "dome"], peak=0.75)
    skyline(c, 122, (810, 1390), 700, (100, 300), "#8bbcb5", ["gable", "spire", "flat"], peak=0.25)
    skyline(c, 123, (250, 790), 720, (80, 260), TEAL, ["dome", "flat", "dome", "flat"], LIGHT, 0.4, peak=0.7)
    skyline(c, 124, (810, 1350), 720, (80, 260), COBALT, ["gable", "spire", "flat", "steps"], LIGHT, 0.4, peak=0.3)
    for x in (596, 712):
        minaret(c, x, 730, 340, 17, DEEP)
    c.box(612, 500, 698, 730, DEEP)
    roof(c, "dome", 600, 110, 502, DEEP)
    windows(c, dice(125), (616, 540, 694, 720), LIGHT, 0.5)
    pages(c)
    return c


def pages(c: Canvas) -> None:
    for k in range(7, -1, -1):
        for side in (-1, 1):
            edge = page_edge(side, k * 5)
            c.polygon(
                [*edge, (800 + side * (690 + k * 3), 850 + k * 5), (800, 880 + k * 3)],
                "#d9c7a2" if k % 2 else "#efe2c6",
            )
    for side in (-1, 1):
        c.polygon([*page_edge(side, 0), *reversed(page_edge(side, 118))], "#fffaf0")
        for line in range(5):
            path = page_edge(side, 26 + line * 17)
            c.line(path[7 : 36 - 5 * (line % 3)], "#b9a987", 3, 0.7)
    c.beam([(785, 720), (815, 720), (808, 890), (792, 890)], "#8a744e", 12, 0.55)


def page_edge(side: int, down: float) -> list[Point]:
    return curve(
        (800, 742 + down),
        (800 + side * 190, 640 + down),
        (800 + side * 470, 700 + down),
        (800 + side * 690, 728 + down),
    )


def six_arches() -> Canvas:
    c = Canvas("#0a2438", "#0f4257", "#2b7c86", "#e5b56b")
    stars(c, 131, 300, "#ffffff", 120)
    c.box(0, 236, 1600, 640, "#c79a5f")
    c.gradient(236, 640, "#d9ad6d", "#a66f43")
    frieze(c)
    looks = [
        (TEAL, AQUA),
        (COBALT, "#8fb6de"),
        ("#7a3b2a", "#eab676"),
        ("#2c6b52", "#a8cf9a"),
        ("#5b3a6b", "#d3a6cf"),
        ("#8a5a16", "#f4d38b"),
    ]
    for k, (ground, accent) in enumerate(looks):
        arch(c, 52 + k * 250, ground, accent, 44 + 6 * (k % 3))
    c.box(0, 632, 1600, 642, "#6d4528")
    c.reflect(642, "#123f50", 0.66, 1.05, waves=2.5)
    c.shimmer(132, 648, "#ffe3b0", 150, 0.2)
    return c


def frieze(c: Canvas) -> None:
    c.inside(
        [(0, 196), (1600, 196), (1600, 246), (0, 246)],
        lambda s: star_tiles(s, 0, 196, 1600, 246, 50, [COBALT, "#f1d79d", TEAL, "#123a66"]),
    )
    c.box(0, 190, 1600, 197, "#f1d79d")
    c.box(0, 246, 1600, 252, "#f1d79d")


def arch(c: Canvas, left: float, ground: str, accent: str, size: float) -> None:
    right = left + 246
    c.polygon(pointed_arch(left, right, 640, 268, 430), "#f1d79d")
    c.polygon(pointed_arch(left + 9, right - 9, 640, 280, 430), mix(ground, "#000000", 0.35))
    opening = pointed_arch(left + 22, right - 22, 640, 298, 436)
    c.inside(
        opening,
        lambda s: star_tiles(
            s,
            left + 22,
            280,
            right - 22,
            640,
            size,
            [ground, accent, mix(ground, accent, 0.3), mix(ground, "#000000", 0.2)],
        ),
    )
    c.inside(opening, lambda s: s.glow((left + right) / 2, 640, 250, LIGHT, 0.95))
    c.polygon(pointed_arch(left + 84, right - 84, 640, 486, 548), "#fff3cf", 0.95)
    dark = mix(ground, "#000000", 0.4)
    person(c, (left + right) / 2 - 14, 1.0, dark)
    person(c, (left + right) / 2 + 15, 0.62 + size % 3 * 0.1, dark)


def person(c: Canvas, x: float, size: float, tone: str) -> None:
    foot, shoulder = 633.0, 633 - 46 * size
    c.polygon(
        [
            (x - 12 * size, foot),
            *curve(
                (x - 9 * size, shoulder + 6),
                (x - 7 * size, shoulder - 4),
                (x + 7 * size, shoulder - 4),
                (x + 9 * size, shoulder + 6),
            ),
            (x + 12 * size, foot),
        ],
        tone,
    )
    c.disc(x, shoulder - 10 * size, 8.5 * size, tone)


def five_steps() -> Canvas:
    c = Canvas("#123a55", "#2c7482", "#8dbdb0", "#f2d59c", "#f8e4bb")
    sun(c, 800, 330, 190, "#ffedc2", "#ffe2a4")
    skyline(c, 141, (0, 1600), 560, (50, 150), "#9cc0b2", ["onion", "gable", "flat", "dome"])
    skyline(c, 142, (-10, 640), 570, (70, 240), "#4a8f95", ["onion", "gable", "flat"], peak=0.6)
    skyline(c, 143, (960, 1610), 570, (70, 240), "#4a8f95", ["gable", "onion", "spire"], peak=0.4)
    skyline(c, 144, (-10, 560), 585, (40, 170), DEEP, ["gable", "onion", "flat", "gable"], LIGHT, 0.35, peak=0.5)
    skyline(c, 145, (1040, 1610), 585, (40, 170), DEEP, ["gable", "flat", "onion", "gable"], LIGHT, 0.35, peak=0.5)
    garden(c)
    gate(c)
    steps(c)
    c.reflect(800, "#1c5866", 0.6, 1.0, waves=2.5)
    c.shimmer(146, 804, "#ffe3b0", 60, 0.26)
    return c


def garden(c: Canvas) -> None:
    """The green bank on both sides of the steps."""
    c.gradient(584, 800, "#1d5a55", "#2f7a63", "#4f9670")
    rng = dice(147)
    for row in range(4):
        for k in range(17):
            x, y = k * 100 + 50 * (row % 2) + rng.uniform(-14, 14), 612 + row * 54
            size = 15 + row * 6 + rng.uniform(-2, 3)
            c.box(x - 2, y, x + 2, y + size, "#0d3f43")
            c.polygon(
                bulb(x, y + size * 0.5, size * 0.72, size * 2.2, belly=1.25),
                ["#175049", "#1d6455", "#256f58", "#3a8562"][row],
            )


def gate(c: Canvas) -> None:
    c.box(650, 250, 950, 590, CREAM)
    c.inside(
        [(662, 262), (938, 262), (938, 590), (662, 590)],
        lambda s: star_tiles(s, 662, 262, 938, 590, 46, [COBALT, "#f1d79d", TEAL, "#173f74"]),
    )
    c.polygon(pointed_arch(690, 910, 590, 296, 420), CREAM)
    c.polygon(pointed_arch(704, 896, 590, 314, 424), "#ffd98c")
    c.glow(800, 500, 190, "#fff6da", 1.0)
    c.polygon(pointed_arch(752, 848, 590, 400, 470), "#fffaea", 0.85)


def steps(c: Canvas) -> None:
    tones = ["#f6e7c8", "#ead4a8", "#dcbf8d", "#c9a674", "#b38d5e"]
    for k, tone in enumerate(tones):
        half, top = 200 + k * 104, 590 + k * 42
        c.box(800 - half, top, 800 + half, top + 14, mix(tone, "#ffffff", 0.45))
        c.box(800 - half, top + 14, 800 + half, top + 42, tone)
        count = 8 + 4 * k
        for tile in range(count):
            x = 800 - half + (tile + 0.5) * 2 * half / count
            c.polygon(regular_star(x, top + 28, 9, 6.6), [TEAL, COBALT, BRICK, SAFFRON, LEAF][k], 0.9)
    c.beam([(752, 590), (848, 590), (1010, 800), (590, 800)], "#fff3cf", 26, 0.5)


def measured_skyline() -> Canvas:
    c = Canvas("#f9efd9", "#f7e0b4", "#f2c98d")
    sun(c, 1330, 250, 120, "#fff8e4", "#ffe6ae")
    for level in range(6):
        c.line([(0, 760 - level * 110), (1600, 760 - level * 110)], "#c9a56a", 1.5, 0.35)
    skyline(c, 151, (0, 1600), 800, (60, 190), "#ecc68a", ["flat", "dome", "gable"])
    heights = [150, 205, 190, 285, 340, 320, 430, 505]
    tones = [TEAL, BRICK, COBALT, "#2d8b86", "#8c4a63", SAFFRON, "#2c6b52", DEEP]
    tops = []
    for k, (height, tone) in enumerate(zip(heights, tones, strict=True)):
        left = 90 + k * 180
        tiled_tower(c, left, 800 - height, tone, k)
        tops.append((left + 66.0, 800 - height - 74))
    c.box(0, 800, 1600, 900, DEEP)
    c.gradient(800, 900, "#0d4452", DEEP)
    for k in range(33):
        c.polygon(regular_star(k * 50, 850, 22, 16.8), "#10586a")
        c.polygon(regular_star(k * 50, 850, 10, 5, turn=math.pi / 8), SAFFRON, 0.9)
    c.halo(tops, SAFFRON, 22, 0.5)
    c.line(tops, "#c97f1d", 5)
    for x, y in tops:
        c.disc(x, y, 15, "#c97f1d")
        c.disc(x, y, 9, "#fff6df")
    return c


def round_table() -> Canvas:
    c = Canvas("#0a2a3a", "#0d4a59")
    c.glow(800, 450, 800, "#2c8f93", 0.9)
    for k in range(9):
        c.ring(800, 450, 400 + k * 62, "#a9dcd2", 2, 0.22 - k * 0.02)
    c.glow(800, 450, 330, LIGHT, 0.9)
    tones = ["#7ccabf", "#d8774b", "#5b8fd6", "#9cc27d", "#c583a6", SAFFRON]
    for k in range(6):
        between(c, math.tau * (k + 0.5) / 6)
    for k, tone in enumerate(tones):
        petal_city(c, math.tau * k / 6, tone, 160 + k)
    table(c)
    return c


def between(c: Canvas, angle: float) -> None:
    """An arc of light that joins two neighboring towns."""

    def place(turn: float, radius: float) -> Point:
        return 800 + radius * math.sin(angle + turn), 450 - radius * math.cos(angle + turn)

    path = curve(place(-0.4, 290), place(-0.16, 440), place(0.16, 440), place(0.4, 290))
    c.halo(path, LIGHT, 16, 0.4)
    c.line(path, LIGHT, 2.2)


def petal_city(c: Canvas, angle: float, tone: str, seed: int) -> None:
    """A small town that grows outward from the rim of the table."""
    rng, x = dice(seed), -104.0

    def place(side: float, out: float) -> Point:
        turn, radius = angle + side / 224, 224 + out
        return 800 + radius * math.sin(turn), 450 - radius * math.cos(turn)

    while x < 100:
        wide = min(rng.uniform(20, 34), 104 - x)
        tall = rng.uniform(90, 165) * (0.5 + 0.55 * math.cos(x / 80))
        shade = mix(tone, DEEP, rng.uniform(0, 0.28))
        tip = [(x + wide, tall), (x + wide / 2, tall + wide * rng.choice([0.3, 0.7, 1.6])), (x, tall)]
        c.polygon([place(x, -10), place(x + wide, -10), *[place(*p) for p in tip]], shade)
        for level in range(int(tall / 20)):
            for k in (0.3, 0.7):
                if rng.random() < 0.55:
                    c.disc(*place(x + wide * k, 16 + level * 19), 3.1, "#fff3cf")
        x += wide + 2


def table(c: Canvas) -> None:
    c.disc(804, 462, 226, "#04161f", 0.35)
    c.disc(800, 450, 224, "#6b3f22")
    c.disc(800, 450, 214, "#a8703f")
    c.disc(800, 450, 204, "#c08a52")
    inlay = [(170, 130, "#f3dfb4"), (150, 115, TEAL), (118, 90, "#f3dfb4"), (104, 80, COBALT), (70, 40, SAFFRON)]
    for k, (outer, inner, tone) in enumerate(inlay):
        c.polygon(regular_star(800, 450, outer, inner, points=12 if k < 2 else 8, turn=math.pi / 12 * (k % 2)), tone)
    c.polygon(regular_star(800, 450, 34, 16, points=6), "#fff6df")
    for k in range(24):
        turn = math.tau * k / 24
        c.polygon(regular_star(800 + 189 * math.sin(turn), 450 - 189 * math.cos(turn), 9, 5), "#f3dfb4")
