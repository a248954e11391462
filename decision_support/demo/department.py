"""Writes the made-up department through the same actions as the screens use."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.db import transaction

from decision_support.advice_page import advice_page
from decision_support.demo import review
from decision_support.demo.operations import diagnosis_of, operate
from decision_support.demo.stories import EARLIER, STORIES, Story
from guidelines.actions import (
    Chosen,
    Written,
    confirm_programme,
    decide_functional_category,
    refresh_standing,
    respond_to_advice,
    sign_advice,
)
from guidelines.advice import advice_for
from guidelines.models import ThresholdOverride
from guidelines.pathway.exercise_plan import suggested
from guidelines.pathway.functional_rules import Category
from guidelines.pathway.retest import retest_days
from guidelines.programme_basis import basis_now
from registry.actions import (
    Answered,
    PersonDetails,
    open_episode,
    record_assessment,
    record_facts,
    register_patient,
)
from registry.follow_up import WAVES
from registry.instruments import INSTRUMENTS
from registry.models import Department, Episode, Membership, Patient, Role, User

CODE = "demo"


@dataclass(frozen=True)
class Login:
    """A user of the made-up department. The password is public: it opens nothing but made-up data on this machine."""

    role: str
    username: str
    first_name: str
    last_name: str

    @property
    def password(self) -> str:
        return f"columna-{self.role}-2026"


LOGINS = (
    Login(Role.CLINICIAN, "clara", "Clara", "Kliniker"),
    Login(Role.PHYSIOTHERAPIST, "frida", "Frida", "Fysio"),
    Login(Role.COORDINATOR, "karl", "Karl", "Koordinator"),
    Login(Role.ADMINISTRATOR, "anton", "Anton", "Administrator"),
    Login(Role.EDITOR, "gerda", "Gerda", "Guide"),
    Login(Role.EDITOR, "teo", "Teo", "Teknisk"),  # a rule is checked by two people
)
# Looks after one of the units around: hundreds of patients to report on, and none of the stories.
NEIGHBOUR = Login(Role.COORDINATOR, "rita", "Rita", "Registrator")


@transaction.atomic
def load(today: date) -> Department:
    """The made-up department; what is already there is left as it is."""
    named = {
        "name": "Demo spine unit",
        "phone": "+45 00 00 00 00",
        "phone_answered_by": "the physiotherapists, 8 to 15",
    }
    department, made = Department.objects.get_or_create(code=CODE, defaults=named)
    if made:
        people = [_user(login, department) for login in LOGINS]
        clinician, physiotherapist, *_others = people
        told: dict[str, Patient] = {}
        _own_threshold(department, today)
        for serial, story in enumerate((*STORIES, *EARLIER), start=1):
            patient = told[story.given_name] = _tell(story, serial, department, clinician, today)
            if story.signed:
                _sign(patient, clinician, today - timedelta(days=story.observed))
            if story.category:
                _decide(story, patient, physiotherapist, today - timedelta(days=story.observed))
            refresh_standing(patient, today)
        review.tell(clinician, people[-2:], told["Jytte"], today)
    return department


def employ_neighbour(unit: Department) -> None:
    """Somebody who looks after this unit; who is already there is left as they are."""
    if not User.objects.filter(username=NEIGHBOUR.username).exists():
        _user(NEIGHBOUR, unit)


def _own_threshold(department: Department, today: date) -> None:
    override = ThresholdOverride(
        department=department,
        name="mri_wait_limit_days",
        value=10,
        valid_from=date(today.year, 1, 1),
        source="made up: the unit's own agreement with its imaging department",
    )
    override.full_clean()
    override.save()


def _sign(patient: Patient, clinician: User, on: date) -> None:
    """Answers every action of the advice as it was on a day, one of them with an override, and signs."""
    page = advice_page(patient, clinician, on)
    for code in page.advice.answer.actions:
        said = {"kind": "accept"} if not code.startswith("procedure.") else {"kind": "defer"}
        if code == "drug.nsaid":
            said = {"kind": "override", "reason": "other_condition", "comment": "Peptic ulcer in 2019."}
        respond_to_advice(page.reading(), action=code, **said)
    page = advice_page(patient, clinician, on)
    sign_advice(page.reading(), confirmed={}, shown=page.responses_as_shown())


def _decide(story: Story, patient: Patient, physiotherapist: User, on: date) -> None:
    """Confirms the category that was suggested on a day, and the programme that was suggested for it."""
    digest = advice_for(patient, on).digest
    chosen = Chosen(Category(story.category))
    decision = decide_functional_category(
        patient=patient, digest=digest, chosen=chosen, on=on, by=physiotherapist
    )
    found = basis_now(patient, decision, on)
    first, _last = retest_days(on)
    written = Written(exercises=suggested(found.basis), notes={}, remarks="", retest_on=first)
    confirm_programme(
        patient=patient, version=0, token=found.token, written=written, on=on, by=physiotherapist
    )


def _user(login: Login, department: Department) -> User:
    user = User.objects.create_user(
        login.username,
        password=login.password,
        first_name=login.first_name,
        last_name=login.last_name,
        is_staff=login.role == Role.ADMINISTRATOR,
    )
    Membership.objects.create(user=user, department=department, role=login.role)
    return user


def _tell(story: Story, serial: int, department: Department, by: Any, today: date) -> Patient:
    """One patient's story, from registration to the last answer."""
    observed_on = today - timedelta(days=story.observed)
    patient = register_patient(
        department=department, person=_person(story, serial, today), on=observed_on, by=by
    )
    episode = open_episode(
        patient=patient,
        kind=story.kind,
        diagnosis=diagnosis_of(story),
        onset_on=today - timedelta(days=story.onset),
        onset_precision=Episode.Precision.DAY,
        by=by,
    )
    _record_visit(story, episode, observed_on, today, by)
    if story.procedure:
        kind, days = story.procedure
        operate(story, kind, episode, today - timedelta(days=days), by)
    _record_waves(story, episode, by)
    return patient


