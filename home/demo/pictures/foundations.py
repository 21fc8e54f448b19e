"""Pictures of the course on the foundations of city diplomacy: dusk blue, sand, and lamplight."""

import math

from home.demo.pictures.canvas import Canvas, Point, curve, mix
from home.demo.pictures.motifs import (
    arc_of_light,
    bridge,
    dice,
    pointed_arch,
    regular_star,
    ridge,
    roof,
    skyline,
    stars,
    sun,
    windows,
)

NIGHT, DEEP, BLUE, TEAL, SAND, LIGHT = "#0d1f33", "#14314b", "#245571", "#5f93a0", "#f3d3a2", "#ffdc96"


def two_towers() -> Canvas:
    c = Canvas("#123049", "#1f5470", "#5f99a3", "#c9c8ab", "#f6d9a5", "#f6d9a5")
    sun(c, 800, 520, 84, "#fff0c9", "#ffe3aa")
    skyline(c, 31, (0, 1600), 652, (30, 150), "#8fb0a9", ["flat", "gable", "dome", "spire"])
    skyline(c, 32, (0, 640), 652, (60, 260), "#4a7f8c", ["flat", "dome", "gable"], peak=0.35)
    skyline(c, 33, (960, 1600), 652, (60, 250), "#4a7f8c", ["flat", "gable", "steps"], peak=0.65)
    skyline(c, 34, (-10, 520), 652, (50, 190), DEEP, ["flat", "gable", "dome"], LIGHT, 0.3, peak=0.4)
    skyline(c, 35, (1080, 1610), 652, (50, 190), DEEP, ["flat", "gable", "steps"], LIGHT, 0.3, peak=0.6)
    bridge(c, 500, 1100, 590, 652, 7, "#1b3f5a", rise=30)
    tower(c, 300, 238, "dome")
    tower(c, 1216, 300, "spire")
    for step in range(5):
        arc_of_light(c, (342, 256 + step * 54), (1258, 318 + step * 46), 105 - step * 20, LIGHT, 2.4 - step * 0.25)
    c.reflect(652, "#173e58", 0.55, 1.2)
    c.shimmer(8, 656, "#ffe6b8", 130)
    return c


def tower(c: Canvas, x: float, top: float, kind: str) -> None:
    c.box(x, top, x + 84, 650, NIGHT)
    c.box(x + 60, top, x + 84, 650, "#0a1828")
    roof(c, kind, x - 4, 92, top, NIGHT)
    windows(c, dice(36), (x + 2, top + 40, x + 60, 640), LIGHT, 0.5)


def two_voices() -> Canvas:
    c = Canvas("#f4ddb4", "#f0cf9e", "#dcb48c", "#b9b19a", "#6d9aa0")
    for side, tint in ((320, "#2d6780"), (1280, "#b4593a")):
        for step in range(12, 0, -1):
            c.ring(side, 470, 52 * step, tint, 9 - step * 0.55, 0.62 - step * 0.038)
    c.glow(800, 470, 260, "#fff6df", 0.9)
    skyline(c, 41, (0, 1600), 622, (16, 54), "#b7a78f", ["flat", "gable", "dome"])
    skyline(c, 42, (130, 510), 606, (90, 330), "#2d6780", ["dome", "flat", "dome"], "#fbe3b2", 0.22, peak=0.5)
    skyline(c, 43, (1090, 1470), 606, (90, 330), "#8f4028", ["gable", "spire", "flat"], "#fbe3b2", 0.22, peak=0.5)
    island(c, 320)
    island(c, 1280)
    c.reflect(622, "#74a0a4", 0.62, 1.3)
    c.shimmer(9, 628, "#fff1d2", 150, 0.26)
    return c


def island(c: Canvas, x: float) -> None:
    c.polygon(curve((x - 300, 624), (x - 190, 590), (x + 190, 590), (x + 300, 624)), "#274a55")


def constellation() -> Canvas:
    c = Canvas("#081527", "#0f2743", "#1c4a66", "#3b7480")
    stars(c, 51, 780, "#cfe6ea", 260)
    nodes = scatter(26)
    for first, second in neighbors(nodes):
        bend = ((first[0] + second[0]) / 2, (first[1] + second[1]) / 2 - 34)
        path = curve(first[:2], bend, second[:2])
        c.halo(path, "#8fd0d3", 9, 0.28)
        c.line(path, "#bfe3df", 1.5, 0.7)
    for x, y, size in nodes:
        c.glow(x, y, size * 7, LIGHT, 0.75)
        c.polygon(regular_star(x, y, size * 1.7, size * 0.9), LIGHT)
        c.disc(x, y, size * 0.62, "#fff8e6")
    skyline(c, 52, (0, 1600), 900, (70, 170), "#12344c", ["gable", "dome", "flat", "gable", "spire"])
    skyline(c, 53, (0, 1600), 905, (30, 105), "#081627", ["gable", "flat", "slope", "dome"], LIGHT, 0.28)
    return c


def scatter(count: int) -> list[tuple[float, float, float]]:
    """Points with a size that keep their distance from each other."""
    rng = dice(54)
    nodes: list[tuple[float, float, float]] = []
    while len(nodes) < count:
        x, y = rng.uniform(110, 1490), rng.uniform(80, 650)
        if all(math.dist((x, y), node[:2]) > 150 for node in nodes):
            nodes.append((x, y, rng.choice([6, 7, 9, 13])))
    return nodes


