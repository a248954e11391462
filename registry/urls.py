from django.urls import path

from registry.views.identity import patient_number
from registry.views.my_settings import my_settings
from registry.views.reports import follow_up_report, report_figure, unit_report
from registry.views.rescorings import rescoring, rescoring_list

urlpatterns = [
    path("patients/<uuid:key>/number/", patient_number, name="patient-number"),
    path("reports/", unit_report, name="unit-report"),
    path("reports/follow-up/", follow_up_report, name="follow-up-report"),
    path("reports/figures/<slug:figure>.<slug:form>", report_figure, name="report-figure"),
    path("settings/", my_settings, name="my-settings"),
    path("rescorings/", rescoring_list, name="rescoring-list"),
    path("rescorings/<int:rescoring>/", rescoring, name="rescoring"),
]
