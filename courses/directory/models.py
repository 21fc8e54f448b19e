"""Who stands behind a course: cities, organizations, people; and the name a learner wants on record."""

from unicodedata import name as name_of

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel
from wagtail.images import get_image_model_string
from wagtail.search import index

from courses.conf import name_validators

from .countries import country_name
from .fields import TextByLanguageField

LOST_LETTER = "\ufffd"  # what programs write in place of a letter that they could not read


def in_language(texts: dict[str, str], fallback: str) -> str:
    """The text in the active language (`pt` also serves `pt-br`), else the fallback."""
    language = get_language() or ""
    return texts.get(language) or texts.get(language.split("-")[0]) or fallback


def validate_name(name: str) -> None:
    """Refuses what has no letters or has lost one, and what the checks in `LMS_NAME_VALIDATORS` refuse."""
    if not any(letter.isalpha() for letter in name):
        raise ValidationError(_("Write the name in letters."), code="no_letters")
    if LOST_LETTER in name:
        raise ValidationError(_("A letter of this name was lost on its way. Write the name again."), code="letter_lost")
    for validate in name_validators():
        validate(name)


def validate_latin(name: str) -> None:
    """Refuses letters of other scripts; the apostrophes that some Latin alphabets count as letters are fine."""
    letters = (name_of(letter, "") for letter in name if letter.isalpha())
    if not all(letter.startswith(("LATIN ", "MODIFIER LETTER ")) for letter in letters):
        raise ValidationError(_("Write this name in Latin letters, for example Anna Sokolova."), code="not_latin")


def validate_latin_name(name: str) -> None:
    """Refuses letters of other scripts, then what `validate_name` refuses."""
    validate_latin(name)
    validate_name(name)


class Named(models.Model):
    """A proper name with its forms in other languages: `{"ru": "Волгоград", "fa": "ولگوگراد"}`."""

    name = models.CharField(_("name"), max_length=200)
    names = TextByLanguageField(
        _("name in other languages"),
        max_length=200,
        default=dict,
        blank=True,
        help_text=_("Where a language is left empty, readers see the name above."),
    )

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return in_language(self.names, self.name)


class City(Named, index.Indexed):
    country = models.CharField(_("country"), max_length=2, help_text=_("Two letters of ISO 3166, for example RU."))

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("country")]
    panels = [FieldPanel("name"), FieldPanel("country"), FieldPanel("names")]

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")
        ordering = ["name"]
        constraints = [models.UniqueConstraint(fields=["name", "country"], name="city_name_unique_in_country")]

    @property
    def country_name(self) -> str:
        return country_name(self.country)


class OrganizationKind(models.TextChoices):
    MUNICIPALITY = "municipality", _("Municipality")
    UNIVERSITY = "university", _("University")
    MINISTRY = "ministry", _("Ministry")
    NETWORK = "network", _("Network of cities")
    ASSOCIATION = "association", _("Association")
    OTHER = "other", _("Other")


class Organization(Named, index.Indexed):
    kind = models.CharField(_("kind"), max_length=20, choices=OrganizationKind.choices, default=OrganizationKind.OTHER)
    city = models.ForeignKey(
        City, verbose_name=_("city"), null=True, blank=True, on_delete=models.PROTECT, related_name="organizations"
    )
    logo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("logo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    website = models.URLField(_("website"), blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name"), index.FilterField("kind")]
    panels = [
        FieldPanel("name"),
        FieldPanel("names"),
        MultiFieldPanel(
            [FieldPanel("kind"), FieldPanel("city"), FieldPanel("website"), FieldPanel("logo")], _("Details")
        ),
    ]

    class Meta:
        verbose_name = _("organization")
        verbose_name_plural = _("organizations")
        ordering = ["name"]


class Person(Named, index.Indexed):
    """Someone who teaches or signs; not an account. Learners have accounts and a `LearnerProfile`."""

    position = models.CharField(_("position"), max_length=200, blank=True)
    positions = TextByLanguageField(_("position in other languages"), max_length=200, default=dict, blank=True)
    organization = models.ForeignKey(
        Organization,
        verbose_name=_("organization"),
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="people",
    )
    photo = models.ForeignKey(
        get_image_model_string(),
        verbose_name=_("photo"),
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="+",
    )
    biography = models.TextField(_("biography"), blank=True)
    biographies = TextByLanguageField(_("biography in other languages"), default=dict, blank=True)

    search_fields = [index.SearchField("name"), index.AutocompleteField("name")]
    panels = [
        FieldPanel("name"),
        FieldPanel("names"),
        FieldPanel("position"),
        FieldPanel("positions"),
        FieldPanel("organization"),
        FieldPanel("photo"),
        FieldPanel("biography"),
        FieldPanel("biographies"),
    ]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name"]

    @property
    def shown_position(self) -> str:
        return in_language(self.positions, self.position)

    @property
    def shown_biography(self) -> str:
        return in_language(self.biographies, self.biography)


class LearnerProfile(models.Model):
    """What a certificate needs to know about a learner. Any number of words, any script: never split into parts."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="learner_profile", verbose_name=_("user")
    )
    name_of_record = models.CharField(
        _("name for certificates"),
        max_length=200,
        validators=[validate_name],
        help_text=_("As in your passport or personnel file, in the script you write it in."),
    )
    name_latin = models.CharField(
        _("name in Latin letters"),
        max_length=200,
        blank=True,
        validators=[validate_latin_name],
        help_text=_(
            "Is your name above in other letters, for example Cyrillic or Persian? Then write it here as in your "
            "passport: it is printed beneath, and readers abroad can read it. Otherwise leave this empty."
        ),
    )
    language = models.CharField(
        _("language"),
        max_length=20,
        blank=True,
        editable=False,
        help_text=_("In which the learner reads this site; messages are written in it."),
    )

    wagtail_reference_index_ignore = True
    panels = [
        FieldPanel("user", read_only=True),
        FieldPanel("name_of_record"),
        FieldPanel("name_latin"),
        FieldPanel("language", read_only=True),
    ]

    class Meta:
        verbose_name = _("learner")
        verbose_name_plural = _("learners")

    def __str__(self) -> str:
        return self.name_of_record