def _person(story: Story, serial: int, today: date) -> PersonDetails:
    birth_date = date(today.year - story.age, 1 + serial % 9, 1 + serial % 27)
    return PersonDetails(
        given_name=story.given_name,
        family_name=story.family_name,
        birth_date=birth_date,
        number_kind="other",
        number=f"{birth_date:%d%m%y}-TS{serial:02}",
        sex=story.sex,
    )


def _record_visit(story: Story, episode: Episode, observed_on: date, today: date, by: Any) -> None:
    days = {name: (today - timedelta(days=ago)).isoformat() for name, ago in story.days.items()}
    record_facts(
        patient=episode.patient,
        facts_version=1,
        facts={**story.facts, **days},
        observed_on=observed_on,
        by=by,
    )
    for instrument, value in (("vas_rest", story.rest), ("vas_activity", story.activity)):
        if value is not None:
            item = INSTRUMENTS[instrument].items[0].code
            _answer(episode, Answered(instrument, {item: value}), "visit", observed_on, by)
    if story.odi is not None:
        _record_scores(episode, "baseline", story.odi, story.eq5d, observed_on, by)


def _record_waves(story: Story, episode: Episode, by: Any) -> None:
    episode.refresh_from_db()
    for wave in WAVES:
        if wave.code in story.answered:
            odi, eq5d = story.answered[wave.code]
            _record_scores(episode, wave.code, odi, eq5d, wave.day(episode.index_date, wave.target), by)


def _record_scores(episode: Episode, timepoint: str, odi: int, eq5d: str, observed_on: date, by: Any) -> None:
    sections = {item.code: odi for item in INSTRUMENTS["odi"].items}
    _answer(episode, Answered("odi", sections), timepoint, observed_on, by)
    levels = {item.code: int(level) for item, level in zip(INSTRUMENTS["eq5d_3l"].items, eq5d, strict=True)}
    _answer(episode, Answered("eq5d_3l", levels, "dk_tto"), timepoint, observed_on, by)


def _answer(episode: Episode, answered: Answered, timepoint: str, observed_on: date, by: Any) -> None:
    record_assessment(episode=episode, answered=answered, timepoint=timepoint, observed_on=observed_on, by=by)
