"""Plain builders of what the certificates app needs."""

from certificates.api import issue_award, render_award
from certificates.models import Award, AwardDefinition
from courses.models import CourseCompletion, Organization, Person


def make_award_definition() -> AwardDefinition:
    """The rule for all courses: an issuer and a signatory."""
    issuer = Organization.objects.create(name="Center for City Diplomacy")
    signatory = Person.objects.create(name="Vera Prilukova", position="Director", organization=issuer)
    return AwardDefinition.objects.create(issuer=issuer, signatory=signatory, place="Volgograd")


def make_award(completion: CourseCompletion) -> Award:
    """The certificate of a completion, with its document."""
    award = issue_award(completion_id=completion.pk)
    render_award(award_id=award.pk)
    return Award.objects.get(pk=award.pk)
