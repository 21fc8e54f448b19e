"""The picture of the home page."""

from home.demo.pictures.canvas import Canvas
from home.demo.pictures.motifs import arc_of_light, bridge, minaret, pointed_arch, roof, skyline, star_tiles, stars, sun
from home.demo.pictures.motifs import regular_star as star

LIGHT = "#ffd894"


def river_at_dusk() -> Canvas:
    c = Canvas("#101c3c", "#233a6b", "#6b5a86", "#d98a74", "#f7c48d", "#f7c48d", "#f7c48d")
    stars(c, 3, 330, "#ffffff", 170)
    tiled_sun(c)
    skyline(c, 11, (0, 1600), 602, (30, 105), "#b98087", ["flat", "gable", "dome", "slope"])
    skyline(c, 12, (0, 520), 602, (60, 210), "#5b4a72", ["flat", "dome", "gable", "dome"], peak=0.4)
    skyline(c, 13, (1080, 1600), 602, (60, 220), "#5b4a72", ["spire", "gable", "flat", "steps"], peak=0.6)
    left_city(c)
    right_city(c)
    bridge(c, 395, 1205, 540, 602, 11, "#2a2a52", rise=26)
    for lower, height in (((262, 284), 170), ((140, 352), 150), ((388, 402), 62)):
        other = {262: (1352, 234), 140: (1476, 330), 388: (1216, 372)}[lower[0]]
        arc_of_light(c, lower, other, height, LIGHT)
    c.reflect(602, "#22315e", 0.68, 1.15)
    c.shimmer(5, 606, "#ffd9a8", 150)
    return c


def tiled_sun(c: Canvas) -> None:
    sun(c, 800, 470, 176, "#ffdf9f", "#ffc98a")
    rim = star(800, 470, 176, 176, points=40)
    colors = ["#ffdc9b", "#f0b873", "#fbd08a", "#f8c67e"]
    c.inside(rim, lambda canvas: star_tiles(canvas, 600, 270, 1010, 670, 50, colors, 0.75))


def left_city(c: Canvas) -> None:
    near = "#1c2148"
    skyline(c, 21, (-20, 430), 602, (60, 190), near, ["dome", "flat", "dome", "flat"], LIGHT, 0.3, peak=0.45)
    c.box(176, 476, 348, 602, near)
    c.box(198, 418, 326, 480, near)
    roof(c, "dome", 182, 160, 420, near)
    for place in range(5):
        x = 190 + place * 30
        c.polygon(pointed_arch(x, x + 20, 586, 520, 545), LIGHT, 0.85 if place % 2 else 0.55)
        c.polygon(pointed_arch(x + 16, x + 28, 470, 432, 446), LIGHT, 0.0 if place == 4 else 0.6)
    minaret(c, 140, 602, 226, 18, near)
    minaret(c, 388, 602, 180, 16, near)


def right_city(c: Canvas) -> None:
    near = "#1c2148"
    skyline(c, 22, (1170, 1620), 602, (60, 200), near, ["gable", "flat", "gable", "steps"], LIGHT, 0.3, peak=0.5)
    c.box(1318, 400, 1386, 602, near)
    roof(c, "spire", 1318, 68, 402, near)
    c.box(1446, 430, 1506, 602, near)
    roof(c, "onion", 1440, 72, 432, near)
    c.box(1192, 450, 1240, 602, near)
    roof(c, "steps", 1192, 48, 450, near)
