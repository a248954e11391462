"""Each position beside one patient: whether it resembles, why, with values and days, and what is not recorded."""

from __future__ import annotations

from guidelines.pathway.controversies import CONTROVERSIES
from guidelines.pathway.thresholds import DEFAULT
from guidelines.presentation.likeness import Beside
from guidelines.templatetags.controversy import both_sides, sides_drawn, told_here
from tests.guidelines.sheets import CANDIDATE, FRACTURE, a_sheet, shown
from tests.tables import every_row

FRESH = {
    **CANDIDATE, "vertebral_fracture_weeks": 3.0, "pain_rest_vas": 80.0, "pain_weeks": 3.0,
}  # fmt: skip


def beside(code: str, **facts):
    return Beside(a_sheet(**facts), DEFAULT).sides(CONTROVERSIES[code])


def position(sides, words: str):
    places = [place for place, each in enumerate(CONTROVERSIES[sides.id].positions) if words in each.says]
    return sides.likeness[places[0]]


def card_of(screen, code):
    return next(card for card in screen.cards if card.code == code)


def test_each_trait_says_why_it_counts_with_the_patient_s_value_and_its_day():
    found = position(beside("vertebroplasty-effect", **FRESH), "within six weeks")
    assert (found.status, found.label) == ("resembles", "Resembles this patient")
    line = next(line for line in found.traits if "less than 6 weeks" in line.because)
    (value,) = line.values
    assert (line.status, value.text, value.iso_day) == ("met", "3", "2026-11-20")


def test_what_is_not_recorded_leaves_it_not_known_and_is_named():
    found = position(
        beside("vertebroplasty-effect", **{**FRESH, "painful_level_confirmed": None}), "within six weeks"
    )
    assert (found.status, found.label) == ("not_known", "Not known whether it resembles this patient")
    assert [fact.fact for fact in found.missing] == ["painful_level_confirmed"]


def test_a_position_about_no_group_of_patients_says_why():
    found = position(beside("vertebroplasty-effect", **FRESH), "selected minority")
    assert (found.status, found.traits, found.missing) == ("no_criterion", (), ())
    assert "how the studies were done" in found.reason


def test_where_our_threshold_stands_in_the_criterion_is_shown_in_words():
    found = position(beside("timing-of-cement", sacral_fracture="confirmed"), "about a month")
    rules = {line.because: line.rule for line in found.traits}
    assert any("70" in rule and "severe" in because for because, rule in rules.items())
    assert rules["It is about fractures of the sacrum"] == ""


@every_row(
    ("ends", "status"), [((4.0, 5.9), "resembles"), ((4.0, 6.0), "not_known"), ((6.0, 9.0), "differs")]
)
def test_where_only_the_month_is_known_and_its_ends_disagree_it_is_not_known(ends, status):
    facts = {**FRESH, "vertebral_fracture_weeks": ends[0] if status != "differs" else 7.0}
    sides = Beside(a_sheet(ends={"vertebral_fracture_weeks": ends}, **facts), DEFAULT).sides(
        CONTROVERSIES["vertebroplasty-effect"]
    )
    found = position(sides, "within six weeks")
    assert found.status == status
    assert ("Only the month is known" in found.reason) == (status == "not_known")


def test_a_folded_line_counts_the_positions_without_taking_a_side():
    sides = beside("vertebroplasty-effect", **FRESH)
    statuses = [each.status for each in sides.likeness]
    assert f"{statuses.count('resembles')} resemble this patient" in sides.counts
    assert "1 about no group" in sides.counts


def test_what_would_tell_is_named_in_short_with_how_many_more():
    sides = beside("timing-of-cement", sacral_fracture="confirmed")
    first, second, third, *others = [fact.label for fact in sides.missing]
    assert sides.missing_in_short == f"{first}, {second}, {third}, {len(others)} more"
    one = beside("massage", age_years=78)
    assert one.missing_in_short == "Vertebral fracture"
    assert beside("massage", **FRACTURE).missing_in_short == ""


def test_every_card_stands_beside_its_action_and_is_worked_out_once():
    screen = shown(a_sheet(**FRESH))
    vertebroplasty = card_of(screen, "procedure.vertebroplasty")
    assert [sides.id for sides in vertebroplasty.sides] == [
        "vertebroplasty-effect",
        "neurological-deficit",
        "anaesthesia-for-cement",
    ]
    assert vertebroplasty.sides[0] is card_of(screen, "assess.vertebroplasty").sides[0]


def test_history_stands_beside_the_patient_too():
    (told,) = shown(a_sheet(**FRACTURE, vertebral_fracture_weeks=2.0)).history
    assert told.id == "calcitonin"
    assert [each.status for each in told.likeness] == ["resembles", "no_criterion", "no_criterion"]


def test_the_card_draws_words_beside_every_mark_and_says_that_resemblance_is_not_truth():
    html = sides_drawn(beside("vertebroplasty-effect", **FRESH))
    assert html.count('<li class="position">') == 11
    assert html.count("Resembles this patient") == html.count("likeness--resembles")
    assert "never that it is right" in html
    assert html.count("uncontrolled: no proof of effect") == 5
    assert "<time datetime=" in html


def test_no_side_is_ever_called_right():
    words = " ".join(
        text
        for card in CONTROVERSIES.values()
        for text in (card.why_they_differ, card.what_we_do, *(each.says for each in card.positions))
    ).lower()
    for claim in ("is right", "is wrong", "the truth", "correct answer", "proves"):
        assert claim not in words


def test_a_card_is_told_at_the_first_action_it_stands_beside_and_named_at_the_others():
    screen = shown(a_sheet(**FRESH))
    first, later = card_of(screen, "assess.vertebroplasty"), card_of(screen, "procedure.vertebroplasty")
    assert screen.told_at["vertebroplasty-effect"].anchor == first.anchor
    told, named = both_sides(first, screen), both_sides(later, screen)
    assert 'id="controversy-vertebroplasty-effect"' in told
    assert 'aria-describedby="action-assess-vertebroplasty-title"' in told
    assert 'href="#controversy-vertebroplasty-effect"' in named
    assert 'id="controversy-vertebroplasty-effect"' not in named
    assert "under “Assess whether vertebroplasty is an option”" in named
    assert [sides.id for sides in told_here(later, screen)] == [
        "neurological-deficit",
        "anaesthesia-for-cement",
    ]


def test_every_controversy_of_the_page_is_told_exactly_once():
    screen = shown(a_sheet(**FRESH))
    html = "".join(both_sides(card, screen) for card in screen.cards)
    beside = {sides.id for card in screen.cards for sides in card.sides}
    assert all(html.count(f'id="controversy-{code}"') == 1 for code in beside)


def test_nothing_stands_beside_an_action_without_a_controversy():
    screen = shown(a_sheet(**{**FRACTURE, "fever": True}))
    assert both_sides(card_of(screen, "urgent.suspected_infection"), screen) == ""
