"""The page views that are measured, each by a signed-in learner or by a stranger."""

from dataclasses import dataclass

from django.test import Client
from django.urls import reverse

from tests.factories.courses import make_learner

from .site import COHORTS, SIZES, Bench


@dataclass(frozen=True)
class Visit:
    """One page view through the whole of Django; `shows` is a text that proves it is the right page."""

    client: Client
    path: str
    shows: str

    def __call__(self) -> bytes:
        response = self.client.get(self.path)
        if response.status_code != 200:
            raise AssertionError(f"{self.path} answered {response.status_code}")
        return response.content

    def check(self) -> None:
        """The first view: it also makes the renditions of pictures and compiles the templates."""
        if self.shows not in self().decode():
            raise AssertionError(f"{self.path} does not show “{self.shows}”")


def visits_of_learner(bench: Bench) -> dict[str, Visit]:
    """By name; the first is the reference of all."""
    client = Client()
    client.force_login(bench.learner)
    return {
        "bare page, learner": Visit(client, bench.bare.url, "Minutes of the council"),
        "bare page in this skin, learner": Visit(client, bench.skin.url, "Sign out"),
        **{f"course page, {size} modules": Visit(client, bench.courses[size].url, "Continue") for size in SIZES},
        **{f"module page, {size} modules": Visit(client, bench.modules[size].url, "Mark as read") for size in SIZES},
    }


def visits_of_stranger(bench: Bench) -> dict[str, Visit]:
    """By name; the first is the reference of all. For visitors with a cookie, such as a choice of colors, no answer is
    kept: each one is drawn anew."""
    client, chose_colors = Client(), Client()
    chose_colors.cookies["theme"] = "light"
    certificate = reverse("certificates:verify_token", args=[bench.award.token])
    return {
        "bare page, anonymous": Visit(client, bench.bare.url, "Minutes of the council"),
        "bare page in this skin, anonymous": Visit(client, bench.skin.url, "Sign in"),
        "course page, anonymous": Visit(client, bench.courses[12].url, "Enroll"),
        "course page, anonymous, drawn anew": Visit(chose_colors, bench.courses[12].url, "Enroll"),
        "catalog of 30 courses, anonymous": Visit(client, bench.catalog.url, "30 courses"),
        "catalog of 30 courses, anonymous, drawn anew": Visit(chose_colors, bench.catalog.url, "30 courses"),
        "certificate check, anonymous": Visit(client, certificate, bench.award.serial),
    }


def visits_of_registrar(bench: Bench) -> dict[str, Visit]:
    """By name; the first is the reference of all: the gradebook of a small cohort."""
    client = Client()
    client.force_login(make_learner(is_superuser=True))
    few, many = (reverse("gradebooks:cohort", args=[bench.cohorts[size].pk]) for size in COHORTS)
    middle = bench.cohorts[COHORTS[-1]].progress.order_by("listed_as")[COHORTS[-1] // 2]
    return {
        "gradebook, 200 learners": Visit(client, few, "Learner 00049 of 200"),
        "gradebook, 20000 learners": Visit(client, many, "Learner 00049 of 20000"),
        "gradebook, 20000 learners, most modules first": Visit(client, f"{many}?order=modules", "Learner 19999"),
        "gradebook, 20000 learners, in the middle": Visit(client, f"{many}?after={middle.pk}", "Learner 10050"),
    }
