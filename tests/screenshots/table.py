"""What is pictured. To add a picture, add a line; `{names}` in addresses are those of `records.make_records`."""

from dataclasses import dataclass

COURSE = "/courses/foundations-of-city-diplomacy/"
MODULE = f"{COURSE}what-city-diplomacy-is/"
LEARNER, OFFICER, JAMES = "learner@example.org", "officer@example.org", "james.whitfield@example.org"
EDITOR, REGISTRAR = "editor@example.org", "registrar@example.org"
OUTLINE = """What an archive keeps (45 min)
- A letter and its envelope
- Who may read it
Reading a letter (2 h)
- Names and dates
Writing an answer (2 h)"""


@dataclass(frozen=True)
class PageType:
    """A kind of page that visitors see: pictured in eight variants, as the person `by` sees it."""

    name: str
    address: str
    by: str = ""
    opens: str = ""  # what is clicked first, where it is to be seen
    answer: int = 200


@dataclass(frozen=True)
class Paper:
    """A PDF, of which the first pages are pictured."""

    name: str
    address: str
    by: str


@dataclass(frozen=True)
class Picture:
    """A picture of the documentation, docs/images/<name>.png, as large as the screen."""

    name: str
    address: str
    by: str = ""
    width: int = 1280
    height: int = 800
    dark: bool = False
    opens: str = ""
    typed: tuple[tuple[str, str], ...] = ()  # fields, and what is typed into each


PAGE_TYPES = [
    PageType("home", "/"),
    PageType("standard-page", "/about/"),
    PageType("catalog", "/courses/"),
    PageType("catalog-filters", "/courses/", opens="details.sheet > summary"),
    PageType("search", "/courses/?q=city&level=introductory"),
    PageType("search-without-results", "/courses/?q=astronomy"),
    PageType("course", COURSE),
    PageType("cohort", COURSE + "{cohort}/"),
    PageType("module", MODULE, OFFICER),
    PageType("module-closed", MODULE, answer=403),
    PageType("enroll", "/learning/cohorts/{cohort_id}/enroll/", LEARNER),
    PageType("withdraw", "/learning/enrollments/{enrollment}/withdraw/", LEARNER),
    PageType("quiz-start", "/learning/enrollments/{enrollment}/modules/{quiz_module}/quizzes/{quiz_place}/", LEARNER),
    PageType("quiz", "/learning/attempts/{attempt}/", LEARNER),
    PageType("quiz-result", "/learning/attempts/{result}/", JAMES),
    PageType("scenario-played", "/learning/playthroughs/{playthrough}/", OFFICER),
    PageType(
        "reflection", "/learning/enrollments/{written_by}/modules/{module_key}/reflections/{written_at}/", OFFICER
    ),
    PageType("journal", "/learning/journal/", OFFICER),
    PageType("my-learning", "/learning/", LEARNER),
    PageType("my-results", "/learning/enrollments/{enrollment}/results/", LEARNER),
    PageType("certificates", "/certificates/", OFFICER),
    PageType("certificate", "/certificates/{certificate}/", OFFICER),
    PageType("verify", "/verify/"),
    PageType("verdict-valid", "/verify/{valid}/"),
    PageType("verdict-revoked", "/verify/{revoked}/"),
    PageType("verdict-superseded", "/verify/{superseded}/"),
    PageType("verdict-expired", "/verify/{expired}/"),
    PageType("verdict-unknown", "/verify/unknown/", answer=404),
    PageType("sign-in", "/accounts/login/"),
    PageType("sign-up", "/accounts/signup/"),
    PageType("forgotten-password", "/accounts/password/reset/"),
    PageType("account-address", "/accounts/email/", LEARNER),
    PageType("account-password", "/accounts/password/change/", LEARNER),
    PageType("account-name", "/accounts/name/", LEARNER),
    PageType("account-two-steps", "/accounts/2fa/", LEARNER),
    PageType("sign-out", "/accounts/logout/", LEARNER),
    PageType("not-found", "/nothing-here/", answer=404),
    PageType("gone", "/gone/", answer=410),
    PageType("forbidden", "/wrong/403/", answer=403),
    PageType("mistake", "/wrong/500/", answer=500),
    PageType("maintenance", "/wrong/503/", answer=503),
    PageType("offline", "/offline/"),
]

PAPERS = [
    Paper("certificate", "/certificates/{certificate}/download/", OFFICER),
    Paper("module-on-paper", "/learning/modules/{module_key}/module.pdf", OFFICER),
]

BEST = [  # of the README, and of whoever writes about the project
    Picture("home", "/", height=900),
    Picture("catalog", "/courses/", height=1000),
    Picture("course", COURSE, height=1100),
    Picture("course-persian", "/fa" + COURSE, height=1100),
    Picture("module", "/courses/peoples-diplomacy-and-twinning/from-solidarity-to-twinning/", LEARNER, height=900),
    Picture("module-dark-phone", MODULE, OFFICER, width=390, height=844, dark=True),
    Picture("quiz-result", "/learning/attempts/{result}/", JAMES, height=1000),
    Picture("my-learning", "/learning/", LEARNER, height=800),
    Picture("verified", "/verify/{valid}/", height=900),
]

GUIDE = [
    Picture("learner-enroll", "/learning/cohorts/{cohort_id}/enroll/", LEARNER, height=900),
    Picture("learner-certificate", "/certificates/{certificate}/", OFFICER, height=900),
    Picture("editor-menu", "/admin/", EDITOR, opens="button:has-text('Training')"),
    Picture(
        "editor-new-course",
        "/admin/training/new-course/",
        EDITOR,
        height=900,
        typed=(
            ("[name=title]", "Letters between cities"),
            (
                "[name=lead]",
                "Cities have written to each other for centuries. Learn to read such letters and to answer one.",
            ),
            ("[name=outline]", OUTLINE),
        ),
    ),
    Picture(
        "editor-module",
        "/admin/pages/{module_id}/edit/",
        EDITOR,
        height=900,
        opens="button[aria-label='Toggle preview']",
    ),
    Picture("editor-quiz", "/admin/snippets/courses/quiz/edit/{quiz_id}/", EDITOR, height=900),
    Picture("editor-courses", "/admin/pages/usage/courses/coursepage/", EDITOR, height=700),
    Picture("registrar-home", "/admin/", REGISTRAR, height=900),
    Picture("registrar-cohort", "/admin/training/cohorts/inspect/{cohort_id}/", REGISTRAR, height=900),
    Picture("registrar-certificate", "/admin/training/certificates/inspect/{award_id}/", REGISTRAR, height=1000),
    Picture("registrar-revoke", "/admin/training/certificates/revoke/{award_id}/", REGISTRAR, height=800),
    Picture("stranger-revoked", "/verify/{revoked}/", height=800),
]

PAPER_PICTURE = "certificate"  # the certificate as a file is in docs/images too
PICTURES = [*BEST, *GUIDE]
