"""A surface drawn at twice its size and halved at the end, so that edges are smooth. Coordinates are final pixels."""

import io
import math
import random
from collections.abc import Callable, Sequence

from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

WIDTH, HEIGHT, SCALE = 1600, 900, 2
HEAVIEST = 240_000
Point = tuple[float, float]


def rgba(color: str, alpha: float = 1.0) -> tuple[int, int, int, int]:
    red, green, blue = ImageColor.getrgb(color)[:3]
    return red, green, blue, round(255 * alpha)


def mix(first: str, second: str, share: float) -> str:
    """The color that lies `share` (0 to 1) of the way from the first to the second."""
    pairs = zip(ImageColor.getrgb(first)[:3], ImageColor.getrgb(second)[:3], strict=True)
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in pairs)


def curve(*control: Point, steps: int = 48) -> list[Point]:
    """Points on the Bézier curve of any degree through the first and last control point."""
    degree = len(control) - 1
    points = []
    for step in range(steps + 1):
        t = step / steps
        weights = [math.comb(degree, i) * (1 - t) ** (degree - i) * t**i for i in range(degree + 1)]
        points.append(
            (
                sum(w * p[0] for w, p in zip(weights, control, strict=True)),
                sum(w * p[1] for w, p in zip(weights, control, strict=True)),
            )
        )
    return points


def scaled(points: Sequence[Point]) -> list[Point]:
    return [(x * SCALE, y * SCALE) for x, y in points]


