"""The demo's illustrations, drawn from shapes: the same slug always gives the same picture."""

from collections.abc import Callable

from home.demo.pictures import foundations, learning_cities, needlework, twinning, welcome
from home.demo.pictures.canvas import Canvas

SCENES: dict[str, Callable[[], Canvas]] = {
    "home": welcome.river_at_dusk,
    "foundations": foundations.two_towers,
    "foundations-1": foundations.two_voices,
    "foundations-2": foundations.constellation,
    "foundations-3": foundations.gateways,
    "foundations-4": foundations.road_with_marks,
    "twinning": needlework.embroidered_cities,
    "twinning-1": needlework.tablecloth,
    "twinning-2": twinning.new_arch,
    "twinning-3": twinning.across_the_strait,
    "twinning-4": twinning.paper_boats,
    "learning-cities": learning_cities.open_book,
    "learning-cities-1": learning_cities.six_arches,
    "learning-cities-2": learning_cities.five_steps,
    "learning-cities-3": learning_cities.measured_skyline,
    "learning-cities-4": learning_cities.round_table,
}
SLUGS = list(SCENES)


def draw(slug: str) -> bytes:
    """The picture as a JPEG of 1600 x 900 pixels. Raises KeyError for a slug that is not in `SLUGS`."""
    return SCENES[slug]().to_jpeg()
