"""Tiled walls for towers: star tiles, scales, lozenges, and rows of lit windows."""

from collections.abc import Callable

from home.demo.pictures.canvas import Canvas, mix
from home.demo.pictures.motifs import pointed_arch, roof, star_tiles

SAFFRON, CREAM, LIGHT = "#e6a23c", "#f7eedb", "#ffe0a0"


def tiled_tower(c: Canvas, left: float, top: float, tone: str, kind: int) -> None:
    right = left + 132
    c.box(left, top, right, 800, tone)
    pale = mix(tone, CREAM, 0.55)
    patterns: list[Callable[[Canvas], None]] = [
        lambda s: star_tiles(
            s, left, top, right, 800, 44, [tone, pale, mix(tone, CREAM, 0.2), mix(tone, "#000000", 0.15)]
        ),
        lambda s: scales(s, left, top, pale, tone),
        lambda s: lozenges(s, left, top, pale),
        lambda s: lit_rows(s, left, top, pale),
    ]
    c.inside([(left, top), (right, top), (right, 800), (left, 800)], patterns[kind % 4])
    c.box(right - 26, top, right, 800, "#000000", 0.12)
    c.box(left - 6, top - 8, right + 6, top + 4, mix(tone, "#000000", 0.2))
    if kind % 2 == 0:
        roof(c, "dome", left + 10, 112, top - 6, mix(tone, "#000000", 0.12))
    else:
        roof(c, "gable", left + 4, 124, top - 6, mix(tone, "#000000", 0.12))


def scales(c: Canvas, left: float, top: float, pale: str, tone: str) -> None:
    for row in range(40, -1, -1):
        for k in range(6):
            x, y = left + k * 26 + (13 if row % 2 else 0), top + row * 14
            c.disc(x, y, 14, pale if row % 2 else mix(pale, tone, 0.35))
            c.disc(x, y, 8, tone)


def lozenges(c: Canvas, left: float, top: float, pale: str) -> None:
    for row in range(20):
        for k in range(4):
            x, y = left + 16 + k * 33, top + 26 + row * 42
            c.polygon([(x, y - 19), (x + 14, y), (x, y + 19), (x - 14, y)], pale)
            c.disc(x, y, 4, SAFFRON)


def lit_rows(c: Canvas, left: float, top: float, pale: str) -> None:
    for row in range(14):
        for k in range(4):
            x, y = left + 11 + k * 30, top + 20 + row * 46
            c.polygon(pointed_arch(x, x + 20, y + 34, y, y + 16), LIGHT if (row * 3 + k) % 4 else pale)
