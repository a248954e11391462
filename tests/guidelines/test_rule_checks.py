"""A rule is checked by two different people, and a change of the rule voids their signatures visibly."""

from datetime import date

import pytest
from auditlog.models import LogEntry
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from guidelines.actions import RuleChanged, Signed, sign_rule_check
from guidelines.models import RuleCheck
from guidelines.pathway.rule_digest import digests
from guidelines.pathway.rulebook import CURRENT
from guidelines.presentation.review import open_sides, queued
from guidelines.review_selectors import rule_state, rule_states
from registry.models import Role
from tests.factories import DAY, a_user

pytestmark = pytest.mark.django_db

RULE = "refer.pain_clinic"
DIGEST = digests(CURRENT)[RULE]
NEXT_YEAR = date(2027, 11, 22)


@pytest.fixture
def gerda():
    return a_user(Role.EDITOR, first_name="Gerda")


@pytest.fixture
def teo():
    return a_user(Role.EDITOR, first_name="Teo")


def sign(side, by, *, digest=DIGEST, review_by=NEXT_YEAR, on=DAY, comment=""):
    signed = Signed(side, review_by, comment)
    return sign_rule_check(action=RULE, digest=digest, signed=signed, on=on, by=by)


def test_two_people_check_a_rule(gerda, teo):
    sign("clinical", gerda, comment="Read against A78")
    assert not rule_state(RULE, DAY).is_checked
    sign("technical", teo)
    state = rule_state(RULE, DAY)
    assert (state.clinical.checked_by, state.technical.checked_by) == (gerda, teo)
    assert state.is_checked
    assert LogEntry.objects.filter(additional_data__event="rule.checked", actor=gerda).count() == 1


def test_the_same_person_cannot_sign_both_sides(gerda):
    sign("clinical", gerda)
    with pytest.raises(ValidationError, match="two different people"):
        sign("technical", gerda)
    assert open_sides(rule_state(RULE, DAY), gerda) == []


def test_the_database_itself_refuses_one_person_on_both_sides(gerda):
    row = {"action": RULE, "digest": DIGEST, "checked_on": DAY, "review_by": NEXT_YEAR, "checked_by": gerda}
    RuleCheck.objects.create(side="clinical", **row)
    with pytest.raises(IntegrityError), transaction.atomic():
        RuleCheck.objects.create(side="technical", **row)


def test_a_side_is_signed_once_until_the_other_is(gerda, teo):
    sign("clinical", gerda)
    with pytest.raises(ValidationError, match="already signed"):
        sign("clinical", teo)
    assert open_sides(rule_state(RULE, DAY), teo) == ["technical"]


def test_a_rule_is_checked_again_in_a_next_round_and_the_last_one_counts_until_then(gerda, teo):
    sign("clinical", gerda), sign("technical", teo)
    later = date(2027, 12, 1)
    assert rule_state(RULE, later).is_overdue
    again = sign("technical", gerda, on=later, review_by=date(2028, 12, 1))
    assert again.round == 2
    half = rule_state(RULE, later)
    assert half.is_checked
    assert half.is_overdue
    assert half.technical.checked_by == teo
    sign("clinical", teo, on=later, review_by=date(2028, 12, 1))
    assert not rule_state(RULE, later).is_overdue


@pytest.mark.parametrize(("on", "overdue"), [(date(2027, 11, 22), False), (date(2027, 11, 23), True)])
def test_a_check_is_overdue_the_day_after_its_review_by_date(gerda, teo, on, overdue):
    sign("clinical", gerda), sign("technical", teo, review_by=date(2028, 1, 1))
    assert rule_state(RULE, on).is_overdue is overdue


def test_the_next_check_is_due_after_this_one(gerda):
    with pytest.raises(ValidationError, match="due after this one"):
        sign("clinical", gerda, review_by=DAY)


def test_a_signature_under_an_earlier_wording_no_longer_counts_and_is_shown(gerda, teo):
    for side, by in (("clinical", gerda), ("technical", teo)):
        RuleCheck.objects.create(
            action=RULE,
            side=side,
            digest="of an earlier wording",
            checked_on=DAY,
            review_by=NEXT_YEAR,
            checked_by=by,
        )
    state = rule_state(RULE, DAY)
    assert state.changed_since_check
    assert state.clinical is None
    assert len(state.outdated) == 2
    assert [each.action for each in queued(rule_states(DAY), "changed")] == [RULE]


def test_what_was_not_read_is_not_signed(gerda):
    with pytest.raises(RuleChanged):
        sign("clinical", gerda, digest="of the rule as it was when the page was opened")
    assert not RuleCheck.objects.exists()


def test_a_signature_is_never_edited(gerda):
    check = sign("clinical", gerda)
    check.comment = "Something else"
    with pytest.raises(ValidationError, match="cannot be changed"):
        check.save()


def test_the_desk_reads_every_rule_in_a_few_queries(django_assert_max_num_queries, gerda):
    sign("clinical", gerda)
    with django_assert_max_num_queries(4):
        assert len(rule_states(DAY)) == len(CURRENT.actions)
