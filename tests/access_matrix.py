"""Who gets which answer from every address: one line an address and method. tests/test_access.py holds it to be so.

Columns: address (name of the URL) · method · status for a clinician, physiotherapist, coordinator and administrator of
the patient's department, for somebody who holds every role in another department, and for nobody signed in ·
what the page reads: `patient`, `list` (of patients), or `-` where it shows nobody.

A new URL needs a line for GET and, if it takes it, one for POST; without a POST line it must answer 405 to one.
POST lines send `POSTED[name]`, or nothing. What a parameter of a route stands for is in tests/access_world.py.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

VISITORS = ("clinician", "physiotherapist", "coordinator", "administrator", "elsewhere", "nobody", "editor")
COLUMNS = VISITORS[:-1]  # a guideline editor's answer follows from the others, or stands in EDITOR

PAGES = """
account_login                          GET   302 302 302 302 302 200  -
account_login                          POST  302 302 302 302 302 200  -
account_logout                         GET   200 200 200 200 200 302  -
account_logout                         POST  302 302 302 302 302 302  -
account_inactive                       GET   200 200 200 200 200 200  -
account_signup                         GET   302 302 302 302 302 200  -
account_reauthenticate                 GET   200 200 200 200 200 302  -
account_email                          GET   200 200 200 200 200 302  -
account_email_verification_sent        GET   200 200 200 200 200 200  -
account_change_password                GET   200 200 200 200 200 302  -
account_set_password                   GET   302 302 302 302 302 302  -
account_reset_password                 GET   200 200 200 200 200 200  -
account_confirm_login_code             GET   302 302 302 302 302 302  -
account_confirm_email                  GET   200 200 200 200 200 200  -
account_reset_password_from_key_done   GET   200 200 200 200 200 200  -
account_reset_password_from_key        GET   200 200 200 200 200 200  -
account_reset_password_done            GET   200 200 200 200 200 200  -
home                                   GET   200 200 200 200 200 302  -
patient-list                           GET   200 200 200 200 200 302  list
patient-list                           POST  302 302 302 302 302 302  -
follow-up-list                         GET   200 200 200 403 200 302  list
invite-due                             GET   200 403 200 403 200 302  -
invite-due                             POST  302 403 302 403 302 302  -
follow-up-counts                       GET   200 200 200 403 200 302  -
query-list                             GET   200 200 200 403 200 302  list
patient-data                           GET   200 200 200 403 404 302  patient
patient-data                           POST  422 403 422 403 404 302  -
query-answer                           POST  302 302 302 403 404 302  -
query-close                            POST  403 403 302 403 404 302  -
completeness                           GET   200 403 200 200 200 302  -
completeness-patients                  GET   200 403 200 200 200 302  list
completeness-country                   GET   200 403 200 200 200 302  -
capture                                GET   200 403 200 200 200 302  -
external-counts                        GET   403 403 200 200 200 302  -
external-counts                        POST  403 403 422 422 422 302  -
follow-up-entry                        GET   200 200 200 403 404 302  patient
follow-up-entry                        POST  422 422 422 403 404 302  -
follow-up-draft                        POST  200 200 200 403 404 302  -
wave-invite                            GET   200 403 200 403 404 302  patient
wave-invite                            POST  422 403 422 403 404 302  -
worse-seen                             POST  302 302 403 403 404 302  -
alarm-acknowledge                      POST  302 302 302 403 404 302  -
questionnaire                          GET   200 200 200 200 200 200  -
questionnaire                          POST  422 422 422 422 422 422  -
questionnaire-question                 GET   302 302 302 302 302 302  -
questionnaire-question                 POST  302 302 302 302 302 302  -
questionnaire-call                     GET   302 302 302 302 302 302  -
questionnaire-send                     GET   302 302 302 302 302 302  -
questionnaire-send                     POST  302 302 302 302 302 302  -
questionnaire-done                     GET   200 200 200 200 200 200  -
wave-close                             POST  403 403 302 403 404 302  -
wave-reopen                            POST  403 403 302 403 404 302  -
patient-register                       GET   200 403 200 403 200 302  -
patient-register                       POST  302 403 302 403 302 302  -
patient-register-draft                 POST  200 403 200 403 200 302  -
patient-edit                           GET   200 403 200 403 404 302  patient
patient-edit                           POST  422 403 422 403 404 302  -
patient-number                         POST  200 200 200 200 404 302  -
episode-open                           GET   200 403 200 403 404 302  patient
episode-open                           POST  302 403 302 403 404 302  -
procedure-record                       GET   200 403 403 403 404 302  patient
procedure-record                       POST  302 403 403 403 404 302  -
background                             GET   200 200 200 403 404 302  patient
background                             POST  422 422 422 403 404 302  -
background-draft                       POST  200 200 200 403 404 302  -
operation-edit                         GET   200 403 403 403 404 302  patient
operation-edit                         POST  422 403 403 403 404 302  -
operation-draft                        POST  200 403 403 403 404 302  -
whole-record                           GET   403 403 200 200 404 302  patient
whole-record-file                      GET   403 403 200 200 404 302  patient
person-erase                           GET   403 403 200 200 404 302  patient
person-erase                           POST  403 403 422 422 404 302  -
episode-correct                        GET   200 403 200 403 404 302  patient
episode-correct                        POST  422 403 422 403 404 302  -
episode-remove                         GET   200 403 200 403 404 302  patient
episode-remove                         POST  422 403 422 403 404 302  -
operation-remove                       GET   200 403 403 403 404 302  patient
operation-remove                       POST  422 403 403 403 404 302  -
merge-find                             GET   403 403 200 403 404 302  patient
merge-find                             POST  403 403 422 403 404 302  -
merge-compare                          GET   403 403 200 403 404 302  patient
merge-compare                          POST  403 403 422 403 404 302  -
duplicate-list                         GET   403 403 200 403 200 302  list
duplicate-dismiss                      POST  403 403 302 403 404 302  -
merge                                  GET   403 403 200 403 404 302  patient
merge-undo                             POST  403 403 422 403 404 302  -
period-list                            GET   200 403 200 200 200 302  -
period                                 GET   200 403 200 200 404 302  list
period                                 POST  403 403 403 422 404 302  -
wordings                               GET   403 403 200 200 200 302  -
wordings                               POST  403 403 422 422 422 302  -
registry-desk                          GET   200 403 200 200 200 302  -
export                                 GET   403 403 200 200 200 302  -
export                                 POST  403 403 422 422 422 302  -
import-list                            GET   403 403 200 403 200 302  -
import-list                            POST  403 403 422 403 422 302  -
import-mapping                         GET   403 403 200 403 404 302  -
import                                 GET   403 403 200 403 404 302  -
import-progress                        GET   403 403 200 403 404 302  -
import-confirm                         POST  403 403 302 403 404 302  -
import-go-on                           POST  403 403 302 403 404 302  -
import-cancel                          POST  403 403 302 403 404 302  -
import-report                          GET   403 403 200 403 404 302  -
unit-report                            GET   200 200 200 200 200 302  -
report-figure                          GET   200 200 200 200 200 302  -
follow-up-report                       GET   200 200 200 200 200 302  -
like-ones                              GET   200 200 200 200 404 302  patient
like-figure                            GET   404 404 404 404 404 302  -
report-patients                        GET   200 200 200 200 200 302  -
transfer-list                          GET   200 403 200 403 200 302  list
transfer-ask                           GET   200 403 200 403 200 302  -
transfer-ask                           POST  422 403 422 403 422 302  -
transfer-offer                         GET   200 403 200 403 404 302  patient
transfer-offer                         POST  422 403 422 403 404 302  -
transfer                               GET   200 403 200 403 200 302  patient
transfer-accept                        POST  302 403 302 403 403 302  -
transfer-reject                        POST  422 403 422 403 403 302  -
transfer-withdraw                      POST  403 403 403 403 302 302  -
rescoring-list                         GET   403 403 200 200 200 302  -
rescoring                              GET   403 403 200 200 200 302  -
my-settings                            GET   200 200 200 200 200 302  -
my-settings                            POST  302 302 302 302 302 302  -
shortcuts                              POST  302 302 302 302 302 302  -
style_guide                            GET   200 200 200 200 200 302  -
print_sample                           GET   200 200 200 200 200 302  -
recommendation                         GET   200 200 200 200 404 302  patient
advice-respond                         POST  409 403 403 403 404 302  patient
advice-sign                            POST  409 403 403 403 404 302  patient
advice-change                          GET   200 200 200 200 404 302  patient
advice-text                            GET   200 200 200 200 404 302  patient
advice-map                             GET   200 200 200 200 404 302  patient
advice-print                           GET   200 200 200 200 404 302  patient
assessment                             GET   200 200 403 403 404 302  patient
assessment                             POST  422 422 403 403 404 302  patient
assessment-draft                       POST  200 200 403 403 404 302  patient
assessment-advice                      POST  200 200 403 403 404 302  patient
instrument-entry                       GET   200 200 200 403 404 302  patient
instrument-entry                       POST  422 422 422 403 404 302  patient
instrument-score                       POST  200 200 200 403 404 302  patient
evaluation                             GET   200 200 200 200 404 302  patient
patient-page                           GET   200 200 200 200 404 302  patient
physiotherapy-list                     GET   200 200 403 403 200 302  list
exercise-list                          GET   200 200 403 403 200 302  -
exercise                               GET   200 200 403 403 200 302  -
function                               GET   200 200 403 403 404 302  patient
function                               POST  422 422 403 403 404 302  patient
function-draft                         POST  200 200 403 403 404 302  patient
function-decide                        POST  403 422 403 403 404 302  patient
programme                              GET   200 200 403 403 404 302  patient
referral-letter                        GET   200 200 403 403 404 302  patient
referral-letter                        POST  200 200 403 403 404 302  -
programme-build                        GET   403 200 403 403 404 302  patient
programme-build                        POST  403 200 403 403 404 302  -
programme-draft                        POST  403 200 403 403 404 302  -
programme-version                      GET   200 200 403 403 404 302  patient
guideline                              GET   200 200 200 200 200 302  -
guideline-actions                      GET   200 200 200 200 200 302  -
guideline-action                       GET   200 200 200 200 200 302  -
guideline-sandbox                      GET   200 200 200 200 200 302  -
guideline-sandbox                      POST  302 302 302 302 302 302  -
guideline-sandbox-answer               POST  200 200 200 200 200 302  -
guideline-sources                      GET   200 200 200 200 200 302  -
guideline-source                       GET   200 200 200 200 200 302  -
guideline-statements                   GET   200 200 200 200 200 302  -
guideline-statements                   POST  302 302 302 302 302 302  -
guideline-review                       GET   403 403 403 200 200 302  -
guideline-review-rule                  GET   403 403 403 200 200 302  -
guideline-review-sign                  POST  403 403 403 403 422 302  -
guideline-review-switch                POST  403 403 403 403 422 302  -
guideline-reports                      GET   200 200 403 200 200 302  -
guideline-report                       GET   404 404 403 200 200 302  -
guideline-report-answer                POST  403 403 403 403 422 302  -
advice-report                          GET   200 200 403 403 404 302  patient
advice-report                          POST  422 422 403 403 404 302  patient
guideline-versions                     GET   200 200 200 200 200 302  -
guideline-version                      GET   200 200 200 200 200 302  -
guideline-differences                  GET   200 200 200 200 200 302  -
guideline-controversies                GET   200 200 200 200 200 302  -
guideline-controversy                  GET   200 200 200 200 200 302  -
guideline-proofs                       GET   200 200 200 200 200 302  -
guideline-reassess                     GET   403 403 200 200 200 302  -
guideline-reassess                     POST  403 403 422 422 422 302  -
guideline-reassessment                 GET   403 403 200 200 200 302  list
guideline-reassessment-work            POST  403 403 302 302 302 302  -
guideline-reassessment-cancel          POST  403 403 302 302 302 302  -
annual-report-list                     GET   403 403 200 200 200 302  -
annual-report-list                     POST  403 403 422 422 422 302  -
annual-report                          GET   403 403 200 200 200 302  -
annual-report-work                     POST  403 403 302 302 302 302  -
annual-report-cancel                   POST  403 403 302 302 302 302  -
annual-report-sign                     POST  403 403 422 422 422 302  -
annual-report-file                     GET   403 403 200 200 200 302  -
published-list                         GET   200 200 200 200 200 200  -
published-report                       GET   200 200 200 200 200 200  -
published-edition                      GET   200 200 200 200 200 200  -
published-file                         GET   200 200 200 200 200 200  -
"""

# A guideline editor of the department opens what every role opens; to a patient's page they are like somebody from
# elsewhere (404), and what only some roles open is refused (403). Everything else that an editor gets stands here.
EDITOR: dict[tuple[str, str], int] = {
    **{("import" + step, "GET"): 403 for step in ("", "-progress", "-report", "-mapping")},
    **{(f"import-{step}", "POST"): 403 for step in ("confirm", "go-on", "cancel")},
    ("home", "GET"): 302,  # to the review desk
    ("unit-report", "GET"): 403,
    ("report-figure", "GET"): 403,
    ("follow-up-report", "GET"): 403,
    ("report-patients", "GET"): 403,
    ("patient-list", "GET"): 403,
    ("patient-list", "POST"): 403,
    ("merge", "GET"): 403,
    ("merge-undo", "POST"): 403,
    ("duplicate-dismiss", "POST"): 403,
    ("period", "GET"): 403,  # the same
    ("period", "POST"): 403,
    ("evaluation", "GET"): 403,  # refused before it is looked for
    ("guideline-review", "GET"): 200,
    ("guideline-review-rule", "GET"): 200,
    ("guideline-review-sign", "POST"): 422,
    ("guideline-review-switch", "POST"): 422,
    ("guideline-reports", "GET"): 200,
    ("guideline-report", "GET"): 200,
    ("guideline-report-answer", "POST"): 422,
    ("guideline-reassess", "GET"): 200,
    ("guideline-reassess", "POST"): 422,
    ("guideline-reassessment", "GET"): 200,  # counts alone: an editor sees no patient
    ("guideline-reassessment-work", "POST"): 302,
    ("guideline-reassessment-cancel", "POST"): 302,
}

POSTED: dict[str, dict[str, str]] = {
    "patient-register": {
        "number_kind": "other",
        "number": "NEW-1",
        "given_name": "Ny",
        "family_name": "Testesen",
        "birth_date": "1950-01-01",
        "kind": "vertebral_fracture",
        "onset_on": "2026-10",
    },
    "episode-open": {"kind": "sacral_fracture", "onset_on": "2026-10-20"},
    "procedure-record": {"kind": "kyphoplasty", "performed_on": "2026-11-01", "version": "2"},
    "period": {"do": "open", "reason": ""},
    "my-settings": {"single_key_shortcuts": "False"},
}

# The administration. Everybody who is no administrator is refused at its door.
ADMIN_PAGES = """
admin:index                            GET   403 403 403 200 200 302  -
admin:login                            GET   403 403 403 302 302 302  -
admin:logout                           POST  403 403 403 200 200 302  -
admin:password_change                  GET   403 403 403 200 200 302  -
admin:password_change_done             GET   403 403 403 200 200 302  -
admin:autocomplete                     GET   403 403 403 403 403 302  -
admin:jsi18n                           GET   403 403 403 200 200 302  -
admin:view_on_site                     GET   403 403 403 404 404 302  -
admin/(?P<url>.*)$                     GET   403 403 403 404 404 302  -
admin:app_list                         GET   403 403 403 200 200 302  -
admin:auth_user_password_change        GET   403 403 403 200 404 302  -
admin:registry_correctionafterlock_export GET 403 403 403 200 200 302 -
admin:registry_department_export       GET   403 403 403 200 200 302  -
admin:guidelines_thresholdoverride_export GET 403 403 403 200 200 302  -
"""

# What an administrator may do with each model in the admin, and what its pages tell of.
#                             see  add  change  delete  reads
ADMIN_MODELS = """
registry_department           see  -    change  -       -
registry_region               see  -    -       -       -
registry_site                 see  add  change  -       -
registry_user                 see  add  change  -       -
registry_membership           see  add  change  delete  -
registry_patient              see  -    -       -       patient
registry_patientidentity      see  -    -       -       patient
registry_episode              see  -    -       -       patient
registry_procedure            see  -    -       -       patient
registry_operation            see  -    -       -       patient
registry_background           see  -    -       -       patient
registry_waveclosure          see  -    -       -       patient
registry_pendingwave          see  -    -       -       patient
registry_wavestanding         see  -    -       -       patient
registry_completenesscell     see  -    -       -       -
registry_windowcount          see  -    -       -       -
registry_dataquery            see  -    -       -       patient
registry_externalcount        see  add  change  -       -
registry_followupplan         -    -    -       -       -
registry_followupwindow       -    -    -       -       -
registry_assessment           see  -    -       -       patient
registry_invitation           see  -    -       -       patient
registry_invitationlink       see  -    -       -       patient
registry_reportedalarm        see  -    -       -       patient
registry_transfer             see  -    -       -       patient
registry_merge                see  -    -       -       patient
registry_possibleduplicate    see  -    -       -       patient
registry_periodlock           see  -    -       -       -
registry_correctionafterlock  see  -    -       -       patient
registry_rescoring            -    -    -       -       -
registry_statisticsstate      -    -    -       -       -
registry_countedepisode       -    -    -       -       -
registry_statisticscell       -    -    -       -       -
registry_importmapping        see  -    -       -       -
registry_importrun            see  -    -       -       -
registry_importpiece          see  -    -       -       -
registry_annualreport         -    -    -       -       -
registry_annualreportfile     -    -    -       -       -
registry_annualreportsignature -    -    -       -       -
registry_publishedreport      -    -    -       -       -
registry_publishedfile        -    -    -       -       -
registry_pastscore            see  -    -       -       patient
registry_clinicalrecord       see  -    -       -       patient
registry_instrumentwording    see  -    -       -       -
registry_draft                -    -    -       -       patient
guidelines_evaluation         see  -    -       -       patient
guidelines_response           see  -    -       -       patient
guidelines_signature          see  -    -       -       patient
guidelines_standing           see  -    -       -       patient
guidelines_functionaldecision see  -    -       -       patient
guidelines_trainingprogramme  see  -    -       -       patient
guidelines_thresholdoverride  see  add  change  -       -
guidelines_rulecheck          -    -    -       -       -
guidelines_ruleswitch         -    -    -       -       -
guidelines_incidentreport     -    -    -       -       -
guidelines_incidentstep       -    -    -       -       -
guidelines_usecount           -    -    -       -       -
guidelines_toldto             -    -    -       -       patient
guidelines_reassessment       -    -    -       -       -
guidelines_changedadvice      -    -    -       -       patient
auditlog_logentry             see  -    -       -       -
"""

# Rows of no department: whoever asks for one finds it, and is refused.
OF_NO_DEPARTMENT = frozenset(
    f"registry_{name}"
    for name in (
        "followupplan", "followupwindow", "rescoring", "statisticsstate", "countedepisode", "statisticscell",
    )
)  # fmt: skip


@dataclass(frozen=True)
class Row:
    name: str
    method: str
    statuses: tuple[int, ...]
    reads: str

    @property
    def key(self) -> tuple[str, str]:
        return self.name, self.method

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


def rows(table: str) -> list[Row]:
    return [_row(line.split()) for line in table.strip().splitlines()]


def _row(cells: list[str]) -> Row:
    name, method, *statuses, reads = cells
    if len(statuses) != len(COLUMNS) or reads not in {"patient", "list", "-"}:
        raise ValueError(
            f"A line has a name, a method, {len(COLUMNS)} statuses and what is read; found {cells}."
        )
    return _with_editor(Row(name, method, tuple(map(int, statuses)), reads))


def _with_editor(row: Row) -> Row:
    *ours, elsewhere, _nobody = row.statuses
    same_for_all, *others = {*ours, elsewhere}
    if row.key in EDITOR:
        status = EDITOR[row.key]
    elif row.name.startswith("admin"):
        status = 403
    elif not others:
        status = same_for_all
    else:
        status = 404 if elsewhere == 404 else 403
    return replace(row, statuses=(*row.statuses, status))


def admin_rows(table: str) -> list[Row]:
    """The pages Django's admin has for each model."""
    return [row for line in table.strip().splitlines() for row in _model_rows(*line.split())]


