"""The lines of long lists that are put together in Python."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from decision_support.completeness_list import Row as Behind
from decision_support.completeness_words import StandingWords
from decision_support.follow_up_list import Row as FollowUp
from decision_support.patient_rows import PatientRow
from decision_support.physiotherapy import FunctionRow
from decision_support.row_words import DueCell, ScoreCell
from decision_support.templatetags.function_lines import function_lines
from decision_support.templatetags.lines import alarm_lines, patient_lines
from decision_support.templatetags.wave_lines import behind_lines, follow_up_lines
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


HOSTILE = "Karen \"<script>alert('x')</script>"


def test_a_follow_up_is_drawn_with_what_was_typed_escaped_wherever_it_stands():
    row = FollowUp("k", f"/{HOSTILE}/", HOSTILE, None, HOSTILE, "1 year", "due", "Due", "bell-fill", HOSTILE)
    row = replace(row, opens_on=DAY, closes_on=DAY, invitation=HOSTILE)
    for is_closed in (False, True):
        drawn = follow_up_lines([row], is_closed, True, True, f"/follow-up/?{HOSTILE}", "a token")
        assert "<script" not in drawn
        assert "alert('" not in drawn
        assert drawn.count("&lt;script&gt;") >= 6
        assert 'value="a token"' in drawn
        assert ("close/" in drawn) is not is_closed
        assert ("reopen/" in drawn) is is_closed
        assert "<form" not in follow_up_lines([row], is_closed, False, False, "/", "a token")


def test_a_patient_behind_a_number_is_drawn_with_what_was_typed_escaped():
    words = StandingWords("due", "clock-history", "Due", HOSTILE)
    row = Behind("k", f"/{HOSTILE}/", HOSTILE, None, HOSTILE, DAY, words, HOSTILE)
    drawn = behind_lines([row], True)
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 5
    assert behind_lines([row], False).count("&lt;script&gt;") == 4


def test_who_waits_for_a_physiotherapist_is_drawn_with_what_was_typed_escaped():
    waits = FunctionRow("k", "/k/", HOSTILE, None, HOSTILE, "open", HOSTILE, "due", "", "", None, None)
    drawn = function_lines([waits], True)
    assert "<script" not in drawn
    assert drawn.count("&lt;script&gt;") == 3  # the name, the department, what is waited for
    assert drawn.count("is-missing") == 2  # what was decided, and the episode
    assert function_lines([waits], False).count("&lt;script&gt;") == 2
