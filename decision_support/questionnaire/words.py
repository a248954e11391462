"""The alarm questions, and what a patient is told who answers yes to one."""

from __future__ import annotations

from django.utils.translation import pgettext_lazy

from registry.models import Department, ReportedAlarm

Sign = ReportedAlarm.Sign

ALARM_QUESTIONS = {
    Sign.WEAKNESS.value: pgettext_lazy(
        "questionnaire", "Do you have new weakness or numbness in an arm or a leg?"
    ),
    Sign.CONTINENCE.value: pgettext_lazy(
        "questionnaire", "Have you newly lost control of your bladder or your bowels?"
    ),
    Sign.FEVER.value: pgettext_lazy("questionnaire", "Do you have a fever?"),
    Sign.PAIN.value: pgettext_lazy("questionnaire", "Do you have new, severe pain in your back or neck?"),
}

# Whom to call outside the department: 112 is the emergency number of both countries.
MEDICAL_LINES = {
    Department.Country.DENMARK: pgettext_lazy("questionnaire", "your own doctor, or the out-of-hours doctor"),
    Department.Country.SWEDEN: pgettext_lazy("questionnaire", "your health centre, or 1177"),
}
