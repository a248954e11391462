"""The patient page: what happened over time, what is due, what was advised; put together from one read of each."""

from __future__ import annotations

from datetime import date
from typing import Any

from decision_support.addresses import Addresses
from decision_support.banner import banner
from decision_support.patient_page.advice import advice_words
from decision_support.patient_page.charts import charts_of
from decision_support.patient_page.episodes import due_words, episode_words
from decision_support.patient_page.events import events_of
from decision_support.patient_page.function_trend import TEST_FACTS, trends_of
from decision_support.patient_page.scores import score_rows
from decision_support.patient_page.treatments import TREATMENTS, treatment_periods
from decision_support.worse_words import worse_words
from guidelines.presentation.switched_off import off_everywhere
from guidelines.selectors import advice_history, place_of, thresholds_for
from guidelines.switched_off import off_as_of
from registry.models import Patient
from registry.selectors import timeline as read
from registry.timeline.axis import axis_over
from registry.timeline.series import references

LINKS = (
    "assessment",
    "recommendation",
    "function",
    "patient-edit",
    "episode-open",
    "transfer-offer",
    "merge-find",
    "patient-data",
    "whole-record",
    "person-erase",
)


def page_of(patient: Patient, user: Any, on: date) -> dict[str, Any]:
    """What templates/decision_support/patient_page.html draws."""
    at, place, history = Addresses(user, patient), place_of(patient), advice_history(patient)
    off = off_everywhere(off_as_of(place.last_switched))
    assessments = read.assessments_of(patient)
    episodes = read.episodes_of(patient, assessments)
    told = [episode_words(episode, assessments, on, at) for episode in episodes]
    return {
        "patient": patient,
        "banner": banner(patient, on=on, alarm=place.alarm, off=off),
        "links": {name.replace("-", "_"): at.page(name) for name in LINKS},
        "advice": advice_words(patient, place, history, at, {rule.code for rule in off}),
        "episodes": told,
        "due": due_words(patient, told),
        "worse": worse_words(place.worse),
        "may_note": user.has_perm("guidelines.note_worse", patient),
        "alarms": read.alarms_of(episodes),
        "may_take_care": user.has_perm("registry.acknowledge_alarm", patient),
        **_timeline(patient, assessments, episodes, history, at, on),
    }


def _timeline(patient, assessments, episodes, history, at, on) -> dict[str, Any]:
    assessed = [read.as_assessed(assessment) for assessment in assessments]
    compared = references(assessed)
    noted = read.noted(patient, (*TREATMENTS, *TEST_FACTS))
    tested = [one for one in noted if one.name in TEST_FACTS]
    periods = treatment_periods([one for one in noted if one.name not in TEST_FACTS], on)
    events = events_of(periods, episodes, history.signed, at)
    axis = axis_over([*(one.day for one in assessed), *(one.day for one in tested), *events.days], on)
    may_see = at.user.has_perm("guidelines.see_functional_category", patient)
    return {
        "charts": charts_of(assessed, compared, events.procedures, axis),
        "events": events.drawn(axis),
        "event_rows": events.rows,
        "score_rows": score_rows(assessments, compared, episodes),
        "test_trends": trends_of(tested, thresholds_for(patient.department, on), axis)
        if tested and may_see
        else [],
        "several_episodes": len(episodes) > 1,
    }
