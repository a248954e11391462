"""What the screens say of an answer: order, words, days, what is missing, how sure, and never an order for a procedure."""

from __future__ import annotations

import re
from datetime import date

import pytest
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import _trans

from guidelines.adapters import Stale
from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.engine import evaluate
from guidelines.pathway.recommendations import Certainty
from guidelines.pathway.rulebook import ACTIONS, PATHWAY, RULESET
from guidelines.pathway.sources import SOURCES
from guidelines.pathway.thresholds import DEFAULT, Override
from guidelines.presentation import panel
from guidelines.presentation.action_evidence import evidence_words
from guidelines.presentation.changes import changes
from guidelines.presentation.controversy import controversy_words
from guidelines.presentation.evidence import (
    age_words,
    certainty_tag,
    sources_of,
    years,
)
from guidelines.presentation.record_text import COLUMNS, record_text
from guidelines.presentation.screen import GROUPS
from guidelines.presentation.values import number_words, value_words
from tests.guidelines.sheets import CANDIDATE, FRACTURE, NO_ALARMS, ON, a_sheet, shown
from tests.tables import every_row


def card_of(screen, code):
    return next(card for card in screen.cards if card.code == code)


def steps_of(sheet):
    return {step.title: (step.state, step.note) for step in shown(sheet).steps}


# ---- order and groups


def test_what_is_urgent_stands_apart_before_every_group():
    screen = shown(a_sheet(**{**FRACTURE, "fever": True}))
    assert [card.code for card in screen.urgent] == ["urgent.suspected_infection", "image.spine_mri"]
    assert screen.cards[0].code == "urgent.suspected_infection"
    assert "urgent" not in [group.verdict for group in screen.groups]


def test_the_groups_stand_in_the_order_they_are_read_and_only_avoid_is_folded():
    screen = shown(a_sheet(**{**CANDIDATE, "tramadol": "contraindicated", "painful_level_confirmed": None}))
    order = [verdict.value for verdict, _title in GROUPS]
    found = [group.verdict for group in screen.groups]
    assert found == [verdict for verdict in order if verdict in found]
    assert [group.verdict for group in screen.groups if group.folded] == ["avoid"]
    assert [card.code for card in screen.contraindicated] == ["drug.tramadol"]


def test_nothing_urgent_leaves_no_strip():
    assert shown(a_sheet(**FRACTURE)).urgent == ()


def test_malignancy_by_age_alone_is_folded_and_by_duration_is_not():
    assert card_of(shown(a_sheet(**FRACTURE)), "review.malignancy").folded
    assert not card_of(shown(a_sheet(**FRACTURE, pain_weeks=5.0)), "review.malignancy").folded


# ---- words, values and days


def test_a_card_says_why_with_the_patient_s_values():
    card = card_of(
        shown(a_sheet(**FRACTURE, pain_rest_vas=55.0, pain_activity_acceptable=False)), "drug.paracetamol"
    )
    assert "Pain at rest: 55" in card.values
    assert card.why[0].isupper()


def test_every_part_of_the_rule_shows_values_with_the_day_they_were_observed():
    card = card_of(shown(a_sheet(**FRACTURE)), "rest.bed_rest")
    values = {value.fact: value for line in card.trace for value in line.values}
    assert (values["vertebral_fracture"].text, values["vertebral_fracture"].iso_day) == (
        "confirmed",
        "2026-11-20",
    )
    assert {line.status for line in card.trace} <= {"met", "not_met", "not_known"}


def test_what_is_not_recorded_is_said_so_and_never_no():
    screen = shown(a_sheet(vertebral_fracture="confirmed"))
    blanks = [
        value for card in screen.cards for line in card.trace for value in line.values if not value.recorded
    ]
    assert blanks
    assert {value.text for value in blanks} == {"not recorded"}
    assert not any(value.day for value in blanks)


@every_row(
    ("value", "words"), [(0, "0"), (12, "12"), (12.0, "12"), (12.04, "12"), (12.06, "12.1"), (-2.5, "-2.5")]
)
def test_a_number_has_at_most_one_decimal(value, words):
    assert number_words(value) == words


