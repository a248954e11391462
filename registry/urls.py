from django.urls import path, register_converter

from registry.converters import CountryConverter
from registry.views import annual_report as annual
from registry.views import published
from registry.views.identity import patient_number
from registry.views.my_settings import my_settings
from registry.views.reports import follow_up_report, report_figure, unit_report
from registry.views.rescorings import rescoring, rescoring_list

register_converter(CountryConverter, "country")
urlpatterns = [
    path("patients/<uuid:key>/number/", patient_number, name="patient-number"),
    path("reports/", unit_report, name="unit-report"),
    path("reports/follow-up/", follow_up_report, name="follow-up-report"),
    path("reports/figures/<slug:figure>.<slug:form>", report_figure, name="report-figure"),
    path("reports/annual/", annual.annual_report_list, name="annual-report-list"),
    path("reports/annual/<int:report>/", annual.annual_report, name="annual-report"),
    path("reports/annual/<int:report>/work/", annual.annual_report_work, name="annual-report-work"),
    path("reports/annual/<int:report>/cancel/", annual.annual_report_cancel, name="annual-report-cancel"),
    path("reports/annual/<int:report>/sign/", annual.annual_report_sign, name="annual-report-sign"),
    path(
        "reports/annual/<int:report>/files/<str:name>", annual.annual_report_file, name="annual-report-file"
    ),
    path("published/", published.published_list, name="published-list"),
    path("published/<country:country>/<int:year>/", published.published, name="published-report"),
    path(
        "published/<country:country>/<int:year>/<int:edition>/",
        published.published_edition,
        name="published-edition",
    ),
    path(
        "published/<country:country>/<int:year>/<int:edition>/<str:name>",
        published.published_download,
        name="published-file",
    ),
    path("settings/", my_settings, name="my-settings"),
    path("rescorings/", rescoring_list, name="rescoring-list"),
    path("rescorings/<int:rescoring>/", rescoring, name="rescoring"),
]
