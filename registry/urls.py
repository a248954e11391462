from django.urls import path

from registry.views.identity import patient_number
from registry.views.my_settings import my_settings

urlpatterns = [
    path("patients/<uuid:key>/number/", patient_number, name="patient-number"),
    path("settings/", my_settings, name="my-settings"),
]
