"""Learners' addresses. Course and module pages themselves are served by Wagtail."""

from django.urls import path

from courses.assessment import views as assessment
from courses.enrollment import views as enrollment
from courses.journal import views as journal
from courses.materials import views as materials
from courses.printing.views import module_pdf_view
from courses.progress import views as progress
from courses.results import views as results
from courses.scenarios import views as scenarios
from courses.sharing.views import share_picture_view
from courses.styles import styles

app_name = "courses"
_MODULE = "learning/enrollments/<int:enrollment_id>/modules/<uuid:module_key>/"
_ACTIVITY = f"{_MODULE}quizzes/<uuid:block_id>/"
_SCENARIO = f"{_MODULE}scenarios/<uuid:block_id>/"

urlpatterns = [
    path("styles/<slug:digest>.css", styles, name="styles"),
    path("share/<int:shared_id>/<slug:digest>.jpg", share_picture_view, name="share_picture"),
    path("learning/", progress.learning, name="learning"),
    path("learning/cohorts/<int:cohort_id>/enroll/", enrollment.enroll_view, name="enroll"),
    path("learning/modules/<uuid:module_key>/module.pdf", module_pdf_view, name="module_pdf"),
    path("learning/enrollments/<int:enrollment_id>/course/", progress.course, name="course"),
    path("learning/enrollments/<int:enrollment_id>/resume/", progress.resume, name="resume"),
    path("learning/enrollments/<int:enrollment_id>/results/", results.results, name="results"),
    path("learning/enrollments/<int:enrollment_id>/withdraw/", enrollment.withdraw_view, name="withdraw"),
    path(_MODULE, progress.module, name="module"),
    path(f"{_MODULE}read/", progress.mark_read_view, name="mark_read"),
    path(_ACTIVITY, assessment.quiz, name="quiz"),
    path(f"{_ACTIVITY}start/", assessment.start, name="start_attempt"),
    path("learning/attempts/<int:attempt_id>/", assessment.attempt, name="attempt"),
    path(_SCENARIO, scenarios.scenario, name="scenario"),
    path(f"{_SCENARIO}begin/", scenarios.begin, name="begin_playthrough"),
    path("learning/playthroughs/<int:playthrough_id>/", scenarios.playthrough, name="playthrough"),
    path("learning/playthroughs/<int:playthrough_id>/debrief/", scenarios.debrief, name="debrief"),
    path(f"{_MODULE}recordings/<uuid:block_id>/watched/", materials.watched, name="watched"),
    path(f"{_MODULE}documents/<uuid:block_id>/", materials.document, name="document"),
    path(f"{_MODULE}reflections/<uuid:block_id>/", journal.reflection, name="reflection"),
    path("learning/journal/", journal.journal, name="journal"),
    path("learning/journal/journal.txt", journal.journal_text, name="journal_text"),
    path("learning/journal/<int:entry_id>/delete/", journal.delete_entry_view, name="delete_entry"),
]
