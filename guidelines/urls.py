"""The guideline on screen, without a patient."""

from django.urls import path

from guidelines.views.actions import action, actions
from guidelines.views.controversies import controversies, controversy
from guidelines.views.guideline import guideline
from guidelines.views.incidents import report, report_answer, reports
from guidelines.views.proofs import proofs
from guidelines.views.reassess import cancel, reassess, reassessment, work
from guidelines.views.review import review_desk, review_rule, review_sign, review_switch
from guidelines.views.sandbox import sandbox, sandbox_answer
from guidelines.views.sources import source, sources
from guidelines.views.statements import statements
from guidelines.views.versions import version, version_differences, versions

urlpatterns = [
    path("guideline/", guideline, name="guideline"),
    path("guideline/actions/", actions, name="guideline-actions"),
    path("guideline/actions/<str:action>/", action, name="guideline-action"),
    path("guideline/sandbox/", sandbox, name="guideline-sandbox"),
    path("guideline/sandbox/answer/", sandbox_answer, name="guideline-sandbox-answer"),
    path("guideline/sources/", sources, name="guideline-sources"),
    path("guideline/sources/<str:source>/", source, name="guideline-source"),
    path("guideline/statements/", statements, name="guideline-statements"),
    path("guideline/versions/", versions, name="guideline-versions"),
    path("guideline/versions/<str:version>/", version, name="guideline-version"),
    path("guideline/versions/<str:then>/<str:now>/", version_differences, name="guideline-differences"),
    path("guideline/controversies/", controversies, name="guideline-controversies"),
    path("guideline/controversies/<str:controversy>/", controversy, name="guideline-controversy"),
    path("guideline/proofs/", proofs, name="guideline-proofs"),
    path("guideline/reassess/", reassess, name="guideline-reassess"),
    path("guideline/reassess/<int:run>/", reassessment, name="guideline-reassessment"),
    path("guideline/reassess/<int:run>/work/", work, name="guideline-reassessment-work"),
    path("guideline/reassess/<int:run>/cancel/", cancel, name="guideline-reassessment-cancel"),
    path("guideline/review/", review_desk, name="guideline-review"),
    path("guideline/review/<str:action>/", review_rule, name="guideline-review-rule"),
    path("guideline/review/<str:action>/sign/", review_sign, name="guideline-review-sign"),
    path("guideline/review/<str:action>/switch/", review_switch, name="guideline-review-switch"),
    path("guideline/reports/", reports, name="guideline-reports"),
    path("guideline/reports/<int:pk>/", report, name="guideline-report"),
    path("guideline/reports/<int:pk>/answer/", report_answer, name="guideline-report-answer"),
]