def test_numbers_are_written_as_the_locale_writes_them():
    with translation.override("da"):
        assert value_words("tug_s", 12.4) == "12,4 s"


@every_row(
    ("fact", "value", "words"),
    [
        ("fever", False, "no"),
        ("fever", None, "not recorded"),
        ("pain_rest_vas", 0.0, "0"),
        ("other_red_flags", frozenset(), "none"),
        ("sacral_denis_zone", 2, "zone 2"),
        ("falls_12m", 0, "0"),
        ("five_sts_s", 13.1, "13.1 s"),  # the label has the letter in it, and not the unit
    ],
)
def test_no_zero_none_and_blank_are_four_things(fact, value, words):
    assert value_words(fact, value) == words


# ---- how sure


@every_row("action", PATHWAY, ids=lambda action: action.code)
def test_no_studies_in_this_group_is_a_state_of_its_own(action):
    assert (certainty_tag(action) == "no_studies") is (action.certainty is Certainty.NONE)


@every_row("action", PATHWAY, ids=lambda action: action.code)
def test_every_source_carries_its_age(action):
    for source in sources_of(action, date(2026, 11, 22)):
        assert re.search(r"\d+ years? old|\d+ to \d+ years old", source.age)
        assert source.dated
        assert source.statements


def test_an_undated_source_shows_its_span():
    assert age_words(SOURCES["pain-review"], 2026) == "17 to 25 years old"
    assert years(SOURCES["pain-review"]) == "undated; between 2001 and 2009"
    assert age_words(SOURCES["danespine-report"], 2026) == "3 years old"
    assert years(SOURCES["danespine-report"]) == "2023"


@every_row("code", CONTROVERSIES)
def test_both_sides_stand_side_by_side_and_uncontrolled_is_labelled(code):
    words = controversy_words(code)
    assert len(words.positions) == len(CONTROVERSIES[code].positions) >= 2
    assert [position.uncontrolled for position in words.positions] == [
        position.uncontrolled for position in CONTROVERSIES[code].positions
    ]
    assert words.why_they_differ


def test_calcitonin_is_history_told_with_both_sides_and_no_action():
    assert [told.id for told in shown(a_sheet(**FRACTURE)).history] == ["calcitonin"]
    assert shown(a_sheet()).history == ()
    assert not any("calcitonin" in code for code in ACTIONS)


def test_the_patient_is_described_beside_both_sides():
    assert (
        "Weeks since the latest vertebral fracture: 3"
        in shown(a_sheet(**FRACTURE, vertebral_fracture_weeks=3.0)).likeness
    )


# ---- procedures


@every_row("code", [code for code in ACTIONS if code.startswith("procedure.")])
def test_a_procedure_is_never_worded_as_an_order(code):
    words = f"{ACTIONS[code].title} {ACTIONS[code].note} " + " ".join(
        case.because for case in ACTIONS[code].cases
    )
    assert not re.search(r"\b(order|perform|schedule|book|must have|do the)\b", words, re.IGNORECASE)


def test_a_procedure_lists_what_is_confirmed_before_signing():
    card = card_of(shown(a_sheet(**CANDIDATE)), "procedure.vertebroplasty")
    assert card.verdict == "consider"
    assert card.is_procedure
    assert card.before_signing == (
        "referring doctors agreed",
        "owner of follow-up named",
        "operator experienced",
        "images reviewed by the operator",
    )


def test_a_held_action_links_to_the_alarm_that_holds_it():
    card = card_of(shown(a_sheet(**{**FRACTURE, "fever": True})), "physio.mobilising")
    assert card.verdict == "not_cleared"
    assert [link.anchor for link in card.held_by] == ["action-urgent-suspected_infection"]


# ---- what is missing


def test_a_single_missing_fact_settles_its_action_and_points_at_its_question():
    screen = shown(a_sheet(**{**CANDIDATE, "coagulopathy": None}))
    settles = {fact.fragment: group.changes for group in screen.missing for fact in group.facts}
    assert settles["fact-coagulopathy"] == ("settles “Vertebroplasty”",)


