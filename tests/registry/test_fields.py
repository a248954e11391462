"""The form fields: what is typed, what is meant, and what is said when it cannot be read."""

from datetime import date

import pytest
from django import forms
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import override

from registry.fields import (
    MeasureField,
    PartialDateField,
    SegmentsField,
    TickSetField,
    TriStateField,
    VasField,
)
from registry.partial_date import PartialDate
from registry.widgets import written
from tests.tables import every_row

SIGNS = [("weight_loss", "Weight loss"), ("night_pain", "Night pain")]
ZONES = [(1, "Zone 1"), (2, "Zone 2"), (3, "Zone 3")]
OCTOBER = PartialDate(date(2026, 10, 1), "month")


def messages_of(field, value) -> list[str]:
    with pytest.raises(ValidationError) as refused:
        field.clean(value)
    return refused.value.messages


@every_row(("sent", "meant"), [("yes", True), ("no", False), ("", None), (None, None)])
def test_tri_state_is_yes_no_or_not_recorded(sent, meant):
    assert TriStateField().clean(sent) is meant


def test_tri_state_refuses_anything_else_and_says_what_is_allowed():
    assert messages_of(TriStateField(), "perhaps") == ["Found “perhaps”. Allowed: yes, no, or not recorded."]


@every_row(
    ("value", "checked"), [(True, "yes"), (False, "no"), (None, ""), ("yes", "yes"), ("no", "no"), ("", "")]
)
def test_tri_state_shows_the_answer_it_has(value, checked):
    drawn = TriStateField().widget.get_context("fever", value, {"id": "id_fever"})
    assert [option["value"] for option in drawn["options"] if option["selected"]] == [checked]


@every_row(("sent", "meant"), [("2", 2), ("", None), (None, None)])
def test_segments_give_the_value_itself(sent, meant):
    assert SegmentsField(choices=ZONES).clean(sent) == meant


def test_segments_refuse_a_value_that_is_not_offered():
    assert messages_of(SegmentsField(choices=ZONES), "4") == ["Found “4”. Choose one of the answers shown."]


def test_a_required_segment_has_no_way_to_say_not_recorded():
    field = SegmentsField(choices=ZONES, required=True)
    assert [value for value, _label in field.widget.choices] == [1, 2, 3]
    assert messages_of(field, "") == ["This field is required."]


@every_row(
    ("sent", "meant"),
    [
        ([], None),
        (None, None),
        (["none-of-these"], []),
        (["night_pain"], ["night_pain"]),
        (["night_pain", "weight_loss"], ["weight_loss", "night_pain"]),
    ],
)
def test_ticks_tell_not_asked_from_asked_none(sent, meant):
    assert TickSetField(choices=SIGNS).clean(sent) == meant


def test_none_of_these_with_a_tick_is_refused():
    said = messages_of(TickSetField(choices=SIGNS), ["night_pain", "none-of-these"])
    assert said == ["“None of these” is ticked together with others. Keep one or the other."]


def test_a_tick_that_is_not_offered_is_refused():
    assert messages_of(TickSetField(choices=SIGNS), ["fever"]) == ["Found “fever”. Tick among those shown."]


@every_row(("initial", "ticked"), [(None, []), ([], ["none-of-these"]), (["night_pain"], ["night_pain"])])
def test_ticks_show_what_was_recorded(initial, ticked):
    assert TickSetField(choices=SIGNS).widget.format_value(initial) == ticked


@every_row(
    ("initial", "sent", "changed"),
    [
        (None, [], False),
        ([], ["none-of-these"], False),
        ([], [], True),
        (None, ["none-of-these"], True),
        (["night_pain"], ["night_pain"], False),
        (None, ["nonsense"], True),
        ([], ["none-of-these", "fever"], True),
    ],
)
def test_ticks_know_whether_the_answer_changed(initial, sent, changed):
    assert TickSetField(choices=SIGNS).has_changed(initial, sent) is changed


@every_row(("sent", "meant"), [("0", 0), ("100", 100), ("45", 45), (" 45 ", 45), ("", None), (None, None)])
def test_vas_reads_0_to_100_and_0_is_an_answer(sent, meant):
    assert VasField().clean(sent) == meant


@every_row(
    ("sent", "said"),
    [
        ("-1", "Found -1. Allowed: 0 to 100."),
        ("101", "Found 101. Allowed: 0 to 100."),
        ("45.5", "Found “45.5”. Write a whole number."),
        ("much", "Found “much”. Write a number, for example 12.5."),
        ("4e1", "Found “4e1”. Write a number, for example 12.5."),
        ("nan", "Found “nan”. Write a number, for example 12.5."),
    ],
)
def test_vas_refuses_and_says_why(sent, said):
    assert messages_of(VasField(), sent) == [said]


