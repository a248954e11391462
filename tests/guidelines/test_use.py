"""How often a rule spoke and was answered: counted as it happens, the same as counted anew, hidden where few."""

import pytest
from django.core.management import call_command

from guidelines.actions import recount_use, respond, store_evaluation
from guidelines.advice import advice_for
from guidelines.models import ToldTo, UseCount
from guidelines.review_selectors import Share, override_shares
from guidelines.use_selectors import use_of
from registry.models import Role
from tests.factories import DAY, a_department, a_patient, a_user, recorded
from tests.guidelines.sheets import FRACTURE

pytestmark = pytest.mark.django_db

GOAL = "goal.pain"


def evaluated(department, by, language="en", patient=None):
    if patient is None:
        patient = a_patient(department)
        recorded(patient, **FRACTURE)
    return store_evaluation(
        patient=patient, advice=advice_for(patient, DAY), shown="", by=by, language=language, on=DAY
    )


def answered(department, by, kind="accept", reason="", times=1):
    for _time in range(times):
        respond(evaluation=evaluated(department, by), action=GOAL, kind=kind, reason=reason, by=by)


@pytest.fixture
def ours():
    return a_department()


@pytest.fixture
def clinician(ours):
    return a_user(Role.CLINICIAN, ours)


def test_evaluations_count_each_time_and_a_patient_once(ours, clinician):
    first = evaluated(ours, clinician)
    evaluated(ours, clinician, "da", first.patient)
    evaluated(ours, clinician, "da", first.patient)  # the same again is not stored again
    assert use_of(GOAL, clinician).ours.told == {"evaluations": 2, "patients": 1}


def test_an_answer_counts_with_its_reason_and_role(ours, clinician):
    answered(ours, clinician, "override", "disagree")
    use = use_of(GOAL, clinician).ours
    assert (use.answers, use.reasons, use.roles) == ({"override": 1}, {"disagree": 1}, {"clinician": 1})


def test_another_answer_to_the_same_evaluation_replaces_the_first(ours, clinician):
    evaluation = evaluated(ours, clinician)
    respond(evaluation=evaluation, action=GOAL, kind="override", reason="disagree", by=clinician)
    respond(evaluation=evaluation, action=GOAL, kind="accept", by=clinician)
    use = use_of(GOAL, clinician).ours
    assert +use.answers == {"accept": 1}
    assert +use.reasons == {}


def cells():
    return sorted(
        UseCount.objects.filter(n__gt=0).values_list(
            "action", "department", "month", "counted", "reason", "role", "n"
        )
    )


def test_counted_anew_the_counts_are_the_same(ours, clinician):
    answered(ours, clinician, times=2)
    evaluation = evaluated(a_department(), clinician)
    for said in ({"kind": "override", "reason": "disagree"}, {"kind": "defer"}):
        respond(evaluation=evaluation, action=GOAL, by=clinician, **said)
    before, told = cells(), ToldTo.objects.count()
    assert recount_use() == 3
    assert (cells(), ToldTo.objects.count()) == (before, told)


def test_the_command_counts_anew(capsys):
    call_command("recount_use")
    assert "0 evaluations counted." in capsys.readouterr().out


def test_elsewhere_few_are_hidden_with_whatever_would_give_them_away(ours, clinician):
    theirs = a_department()
    answered(theirs, a_user(Role.CLINICIAN, theirs), times=6)
    answered(theirs, a_user(Role.CLINICIAN, theirs), "override", "disagree", times=2)
    others = use_of(GOAL, clinician).others
    assert others.told == {"evaluations": 8, "patients": 8}
    assert others.answers == {"accept": None, "override": None}
    assert others.reasons == {"disagree": None}
    assert use_of(GOAL, a_user(Role.CLINICIAN, theirs)).ours.answers == {"accept": 6, "override": 2}


def test_of_few_patients_elsewhere_nothing_is_shown(clinician):
    theirs = a_department()
    by = a_user(Role.CLINICIAN, theirs)
    patient = evaluated(theirs, by).patient
    for language in ("da", "sv", "de", "nb", "fi"):
        respond(evaluation=evaluated(theirs, by, language, patient), action=GOAL, kind="accept", by=by)
    others = use_of(GOAL, clinician).others
    assert set(others.told.values()) == set(others.answers.values()) == set(others.roles.values()) == {None}


def test_an_editor_works_with_no_patients_so_few_are_hidden_in_their_department_too(ours, clinician):
    answered(ours, clinician, times=2)
    use = use_of(GOAL, a_user(Role.EDITOR, ours))
    assert use.ours is None
    assert use.others.answers == {"accept": None}


def test_shares_count_overrides_of_all_responses(ours, clinician):
    answered(ours, clinician, "override", "disagree", times=2)
    answered(ours, clinician)
    assert override_shares()[GOAL] == Share(2, 3)


@pytest.mark.parametrize(
    ("overridden", "answers", "high"),
    [(18, 20, False), (19, 20, True), (20, 20, True), (19, 19, False), (91, 100, True), (90, 100, False)],
)
def test_a_rule_is_listed_above_90_percent_of_at_least_20_responses(overridden, answers, high):
    assert Share(overridden, answers).is_high is high


def test_use_costs_two_queries(ours, clinician, django_assert_num_queries):
    answered(ours, clinician, times=2)
    _ = clinician.patient_departments
    with django_assert_num_queries(2):
        use_of(GOAL, clinician)
