"""The lines of long lists that are put together in Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from decision_support.patient_rows import PatientRow
from decision_support.row_words import DueCell, ScoreCell
from decision_support.templatetags.lines import alarm_lines, patient_lines
from registry.models import Patient, PatientIdentity, ReportedAlarm
from tests.factories import DAY
from tests.tables import every_row

ROW = PatientRow(
    key="k",
    url="/patients/k/",
    name="Karen <b>Testesen",
    birth_date=None,
    age_years=78,
    department="Spine & sacrum",
    alarm="open",
    alarm_mark="question-circle",
    alarm_word="Open",
    advice_changed=False,
    worse=[],
    episode="",
    due=None,
    score=None,
)


def test_what_was_typed_is_escaped_and_the_department_is_named_to_whoever_has_several():
    assert "Karen &lt;b&gt;Testesen</a>" in patient_lines([ROW], False)
    assert "Spine &amp; sacrum" in patient_lines([ROW], True)
    assert "Spine" not in patient_lines([ROW], False)


@every_row(
    ("better", "shown"),
    [
        (True, "change--better"),
        (False, "change--worse"),
        (None, "change--same"),
    ],
)
def test_a_change_has_its_direction_as_an_arrow_where_it_has_one(better, shown):
    score = ScoreCell("ODI 20", DAY, "by 10", better, "MCID 12.8 reached")
    drawn = patient_lines([replace(ROW, score=score)], False)
    assert shown in drawn
    assert ("#arrow-" in drawn) is (better is not None)
    assert "(MCID 12.8 reached)" in drawn


def test_what_is_missing_says_so_and_a_due_follow_up_is_marked_unless_it_is_later():
    assert patient_lines([ROW], False).count("is-missing") == 3  # follow-up, score, episode
    due = patient_lines([replace(ROW, due=DueCell("due", "1 year due"))], False)
    assert "#bell-fill" in due
    assert "bell" not in patient_lines([replace(ROW, due=DueCell("later", "1 year from"))], False)


def test_a_reported_alarm_has_a_button_for_whoever_may_take_care_of_it():
    patient = Patient()
    patient.identity = PatientIdentity(given_name="Karen", family_name="<i>Testesen", birth_date=DAY)
    alarm = ReportedAlarm(
        pk=3, patient=patient, signs=["fever"], reported_at=datetime(2026, 11, 22, tzinfo=UTC)
    )
    drawn = alarm_lines([alarm], "", "a token")
    assert f'action="/patients/{patient.key}/alarms/3/"' in drawn
    assert 'value="a token"' in drawn
    assert "Karen &lt;i&gt;Testesen" in drawn
    assert "<form" not in alarm_lines([alarm], False, "a token")
