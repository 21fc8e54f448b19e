"""Fixed vocabularies by which courses are found."""

from django.db import models
from django.utils.translation import gettext, gettext_noop
from django.utils.translation import gettext_lazy as _

from courses.calendars import written_number

# United Nations, resolution A/RES/70/1 of 25 September 2015: the short titles of the goals.
GOAL_TITLES = {
    1: gettext_noop("No poverty"),
    2: gettext_noop("Zero hunger"),
    3: gettext_noop("Good health and well-being"),
    4: gettext_noop("Quality education"),
    5: gettext_noop("Gender equality"),
    6: gettext_noop("Clean water and sanitation"),
    7: gettext_noop("Affordable and clean energy"),
    8: gettext_noop("Decent work and economic growth"),
    9: gettext_noop("Industry, innovation and infrastructure"),
    10: gettext_noop("Reduced inequalities"),
    11: gettext_noop("Sustainable cities and communities"),
    12: gettext_noop("Responsible consumption and production"),
    13: gettext_noop("Climate action"),
    14: gettext_noop("Life below water"),
    15: gettext_noop("Life on land"),
    16: gettext_noop("Peace, justice and strong institutions"),
    17: gettext_noop("Partnerships for the goals"),
}
AUDIENCE_NAMES = {
    "students": gettext_noop("Students"),
    "officials": gettext_noop("Municipal and state officials"),
    "citizens": gettext_noop("Citizens"),
}


class SustainableDevelopmentGoal(models.Model):
    """One of the 17 goals of the 2030 Agenda; the rows come with the first migration."""

    number = models.PositiveSmallIntegerField(_("number"), primary_key=True)

    class Meta:
        verbose_name = _("Sustainable Development Goal")
        verbose_name_plural = _("Sustainable Development Goals")
        ordering = ["number"]

    def __str__(self) -> str:
        return f"{written_number(self.number)}. {self.title}"

    @property
    def title(self) -> str:
        return gettext(GOAL_TITLES[self.number])


class Audience(models.Model):
    """Whom a course is for; the rows come with the first migration."""

    slug = models.SlugField(_("slug"), primary_key=True)

    class Meta:
        verbose_name = _("audience")
        verbose_name_plural = _("audiences")
        ordering = ["slug"]

    def __str__(self) -> str:
        return gettext(AUDIENCE_NAMES.get(self.slug, self.slug))