def test_several_missing_facts_say_that_they_are_several():
    screen = shown(a_sheet(**{**CANDIDATE, "coagulopathy": None, "fever": None}))
    changes = {fact.fact: group.changes for group in screen.missing for fact in group.facts}
    assert changes["coagulopathy"] == changes["fever"] == ("one of 2 needed for “Vertebroplasty”",)


def test_each_missing_fact_is_asked_once():
    facts = [
        fact.fact for group in shown(a_sheet(vertebral_fracture="confirmed")).missing for fact in group.facts
    ]
    assert len(facts) == len(set(facts)) > 0


def test_weeks_are_asked_for_by_the_day_they_are_counted_from():
    sheet = a_sheet(**FRACTURE, stale=(Stale("pain_rest_vas", 40.0, date(2026, 10, 1), 28),))
    assert shown(sheet).stale[0].question.fragment == "fact-pain_rest_vas"


# ---- the stepper


@every_row(
    ("facts", "here"),
    [
        ({}, None),
        (FRACTURE, "First line"),
        ({**FRACTURE, "fever": True}, "Alarm signs"),
        (
            {**FRACTURE, "paracetamol": "inadequate", "tramadol": "inadequate"},
            "First line",  # no pain score: it is not known whether relief is bad
        ),
        (
            {
                **FRACTURE,
                "paracetamol": "inadequate",
                "tramadol": "inadequate",
                "pain_activity_acceptable": False,
            },
            "Strong opioid",
        ),
        ({**CANDIDATE, "rheumatologist_consulted": None}, "Rheumatologist"),
        (CANDIDATE, "Pain clinic and assessment"),
    ],
)
def test_the_patient_stands_on_one_step_at_most(facts, here):
    states = [(step.title, step.state) for step in shown(a_sheet(**facts)).steps if step.state == "here"]
    assert states == ([(here, "here")] if here else [])


def test_steps_that_were_tried_are_done_and_the_procedure_says_why_it_is_shut():
    steps = steps_of(a_sheet(**{**CANDIDATE, "coagulopathy": None}))
    assert steps["Alarm signs"] == ("done", "asked 5 of 5")
    assert steps["First line"] == ("done", "tried")
    assert steps["Rheumatologist"] == ("done", "asked")
    assert steps["Procedure"] == ("held", "not cleared")


def test_a_rung_that_was_passed_by_is_not_said_to_be_tried():
    steps = steps_of(
        a_sheet(
            **{
                **FRACTURE,
                "fracture_cause": "malignant",
                "metastasis_confirmed": True,
                "pain_activity_acceptable": False,
            }
        )
    )
    assert steps["Pain clinic and assessment"][0] == "here"
    assert steps["First line"][0] == "todo"


# ---- what surrounds the advice


@every_row(
    ("facts", "line"),
    [
        ({}, "asked 0 of 5, none answered"),
        (NO_ALARMS, "asked 5 of 5, all no"),
        ({**NO_ALARMS, "fever": None}, "asked 4 of 5, none yes so far"),
        ({**NO_ALARMS, "fever": True}, "asked 5 of 5, 1 yes"),
    ],
)
def test_the_alarm_line_says_how_many_were_asked_and_what_was_found(facts, line):
    assert shown(a_sheet(**facts)).alarm.line == line


def test_facts_used_stand_with_their_days():
    used = {fact.fact: (fact.text, fact.iso_day) for fact in shown(a_sheet(**NO_ALARMS)).facts}
    assert used["fever"] == ("no", "2026-11-20")
    assert "frail" not in used


def test_a_stale_fact_shows_value_day_and_limit():
    stale = shown(a_sheet(stale=(Stale("fever", False, date(2026, 10, 1), 14),))).stale[0]
    assert (stale.question.label, stale.value, stale.limit) == ("Fever", "no", "14 days")
    assert "2026" in stale.day