@every_row(
    ("sent", "meant"),
    [("12.5", 12.5), ("12,5", 12.5), ("0", 0.0), ("300", 300.0), ("-2,5", None), ("−2,5", None)],
)
def test_a_measure_reads_point_and_comma(sent, meant):
    field = MeasureField(low=0, high=300)
    if meant is None:
        assert messages_of(field, sent) == [f"Found {sent}. Allowed: 0 to 300."]
    else:
        assert field.clean(sent) == meant


def test_a_measure_reads_a_typed_minus_sign():
    assert MeasureField(low=-8, high=5).clean("−2,5") == -2.5


@every_row("sent", ["1.234,5", "1,2,3", "1 234", "½", "٣", "1e400", "0x10", "1_000"])
def test_a_measure_does_not_guess(sent):
    assert messages_of(MeasureField(low=0), sent) == [f"Found “{sent}”. Write a number, for example 12.5."]


@every_row(("language", "shown"), [("en", "12.5"), ("da", "12,5"), ("sv", "12,5")])
def test_a_measure_is_shown_as_the_language_writes_it(language, shown):
    with override(language):
        assert MeasureField().widget.format_value(12.5) == shown


def test_a_measure_of_nought_is_shown():
    assert MeasureField().widget.format_value(0.0) == "0"


@every_row(("sent", "meant"), [("2.11.2026", PartialDate(date(2026, 11, 2))), ("", None), (None, None)])
def test_a_date_is_read(sent, meant):
    assert PartialDateField().clean(sent) == meant


def test_a_month_is_an_answer_only_where_it_is_allowed():
    assert PartialDateField(month_allowed=True).clean("10/2026") == OCTOBER
    said = messages_of(PartialDateField(), "10/2026")
    assert said == ["Found “10/2026”. Write day, month and year, for example 2.11.2026 or 2026-11-02."]


def test_a_day_that_does_not_exist_is_named():
    assert messages_of(PartialDateField(), "31.2.2026") == ["Found “31.2.2026”. There is no such day."]


@every_row(("language", "shown"), [("en", "2026-11-02"), ("sv", "2026-11-02"), ("da", "02.11.2026")])
def test_a_date_is_shown_as_the_language_writes_it_and_reads_back(language, shown):
    day = PartialDate(date(2026, 11, 2))
    with override(language):
        assert written(day) == shown
        assert PartialDateField().clean(shown) == day
        assert PartialDateField(month_allowed=True).clean(written(OCTOBER)) == OCTOBER


class Answers(forms.Form):
    fever = TriStateField(label="Fever", help_text="In the last week")
    pain = VasField(label="Pain at rest")
    signs = TickSetField(label="Signs", choices=SIGNS)
    broken_on = PartialDateField(label="Broken on", month_allowed=True)


@every_row("name", ["fever", "pain", "signs", "broken_on"])
def test_not_recorded_is_an_answer_a_required_field_does_not_take(name):
    form = Answers({})
    form.fields[name].required = True
    assert form.errors[name] == ["This field is required."]


def test_asked_none_answers_a_required_set():
    assert TickSetField(choices=SIGNS, required=True).clean(["none-of-these"]) == []


def test_an_empty_form_is_all_not_recorded():
    form = Answers({})
    assert form.is_valid()
    assert form.cleaned_data == {"fever": None, "pain": None, "signs": None, "broken_on": None}


def test_the_slider_carries_the_label_of_its_own_form():
    first, second = Answers(), Answers()
    second.fields["pain"].label = "Pain in activity"
    assert "Pain in activity, slider" in str(second["pain"])
    assert "Pain at rest, slider" in str(first["pain"])


def test_an_extra_attribute_reaches_the_control():
    form = Answers()
    form.fields["broken_on"].widget.attrs["hx-post"] = "/draft/"
    assert 'hx-post="/draft/"' in str(form["broken_on"])


def test_an_error_is_tied_to_its_control():
    drawn = str(Answers({"broken_on": "soon"})["broken_on"])
    assert 'aria-invalid="true"' in drawn
    assert "id_broken_on_error" in drawn


def test_what_was_typed_stands_in_the_field_that_refused_it():
    assert 'value="31.2.2026"' in str(Answers({"broken_on": "31.2.2026"})["broken_on"])


@every_row(("sent", "ticked"), [("", 0), ("signs=none-of-these", 1), ("signs=night_pain", 1)])
def test_a_form_that_comes_back_with_errors_ticks_what_was_ticked_and_nothing_else(sent, ticked):
    class Asked(forms.Form):
        signs = TickSetField(choices=SIGNS)
        other = MeasureField(required=True)

    form = Asked(QueryDict(sent))
    assert not form.is_valid()
    assert str(form["signs"]).count(" checked") == ticked