class Canvas:
    def __init__(self, *stops: str) -> None:
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE))
        self.brush = ImageDraw.Draw(self.image, "RGBA")
        self.gradient(0, HEIGHT, *stops)

    def gradient(self, top: float, bottom: float, *stops: str) -> None:
        """Fill the full width between two heights with colors that melt into one another."""
        rows = max(1, round((bottom - top) * SCALE))
        column = Image.new("RGB", (1, rows))
        for row in range(rows):
            place = row / max(1, rows - 1) * (len(stops) - 1)
            index = min(int(place), len(stops) - 2) if len(stops) > 1 else 0
            color = mix(stops[index], stops[min(index + 1, len(stops) - 1)], place - index)
            column.putpixel((0, row), ImageColor.getrgb(color)[:3])
        self.image.paste(column.resize((WIDTH * SCALE, rows)), (0, round(top * SCALE)))

    def polygon(self, points: Sequence[Point], color: str, alpha: float = 1.0) -> None:
        self.brush.polygon(scaled(points), fill=rgba(color, alpha))

    def box(self, left: float, top: float, right: float, bottom: float, color: str, alpha: float = 1.0) -> None:
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], color, alpha)

    def disc(self, x: float, y: float, radius: float, color: str, alpha: float = 1.0) -> None:
        self.brush.ellipse(scaled([(x - radius, y - radius), (x + radius, y + radius)]), fill=rgba(color, alpha))

    def ring(self, x: float, y: float, radius: float, color: str, width: float, alpha: float = 1.0) -> None:
        corners = scaled([(x - radius, y - radius), (x + radius, y + radius)])
        self.brush.ellipse(corners, outline=rgba(color, alpha), width=max(1, round(width * SCALE)))

    def line(self, points: Sequence[Point], color: str, width: float, alpha: float = 1.0) -> None:
        fill = rgba(color, alpha)
        self.brush.line(scaled(points), fill=fill, width=max(1, round(width * SCALE)), joint="curve")

    def glow(self, x: float, y: float, radius: float, color: str, strength: float = 1.0) -> None:
        """Soft light around a point that fades to nothing at the radius."""
        side = round(2 * radius * SCALE)
        falloff = Image.radial_gradient("L").point(lambda v: round(max(0, 1 - v / 180) ** 2 * 255 * strength))
        corner = (round((x - radius) * SCALE), round((y - radius) * SCALE))
        self.image.paste(Image.new("RGB", (side, side), color), corner, falloff.resize((side, side)))

    def halo(self, points: Sequence[Point], color: str, width: float, strength: float = 1.0) -> None:
        """Soft light along a line."""
        small = Image.new("L", (WIDTH // 2, HEIGHT // 2))
        path = [(x / 2, y / 2) for x, y in points]
        ImageDraw.Draw(small).line(path, fill=round(255 * strength), width=max(1, round(width / 2)), joint="curve")
        mask = small.filter(ImageFilter.GaussianBlur(width / 3)).resize(self.image.size, Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGB", self.image.size, color), (0, 0), mask)

    def beam(self, points: Sequence[Point], color: str, blur: float, strength: float) -> None:
        """A soft-edged polygon of light or mist."""
        small = Image.new("L", (WIDTH // 2, HEIGHT // 2))
        ImageDraw.Draw(small).polygon([(x / 2, y / 2) for x, y in points], fill=round(255 * strength))
        mask = small.filter(ImageFilter.GaussianBlur(blur / 2)).resize(self.image.size, Image.Resampling.BICUBIC)
        self.image.paste(Image.new("RGB", self.image.size, color), (0, 0), mask)

    def inside(self, shape: Sequence[Point], paint: Callable[["Canvas"], None]) -> None:
        """Let `paint` draw on the whole surface, and keep only what falls inside the shape."""
        before = self.image.copy()
        paint(self)
        mask = Image.new("L", self.image.size)
        ImageDraw.Draw(mask).polygon(scaled(shape), fill=255)
        self.image.paste(before, (0, 0), ImageChops.invert(mask))

    def reflect(self, line: float, water: str, strength: float = 0.55, squeeze: float = 1.0, waves: float = 3) -> None:
        """Fill everything below the line with the mirror image of what stands above it, tinted and rippled."""
        top = round(line * SCALE)
        depth = self.image.height - top
        source = min(top, round(depth * squeeze))
        mirror = self.image.crop((0, top - source, self.image.width, top)).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        mirror = mirror.resize((self.image.width, depth), Image.Resampling.BICUBIC)
        mirror = Image.blend(mirror, Image.new("RGB", mirror.size, water), 1 - strength)
        for row in range(depth):
            far = row / depth
            swing = math.sin(row * 0.5 / (1 + 3 * far)) * math.sin(row * 0.013 + 1)
            shift = round(swing * waves * SCALE * (0.3 + 2 * far))
            band = mirror.crop((0, row, mirror.width, row + 1))
            self.image.paste(ImageChops.offset(band, shift, 0), (0, top + row))

    def shimmer(self, seed: int, line: float, color: str, count: int = 90, alpha: float = 0.18) -> None:
        """Short horizontal strokes of light on water."""
        dice = random.Random(seed)  # noqa: S311 - a drawing, not a secret
        for _ in range(count):
            y = line + (HEIGHT - line) * dice.random() ** 1.4
            near = (y - line) / (HEIGHT - line)
            x, half = dice.uniform(0, WIDTH), dice.uniform(8, 30) * (0.4 + 1.6 * near)
            self.polygon([(x - half, y), (x, y - 0.5 - near), (x + half, y), (x, y + 0.5 + near)], color, alpha)

    def to_jpeg(self) -> bytes:
        """The finished picture with a faint grain of paper, so that wide gradients show no bands."""
        picture = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        dice = random.Random(7)  # noqa: S311 - a drawing, not a secret
        size = (WIDTH // 2, HEIGHT // 2)
        noise = Image.frombytes("L", size, dice.randbytes(size[0] * size[1])).resize((WIDTH, HEIGHT))
        grain = Image.merge("RGB", [noise.point(lambda value: 128 + (value - 128) // 18)] * 3)
        return light_jpeg(ImageChops.overlay(picture, grain))


def light_jpeg(picture: Image.Image) -> bytes:
    """The picture at the best quality that stays below `HEAVIEST` bytes."""
    for quality in range(88, 40, -4):
        out = io.BytesIO()
        picture.save(out, "JPEG", quality=quality, optimize=True, progressive=True)
        if out.tell() < HEAVIEST:
            break
    return out.getvalue()
