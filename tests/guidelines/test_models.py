"""What was advised is never edited; a department's thresholds are checked at entry."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from guidelines.models import Evaluation, Response, ThresholdOverride
from guidelines.selectors import thresholds_for
from tests.factories import DAY, a_department, a_patient, a_user

pytestmark = pytest.mark.django_db


def an_evaluation():
    patient = a_patient()
    return Evaluation.objects.create(
        patient=patient, department=patient.department, ruleset="2026.1", index_date=DAY, facts={}, provenance={},
        answer={}, digest="d", shown="<p>shown</p>", language="en", created_by=a_user(),
    )  # fmt: skip


def test_an_evaluation_is_never_edited_nor_deleted():
    evaluation = an_evaluation()
    evaluation.shown = "something else"
    with pytest.raises(ValidationError, match="cannot be changed"):
        evaluation.save()
    with pytest.raises(ValidationError, match="cannot be deleted"):
        evaluation.delete()
    assert Evaluation.objects.get(pk=evaluation.pk).shown == "<p>shown</p>"


@pytest.mark.parametrize(
    ("fields", "message"),
    [
        ({"kind": "override"}, "needs one of the listed reasons"),
        ({"kind": "accept", "reason": "disagree"}, "other responses have none"),
        ({"kind": "override", "reason": "other"}, "which other reason"),
    ],
)
def test_a_response_that_does_not_fit_is_refused(fields, message):
    response = Response(
        evaluation=an_evaluation(),
        action="goal.pain",
        verdict="recommend",
        responded_by=a_user(),
        **fields,
    )
    with pytest.raises(ValidationError, match=message):
        response.full_clean()


@pytest.mark.parametrize(
    "fields", [{"kind": "accept"}, {"kind": "override", "reason": "other", "comment": "said"}]
)
def test_a_response_that_fits_is_kept(fields):
    response = Response(
        evaluation=an_evaluation(),
        action="goal.pain",
        verdict="recommend",
        responded_by=a_user(),
        **fields,
    )
    response.full_clean()
    response.save()
    kept = Response.objects.get()
    assert {name: getattr(kept, name) for name in fields} == fields


def an_override(department, name, value, valid_from=date(2026, 6, 1)):
    override = ThresholdOverride(
        department=department, name=name, value=value, valid_from=valid_from, source="department meeting"
    )
    override.full_clean()
    override.save()
    return override


@pytest.mark.parametrize(("value", "allowed"), [(49.9, False), (50, True), (80, True), (80.1, False)])
def test_a_threshold_stays_within_its_bounds(value, allowed):
    if allowed:
        an_override(a_department(), "severe_vas", value)
    else:
        with pytest.raises(ValidationError, match="allowed: a number from 50 to 80"):
            an_override(a_department(), "severe_vas", value)


def test_a_threshold_keeps_its_order_with_the_department_s_others():
    department = a_department()
    an_override(department, "severe_vas", 60)
    with pytest.raises(ValidationError, match="escalate_rest_vas"):
        an_override(department, "escalate_rest_vas", 60)


def test_an_order_that_would_break_later_is_refused_now():
    department = a_department()
    an_override(department, "severe_vas", 55, valid_from=date(2027, 1, 1))
    with pytest.raises(ValidationError, match="escalate_rest_vas"):
        an_override(department, "escalate_rest_vas", 60, valid_from=date(2026, 12, 1))


def test_an_unknown_threshold_is_refused():
    with pytest.raises(ValidationError, match="not a threshold"):
        an_override(a_department(), "severe_vass", 60)


def test_a_department_s_threshold_holds_from_its_day_and_for_itself_only():
    department = a_department()
    an_override(department, "severe_vas", 60)
    assert thresholds_for(department, date(2026, 5, 31))["severe_vas"] == 70
    assert thresholds_for(department, date(2026, 6, 1))["severe_vas"] == 60
    assert thresholds_for(a_department(), date(2026, 6, 1))["severe_vas"] == 70