def neighbors(nodes: list[tuple[float, float, float]]) -> set[tuple[tuple[float, float, float], ...]]:
    pairs = set()
    for node in nodes:
        near = sorted(nodes, key=lambda other: math.dist(node[:2], other[:2]))[1:4]
        pairs |= {tuple(sorted((node, other))) for other in near}
    return pairs


def gateways() -> Canvas:
    c = Canvas("#0f2840", "#17405c")
    tones = ["#123049", "#1b4a66", "#2f6c80", "#5d949b", "#9dbaa8", "#dccb9f", "#fbe2ae"]
    for depth, tone in enumerate(tones):
        share = 0.68**depth
        portal(c, share, tone)
    c.glow(800, 560, 330, "#fff3d0", 0.8)
    distant_city(c, 612)
    return c


def portal(c: Canvas, share: float, tone: str) -> None:
    """One gateway of the row, its floor, and the shadow on its inner edge, scaled toward the vanishing point."""

    def near(x: float, y: float) -> Point:
        return 800 + (x - 800) * share, 570 + (y - 570) * share

    opening = pointed_arch(150, 1450, 1000, -40, 420)
    c.polygon([near(x + (x - 800) * 0.035, y - 24) for x, y in opening], mix(tone, "#ffffff", 0.28))
    c.polygon([near(x, y) for x, y in opening], mix(tone, "#ffffff", 0.06))
    far = 570 + 430 * 0.68
    for k in range(10):
        left, right = 150 + k * 130, 280 + k * 130
        edge = [
            near(left, 1000),
            near(right, 1000),
            near(800 + (right - 800) * 0.68, far),
            near(800 + (left - 800) * 0.68, far),
        ]
        c.polygon(edge, mix(tone, "#f3d3a2", 0.42 if k % 2 else 0.26))
    for k in range(9):
        angle = math.pi * (k + 1) / 10
        x, y = 800 - 705 * math.cos(angle), 420 - 505 * math.sin(angle)
        c.polygon(regular_star(*near(x, y), 15 * share, 7 * share), LIGHT, 0.75)


def distant_city(c: Canvas, base: float) -> None:
    tone = "#b9794a"
    for x, width, height in ((752, 26, 22), (776, 50, 34), (824, 30, 20)):
        c.box(x, base - height, x + width, base, tone)
    roof(c, "dome", 772, 58, base - 32, tone)
    roof(c, "gable", 824, 30, base - 20, tone)
    for x in (768, 834):
        c.box(x - 2, base - 74, x + 2, base, tone)
        c.polygon([(x - 4, base - 72), (x, base - 86), (x + 4, base - 72)], tone)


def road_with_marks() -> Canvas:
    c = Canvas("#f7e2ba", "#f6d3a0", "#efba88", "#d9b18f", "#a8b39d")
    sun(c, 1080, 372, 92, "#fff4d4", "#ffe0a6")
    ridge(c, 71, 430, 42, "#c9b394")
    ridge(c, 72, 470, 36, "#9db0a0")
    for y, left, right in ((120, 180, 620), (168, 90, 430), (146, 1080, 1500), (238, 360, 700), (214, 1240, 1600)):
        c.polygon(curve((left, y), (left + 90, y - 9), (right - 90, y - 9), (right, y), steps=20), "#fff3d6", 0.6)
    skyline(c, 70, (900, 1290), 476, (40, 140), "#5f98a0", ["dome", "spire", "flat"], peak=0.5)
    skyline(c, 73, (930, 1250), 480, (40, 125), "#2f6577", ["dome", "gable", "spire", "flat"], LIGHT, 0.25, peak=0.5)
    for seed, level, tone in ((74, 500, "#6f9a98"), (75, 580, "#477f88"), (76, 690, "#2a5f72"), (77, 810, "#184258")):
        ridge(c, seed, level, 34, tone)
    c.polygon(road_edges(), "#f6e3bd")
    c.line(road_edges()[:61], "#fff6e0", 2)
    for place, tint in ((0.17, "#c9573a"), (0.38, "#e0a33e"), (0.57, "#c9573a"), (0.75, "#e0a33e")):
        flag(c, place, tint)
    return c


def road(place: float) -> tuple[float, float, float]:
    """Middle and half width of the road, from the viewer (0) to the city (1)."""
    far = 1 - (1 - place) ** 1.7
    y = 930 - 470 * far
    swing = 330 * (1 - far) ** 0.8
    return 660 + 420 * far + swing * math.sin(place * 10.2 + 0.4), y, 100 * (1 - far) ** 1.25 + 3


def road_edges() -> list[Point]:
    steps = [road(k / 60) for k in range(61)]
    return [(x - half, y) for x, y, half in steps] + [(x + half, y) for x, y, half in reversed(steps)]


def flag(c: Canvas, place: float, tint: str) -> None:
    x, y, half = road(place)
    size = 20 + half * 1.35
    x += half + 8
    c.disc(x, y, size * 0.07, "#123049")
    c.line([(x, y), (x, y - size * 1.5)], "#123049", max(2, size / 26))
    cloth = curve(
        (x, y - size * 1.5),
        (x + size * 0.4, y - size * 1.65),
        (x + size * 0.5, y - size * 1.2),
        (x + size, y - size * 1.4),
    )
    lower = [(px, py + size * 0.52) for px, py in reversed(cloth)]
    c.polygon(cloth + lower, tint)
