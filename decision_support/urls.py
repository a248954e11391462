"""Every address of Columna; tests/test_access.py walks them and fails on one without a row in its matrix."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path, register_converter

from decision_support.views import completeness, data_queries, imports, questionnaire, transfers
from decision_support.views import recommendation as advice
from decision_support.views.advice_map import advice_map
from decision_support.views.answers import instrument_entry, instrument_score
from decision_support.views.assessment import assessment
from decision_support.views.assessment_typing import assessment_advice, assessment_draft
from decision_support.views.background import background, background_draft
from decision_support.views.capture import capture
from decision_support.views.corrections import episode_correct, episode_remove, operation_remove
from decision_support.views.episodes import episode_open
from decision_support.views.erasure import person_erase
from decision_support.views.evaluation import evaluation
from decision_support.views.exercises import exercise, exercises
from decision_support.views.export import export
from decision_support.views.external_counts import external_counts
from decision_support.views.follow_up import follow_up_counts, follow_up_list, wave_close, wave_reopen
from decision_support.views.follow_up_entry import follow_up_draft, follow_up_entry
from decision_support.views.function import decide, function, function_draft
from decision_support.views.home import home
from decision_support.views.incident_report import incident_report
from decision_support.views.invitations import alarm_acknowledge, wave_invite
from decision_support.views.invite_due import invite_due
from decision_support.views.like_ones import like_figure, like_ones
from decision_support.views.merges import (
    duplicate_dismiss,
    duplicate_list,
    merge,
    merge_compare,
    merge_find,
    merge_undo,
)
from decision_support.views.operations import operation_draft, operation_edit, procedure_record
from decision_support.views.patient import patient_page, worse_seen
from decision_support.views.patient_edit import patient_edit
from decision_support.views.patient_list import patient_list
from decision_support.views.periods import period, period_list
from decision_support.views.physiotherapy import physiotherapy_list
from decision_support.views.preferences import shortcuts
from decision_support.views.programme import programme, programme_version
from decision_support.views.programme_build import programme_build, programme_draft
from decision_support.views.referral_letter import referral_letter
from decision_support.views.registering import patient_register, patient_register_draft
from decision_support.views.registry_desk import registry_desk
from decision_support.views.report_patients import report_patients
from decision_support.views.style_guide import print_sample, style_guide
from decision_support.views.whole_record import whole_record, whole_record_file
from decision_support.views.wordings import wordings
from registry.converters import TimepointConverter

register_converter(TimepointConverter, "timepoint")
ANSWERS = "patients/<uuid:key>/episodes/<int:episode>/<timepoint:timepoint>/<slug:instrument>/"
WAVE = "patients/<uuid:key>/episodes/<int:episode>/follow-up/<slug:wave>/"

urlpatterns = [
    path("", home, name="home"),
    path("patients/", patient_list, name="patient-list"),
    path("patients/new/", patient_register, name="patient-register"),
    path("patients/new/draft/", patient_register_draft, name="patient-register-draft"),
    path("patients/<uuid:key>/edit/", patient_edit, name="patient-edit"),
    path("patients/<uuid:key>/episodes/<int:episode>/correct/", episode_correct, name="episode-correct"),
    path("patients/<uuid:key>/episodes/<int:episode>/remove/", episode_remove, name="episode-remove"),
    path("patients/<uuid:key>/operations/<int:operation>/remove/", operation_remove, name="operation-remove"),
    path("patients/<uuid:key>/episodes/new/", episode_open, name="episode-open"),
    path(
        "patients/<uuid:key>/episodes/<int:episode>/procedures/new/",
        procedure_record,
        name="procedure-record",
    ),
    path(
        "patients/<uuid:key>/episodes/<int:episode>/procedures/draft/",
        operation_draft,
        name="operation-draft",
    ),
    path(
        "patients/<uuid:key>/episodes/<int:episode>/background/<timepoint:timepoint>/",
        background,
        name="background",
    ),
    path(
        "patients/<uuid:key>/episodes/<int:episode>/background/<timepoint:timepoint>/draft/",
        background_draft,
        name="background-draft",
    ),
    path("patients/<uuid:key>/operations/<int:operation>/", operation_edit, name="operation-edit"),
    path("accounts/", include("allauth.account.urls")),
    path("admin/", admin.site.urls),
    path("patients/<uuid:key>/advice/", advice.recommendation, name="recommendation"),
    path("patients/<uuid:key>/advice/respond/", advice.respond, name="advice-respond"),
    path("patients/<uuid:key>/advice/sign/", advice.sign, name="advice-sign"),
    path("patients/<uuid:key>/advice/change/<str:action>/", advice.change, name="advice-change"),
    path("patients/<uuid:key>/advice/text/", advice.text, name="advice-text"),
    path("patients/<uuid:key>/advice/map/", advice_map, name="advice-map"),
    path("patients/<uuid:key>/advice/print/", advice.print_view, name="advice-print"),
    path("patients/<uuid:key>/advice/report/", incident_report, name="advice-report"),
    path("evaluations/<int:pk>/", evaluation, name="evaluation"),
    path("patients/<uuid:key>/assessment/", assessment, name="assessment"),
    path("patients/<uuid:key>/assessment/draft/", assessment_draft, name="assessment-draft"),
    path("patients/<uuid:key>/assessment/advice/", assessment_advice, name="assessment-advice"),
    path(ANSWERS, instrument_entry, name="instrument-entry"),
    path(f"{ANSWERS}score/", instrument_score, name="instrument-score"),
    path("patients/<uuid:key>/", patient_page, name="patient-page"),
    path("patients/<uuid:key>/transfer/", transfers.transfer_offer, name="transfer-offer"),
    path("transfers/", transfers.transfer_list, name="transfer-list"),
    path("transfers/new/", transfers.transfer_ask, name="transfer-ask"),
    path("transfers/<int:pk>/", transfers.transfer, name="transfer"),
    path("transfers/<int:pk>/accept/", transfers.transfer_accept, name="transfer-accept"),
    path("transfers/<int:pk>/reject/", transfers.transfer_reject, name="transfer-reject"),
    path("transfers/<int:pk>/withdraw/", transfers.transfer_withdraw, name="transfer-withdraw"),
    path("follow-up/", follow_up_list, name="follow-up-list"),
    path("data-queries/", data_queries.query_list, name="query-list"),
    path("patients/<uuid:key>/data/", data_queries.patient_data, name="patient-data"),
    path("patients/<uuid:key>/data/<int:query>/answer/", data_queries.query_answer, name="query-answer"),
    path("patients/<uuid:key>/data/<int:query>/close/", data_queries.query_close, name="query-close"),
    path("completeness/", completeness.completeness, name="completeness"),
    path("completeness/patients/", completeness.completeness_patients, name="completeness-patients"),
    path("completeness/country/", completeness.completeness_country, name="completeness-country"),
    path("completeness/capture/", capture, name="capture"),
    path("completeness/capture/load/", external_counts, name="external-counts"),
    path("follow-up/invite/", invite_due, name="invite-due"),
    path("follow-up/counts/", follow_up_counts, name="follow-up-counts"),
    path(WAVE, follow_up_entry, name="follow-up-entry"),
    path(f"{WAVE}draft/", follow_up_draft, name="follow-up-draft"),
    path(f"{WAVE}invite/", wave_invite, name="wave-invite"),
    path("patients/<uuid:key>/worse/", worse_seen, name="worse-seen"),
    path("patients/<uuid:key>/alarms/<int:alarm>/", alarm_acknowledge, name="alarm-acknowledge"),
    path(f"{WAVE}close/", wave_close, name="wave-close"),
    path(f"{WAVE}reopen/", wave_reopen, name="wave-reopen"),
    path("physiotherapy/", physiotherapy_list, name="physiotherapy-list"),
    path("physiotherapy/exercises/", exercises, name="exercise-list"),
    path("physiotherapy/exercises/<slug:code>/", exercise, name="exercise"),
    path("patients/<uuid:key>/function/", function, name="function"),
    path("patients/<uuid:key>/function/draft/", function_draft, name="function-draft"),
    path("patients/<uuid:key>/function/decide/", decide, name="function-decide"),
    path("patients/<uuid:key>/function/letter/", referral_letter, name="referral-letter"),
    path("patients/<uuid:key>/function/programme/", programme, name="programme"),
    path("patients/<uuid:key>/function/programme/build/", programme_build, name="programme-build"),
    path("patients/<uuid:key>/function/programme/build/draft/", programme_draft, name="programme-draft"),
    path("patients/<uuid:key>/function/programme/<int:number>/", programme_version, name="programme-version"),
    path("patients/<uuid:key>/record/", whole_record, name="whole-record"),
    path("patients/<uuid:key>/record/file/", whole_record_file, name="whole-record-file"),
    path("patients/<uuid:key>/erase/", person_erase, name="person-erase"),
    path("patients/<uuid:key>/merge/", merge_find, name="merge-find"),
    path("patients/<uuid:key>/merge/<uuid:other>/", merge_compare, name="merge-compare"),
    path("duplicates/", duplicate_list, name="duplicate-list"),
    path("duplicates/<int:pair>/dismiss/", duplicate_dismiss, name="duplicate-dismiss"),
    path("merges/<int:pk>/", merge, name="merge"),
    path("merges/<int:pk>/undo/", merge_undo, name="merge-undo"),
    path("periods/", period_list, name="period-list"),
    path("periods/<slug:place>/<int:year>/", period, name="period"),
    path("registry/", registry_desk, name="registry-desk"),
    path("registry/wording/", wordings, name="wordings"),
    path("patients/<uuid:key>/like/", like_ones, name="like-ones"),
    path("patients/<uuid:key>/like/<slug:figure>.<slug:form>", like_figure, name="like-figure"),
    path("export/", export, name="export"),
    path("imports/", imports.import_list, name="import-list"),
    path("imports/mappings/<int:pk>/", imports.import_mapping, name="import-mapping"),
    path("imports/<uuid:key>/", imports.import_detail, name="import"),
    path("imports/<uuid:key>/progress/", imports.import_progress, name="import-progress"),
    path("imports/<uuid:key>/confirm/", imports.import_confirm, name="import-confirm"),
    path("imports/<uuid:key>/go-on/", imports.import_go_on, name="import-go-on"),
    path("imports/<uuid:key>/cancel/", imports.import_cancel, name="import-cancel"),
    path("imports/<uuid:key>/report/<slug:kind>/", imports.import_report, name="import-report"),
    path("reports/patients/", report_patients, name="report-patients"),
    path("q/done/", questionnaire.done, name="questionnaire-done"),
    path("q/<str:token>/", questionnaire.start, name="questionnaire"),
    path("q/<str:token>/send/", questionnaire.send, name="questionnaire-send"),
    path("q/<str:token>/<slug:question>/call/", questionnaire.call, name="questionnaire-call"),
    path("q/<str:token>/<slug:question>/", questionnaire.question, name="questionnaire-question"),
    path("preferences/shortcuts/", shortcuts, name="shortcuts"),
    path("", include("registry.urls")),
    path("", include("guidelines.urls")),
]
if not settings.PRODUCTION:
    urlpatterns += [
        path("style-guide/", style_guide, name="style_guide"),
        path("style-guide/print/", print_sample, name="print_sample"),
    ]
