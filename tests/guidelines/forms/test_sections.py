"""Every fact of the contract can be entered, once, in one place."""

from collections import Counter

from django.utils.translation import override

from guidelines.adapters import SCORED, WEEKS_SINCE
from guidelines.forms.assessment_form import FIELDS
from guidelines.forms.sections import FROM_THE_PATIENT, QUESTIONS, SECTIONS
from guidelines.pathway.facts import FACTS, Kind
from registry.fields import MeasureField, PartialDateField, TickSetField, TriStateField, VasField
from tests.tables import every_row


def test_every_fact_is_asked_or_follows_from_the_patient():
    assert {question.fact.name for question in QUESTIONS.values()} | FROM_THE_PATIENT == set(FACTS)


def test_no_fact_is_asked_twice():
    asked = Counter(question.fact.name for section in SECTIONS for question in section.questions)
    assert [fact for fact, times in asked.items() if times > 1] == []


def test_weeks_are_asked_as_days_and_pain_as_scores():
    assert set(WEEKS_SINCE) <= set(QUESTIONS)
    assert set(SCORED) <= set(QUESTIONS)
    assert not set(WEEKS_SINCE.values()) & set(QUESTIONS)


def test_alarm_signs_come_first_and_never_fold():
    assert [section.code for section in SECTIONS if section.always_open] == ["alarm"]
    assert SECTIONS[0].code == "alarm"


@every_row("question", QUESTIONS.values(), ids=lambda question: question.name)
def test_each_fact_has_the_control_of_its_kind(question):
    field = FIELDS[question.name]
    expected = {Kind.BOOL: TriStateField, Kind.SET: TickSetField}.get(question.fact.kind)
    if question.is_dated:
        assert isinstance(field, PartialDateField)
        assert field.month_allowed
    elif question.is_scored:
        assert isinstance(field, VasField)
    elif question.fact.kind in {Kind.INT, Kind.FLOAT}:
        assert isinstance(field, MeasureField)
        assert (field.low, field.high) == (question.fact.low, question.fact.high)
    elif expected:
        assert isinstance(field, expected)
    else:
        assert list(field.values.values()) == list(question.fact.values)


@every_row("question", [q for q in QUESTIONS.values() if q.only], ids=lambda q: q.name)
def test_a_child_stands_after_its_parent_in_the_same_section_and_under_possible_answers(question):
    section = next(section for section in SECTIONS if question in section.questions)
    parent = QUESTIONS[question.only.parent]
    assert section.questions.index(parent) < section.questions.index(question)
    assert parent.only is None
    allowed = (True, False) if parent.fact.kind is Kind.BOOL else parent.fact.values
    assert set(question.only.values) < set(allowed)


@every_row(
    ("name", "value", "texts"),
    [
        ("fever", False, ["no"]),
        ("fever", None, [""]),
        ("sacral_denis_zone", 2, ["2"]),
        ("other_red_flags", [], ["none-of-these"]),
        ("other_red_flags", None, []),
        ("pain_locations", ["lumbar", "groin"], ["lumbar", "groin"]),
        ("vas_rest", 0.0, ["0"]),
        ("t_score", -2.5, ["-2.5"]),
        ("pain_started_on", "2026-03", ["2026-03"]),
    ],
)
def test_a_recorded_value_is_what_its_control_sends_and_reads_back(name, value, texts):
    question = QUESTIONS[name]
    assert question.typed(value) == texts
    sent = texts if question.fact.kind is Kind.SET else texts[0]
    assert question.as_json(FIELDS[name].clean(sent)) == value


def test_decimals_and_days_are_typed_as_the_reader_writes_them():
    with override("da"):
        assert QUESTIONS["t_score"].typed(-2.5) == ["-2,5"]
        assert QUESTIONS["pain_started_on"].typed("2026-11-02") == ["02.11.2026"]
        assert QUESTIONS["pain_started_on"].typed("2026-11") == ["11.2026"]


@every_row(
    ("name", "value", "words"),
    [
        ("fever", True, "Yes"),
        ("nsaid", "not_tolerated", "not tolerated"),
        ("sacral_denis_zone", 3, "zone 3"),
        ("pain_locations", ["lumbar", "groin"], "low back, groin"),
        ("other_red_flags", [], "none of these"),
        ("vas_rest", 45.0, "45 of 100"),
        ("tug_s", 12.5, "12.5 s"),
        ("pain_started_on", "2026-03", "March 2026"),
        ("pain_started_on", "2026-03-14", "14 March 2026"),
        ("fever", None, ""),
    ],
)
def test_a_recorded_value_is_said_in_words(name, value, words):
    assert QUESTIONS[name].in_words(value) == words