def test_the_department_s_own_threshold_is_named_with_day_and_source():
    own = DEFAULT.with_overrides({"severe_vas": Override(60.0, "spine board", date(2026, 6, 1))})
    screen = shown(a_sheet(**FRACTURE, pain_rest_vas=65.0), own)
    assert [(threshold.label, threshold.value, threshold.source) for threshold in screen.own_thresholds] == [
        ("Severe pain", "60", "spine board")
    ]
    assert "June" in screen.own_thresholds[0].valid_from
    assert screen.own_thresholds[0].inline == "severe pain"
    assert shown(a_sheet(**FRACTURE, pain_rest_vas=65.0)).own_thresholds == []


def test_an_abbreviation_in_a_threshold_s_name_keeps_its_capitals():
    used = shown(a_sheet(pubic_ramus_fracture=True, mri_wait_days=9.0)).thresholds
    assert "longest wait for MRI" in [threshold.inline for threshold in used]


def test_facts_that_do_not_fit_are_said_with_their_questions():
    warning = shown(a_sheet(mri="fracture")).warnings[0]
    assert "mri" in [question.fact for question in warning.questions]


def test_design_choices_are_labelled():
    category = shown(a_sheet(**NO_ALARMS, daily_walking_aid=True)).category
    assert [reason.design_choice for reason in category.reasons if reason.code == "F1"] == [True]
    assert any(
        threshold.design_choice
        for threshold in shown(a_sheet(**FRACTURE, vertebral_fracture_weeks=2.0)).thresholds
    )


# ---- only the month is known


def test_an_action_whose_verdict_hangs_on_the_day_is_marked_and_others_are_not():
    sheet = a_sheet(**FRACTURE, vertebral_fracture_weeks=5.0, ends={"vertebral_fracture_weeks": (3.0, 7.0)})
    screen = shown(sheet)
    assert "Depends on the day" in card_of(screen, "rest.flat_intervals").depends_on_day
    assert card_of(screen, "goal.pain").depends_on_day == ""


def test_an_action_that_stands_on_another_day_only_is_said_to_be_possible():
    sheet = a_sheet(**FRACTURE, vertebral_fracture_weeks=7.0, ends={"vertebral_fracture_weeks": (5.0, 9.0)})
    assert "Rest lying flat, often and for short spells" in [action.title for action in shown(sheet).possible]


def test_where_the_day_is_known_nothing_hangs_on_it():
    screen = shown(a_sheet(**FRACTURE, vertebral_fracture_weeks=5.0))
    assert not any(card.depends_on_day for card in screen.cards)
    assert screen.possible == []


# ---- what would change it, the panel, the text


def test_what_would_change_the_advice_is_grouped_by_the_verdict_it_would_bring():
    sheet = a_sheet(**{**CANDIDATE, "coagulopathy": None})
    found = {
        group.verdict: group.ways
        for group in changes(sheet, evaluate(sheet.facts), "procedure.vertebroplasty")
    }
    ways = [(fact.question.fact, fact.becomes) for way in found["consider"] for fact in way.facts]
    assert ("coagulopathy", "none") in ways
    assert any(fact.question.fact == "fever" for way in found["contraindicated"] for fact in way.facts)


def test_the_panel_says_the_same_in_short():
    facts = a_sheet(**{**FRACTURE, "fever": True}).facts
    found = panel(evaluate(facts), facts)
    assert [line.code for line in found.urgent] == ["urgent.suspected_infection", "image.spine_mri"]
    assert found.here.title == "Alarm signs"
    assert "review.malignancy" not in [line.code for group in found.groups for line in group.lines]


def test_the_text_for_the_record_keeps_to_80_columns_and_says_what_it_is():
    text = record_text(shown(a_sheet(**{**CANDIDATE, "fever": True, "coagulopathy": None})), None)
    assert max(map(len, text.splitlines())) <= COLUMNS
    assert "URGENT" in text
    assert text.index("URGENT") < text.index("NOW") < text.index("NOT CLEARED")
    assert "NOT SIGNED" in text
    assert text.count("Not for clinical use: not a CE-marked medical device") == 2
    assert f"rules {RULESET}" in text