def _model_rows(model: str, see: str, add: str, change: str, delete: str, reads: str) -> Iterator[Row]:
    listed = "list" if reads == "patient" else reads
    app, _, kind = model.partition("_")
    yield _with_editor(
        Row(f"admin/{app}/{kind}/<path:object_id>/", "GET", (403, 403, 403, 302, 302, 302), "-")
    )
    yield _admin_row(f"{model}_changelist", "GET", see, elsewhere=200, reads=listed)
    yield _admin_row(f"{model}_add", "GET", add, elsewhere=200)
    yield _admin_row(f"{model}_add", "POST", add, elsewhere=200)
    yield _admin_row(f"{model}_change", "GET", see, reads=reads)
    yield _admin_row(f"{model}_change", "POST", change)
    looked_for_first = model not in OF_NO_DEPARTMENT
    yield _admin_row(f"{model}_history", "GET", see, looked_for_first=looked_for_first, reads=reads)
    yield _admin_row(f"{model}_delete", "GET", delete, reads=reads)


def _admin_row(
    page: str,
    method: str,
    may: str,
    *,
    elsewhere: int = 302,
    looked_for_first: bool = False,
    reads: str = "-",
) -> Row:
    """Our administrator gets the page or 403; to another department's the row is not there (302 to the index)."""
    ours = 403 if may == "-" else 200
    theirs = elsewhere if looked_for_first or may != "-" else 403
    return _with_editor(Row(f"admin:{page}", method, (403, 403, 403, ours, theirs, 302), reads))


MATRIX: list[Row] = [*rows(PAGES), *rows(ADMIN_PAGES), *admin_rows(ADMIN_MODELS)]