def test_the_index_date_is_the_day_of_the_advice():
    assert shown(a_sheet()).on == ON


# ---- translated


@pytest.fixture
def everything_translated(monkeypatch):
    """A language in which every string that is translated stands between guillemets."""
    monkeypatch.setattr(_trans, "gettext", lambda text: f"«{text}»")
    monkeypatch.setattr(_trans, "ngettext", lambda one, many, n: f"«{one if n == 1 else many}»")
    with translation.override("eo"):  # nobody else's, so that nothing kept in this language is met again
        yield


@pytest.mark.usefixtures("everything_translated")
def test_every_word_of_the_engine_is_translated_where_it_is_shown():
    sheet = a_sheet(
        **{**CANDIDATE, "fever": True, "mri": "fracture", "tug_s": 12.4, "activity_level": "everyday"},
        stale=(Stale("mri_wait_days", 9.0, date(2026, 10, 1), 14),),
    )
    screen = shown(sheet)
    card = card_of(screen, "procedure.vertebroplasty")
    source = card.sources[0]
    said = [
        card.title, card.verdict_label, card.why, card.note, card.strength, card.certainty_label, card.rule,
        *card.before_signing, *(line.words for line in card.trace),
        *(value.label for line in card.trace for value in line.values),
        *(value.text for line in card.trace for value in line.values if value.fact == "fever"),
        source.title, source.kind, source.language, source.dated, source.age, source.funding, source.checked,
        *(statement.says for statement in source.statements),
        *(step.title for step in screen.steps), *(step.note for step in screen.steps if step.note),
        *(group.title for group in screen.groups), screen.alarm.line, *screen.alarm.present,
        *(fact.label for fact in screen.facts), *(threshold.label for threshold in screen.thresholds),
        *(threshold.source for threshold in screen.thresholds), screen.stale[0].limit,
        screen.category.status_label, *(reason.label for reason in screen.category.reasons),
    ]  # fmt: skip
    assert [text for text in said if "«" not in text] == []


@pytest.mark.usefixtures("everything_translated")
@every_row("code", CONTROVERSIES)
def test_both_sides_are_translated(code):
    words = controversy_words(code)
    said = [words.question, words.why_they_differ, words.what_we_do]
    for position in words.positions:
        said += [position.says, position.design, *position.sources]
        said += [text for row in position.rows for text in row]
    assert [text for text in said if "«" not in text] == []


def test_a_part_of_a_rule_that_is_our_own_choice_is_labelled_so():
    card = card_of(shown(a_sheet(**CANDIDATE)), "drug.strong_opioid")
    labelled = {line.words: line.design_choice for line in card.trace}
    assert any(labelled.values())  # when relief is not satisfactory is said by no source
    assert not all(labelled.values())


def test_the_evidence_of_an_action_says_whether_it_was_tried_and_labels_what_proves_nothing():
    words = evidence_words(ACTIONS["procedure.vertebroplasty"])
    assert (words.trials, words.label) == ("yes", "tried in this patient group")
    assert "5 placebo-controlled trials, 541 patients" in words.trial
    registry = next(figure for figure in words.figures if "R141" in figure.statements)
    assert registry.uncontrolled
    assert any("682 of 1204 is 57 %" in note.instead for note in words.notes)


def test_what_the_sources_say_beyond_the_rule_s_own_statements_comes_by_source_and_in_order():
    action = ACTIONS["drug.strong_opioid"]
    found = [statement.id for source in evidence_words(action).further for statement in source.statements]
    assert found == ["A16", "A17", "A18", "A19", "A20"]
    assert not set(found) & set(action.statements)


def test_a_source_says_that_its_review_is_overdue_from_the_day_after():
    action = ACTIONS["refer.pain_clinic"]
    assert [source.overdue for source in sources_of(action, date(2027, 11, 22))] == [False]
    late = sources_of(action, date(2027, 11, 23))
    assert [(source.overdue, source.review_by) for source in late] == [(True, "review by 22 November 2027")]
    assert "review overdue" in render_to_string("guidelines/_source_words.html", {"source": late[0]})
