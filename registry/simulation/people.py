"""One made-up person at a time: who, when operated on, and what they answer at each wave."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import accumulate
from math import exp, sqrt
from random import Random
from uuid import UUID

from registry.follow_up import Wave, waves_for
from registry.simulation import backgrounds, responding
from registry.simulation.backgrounds import Seen
from registry.simulation.distributions import share_below, target, whole_numbers
from registry.simulation.groups import GROUPS, LOG_MONTHS_SD, Group
from registry.simulation.items import answers, srs22r_answers, tokuhashi_answers
from registry.simulation.surgery import Surgery, chosen, on_a_weekday, surgery

# How scores hang together is ours: the report prints no correlations.
SHARED = 0.7  # of each score with what the instruments have in common: two of them correlate 0.49
FROM_BASELINE = 0.4  # of a score with the same one at the first wave
WAVE_TO_WAVE = 0.7
# Fits the gains by duration of R95 and R96: 0.33 below 3 months and 0.15 (0.14) above 24, where 0.21 is the mean.
DURATION = 0.34
LONGEST_DAYS = 1_800
EARLIEST_YEAR = 1980
WITH_TOKUHASHI = 246 / 378  # figure 39, and the operated of table 15
HABIT = 0.7  # of answering once with answering again

MARK = "simulated"
GIVEN = {
    "female": ("Anna", "Birte", "Dorte", "Elin", "Hanne", "Lis"),
    "male": ("Arne", "Bent", "Egon", "Hans", "Kurt", "Leif"),
}
FAMILY = ("Simulersen", "Tilfældholm", "Slumpmark", "Påfundgaard", "Opdigtsen", "Terningdal")


@dataclass(frozen=True)
class Answer:
    """One instrument answered at one timepoint."""

    instrument: str
    timepoint: str
    observed_on: date
    responses: dict[str, int | None]


@dataclass
class Person:
    """Somebody who does not exist. `department` counts from 0."""

    key: UUID
    source_id: str
    group: Group
    department: int
    sex: str
    given_name: str
    family_name: str
    born_on: date
    onset_on: date
    operated_on: date
    diagnosis: str
    procedures: tuple[str, ...]
    surgery: Surgery | None = None
    died_on: date | None = None
    answers: list[Answer] = field(default_factory=list)
    backgrounds: list[Seen] = field(default_factory=list)

    @property
    def registered_on(self) -> date:
        return min([self.operated_on, *(answer.observed_on for answer in self.answers)])

    @property
    def number(self) -> str:
        """An identity number of the other kind: it begins with the birth date, and nobody can be issued one."""
        return f"{self.born_on:%d%m%y}-{self.source_id.replace(MARK, 'SIM')}".upper()


@dataclass(frozen=True)
class Recipe:
    """What a simulated registry is made from: the same recipe gives the same people."""

    seed: int
    first: date
    last: date
    departments: int | None = (
        None  # None: those of the published tables, each with its share and its completeness
    )

    @property
    def codes(self) -> list[str]:
        count = self.departments or max(
            max(responding.shares_of_units(area)) for area in ("lumbar", "cervical", "cement")
        )
        return [f"{MARK}-{place + 1:02}" for place in range(count)]


def people(recipe: Recipe, serials: range) -> Iterator[Person]:
    """The people of these serial numbers. One does not depend on another, nor on how many there are."""
    cumulated = list(accumulate(group.operations for group in GROUPS))
    for serial in serials:
        random = Random(f"{recipe.seed}:{serial}")  # noqa: S311  a made-up registry, not a secret
        [group] = random.choices(GROUPS, cum_weights=cumulated)
        yield _person(recipe, serial, group, random)


def _person(recipe: Recipe, serial: int, group: Group, random: Random) -> Person:
    drawn = recipe.first + timedelta(days=int(random.random() * ((recipe.last - recipe.first).days + 1)))
    operated_on = on_a_weekday(drawn, group, recipe.first, recipe.last, random)
    age = _age(group, random)
    duration = random.gauss(0, 1)
    sex = "female" if random.random() < group.women else "male"
    unit, department = _where(recipe, group, random)
    person = Person(
        key=UUID(int=random.getrandbits(128), version=4),
        source_id=f"{MARK}-{recipe.seed}-{serial:07}",
        group=group,
        department=department,
        sex=sex,
        given_name=random.choice(GIVEN[sex]),
        family_name=random.choice(FAMILY),
        born_on=operated_on - timedelta(days=int(age * 365.25 + random.random() * 365)),
        onset_on=operated_on - timedelta(days=_days_of(duration, group)),
        operated_on=operated_on,
        diagnosis=chosen(group.diagnoses, random),
        procedures=_procedures(group, random),
    )
    standard_age = max(-2.0, (age - group.age[0]) / group.age[1])
    _answer(person, recipe, unit, standard_age, duration, random)
    _end(person, recipe, random)
    _describe(person, age, duration, random)
    return person


def _age(group: Group, random: Random) -> float:
    if group.adolescents and random.random() < group.adolescents:
        return 10.0 + int(random.random() * 10)
    ages = whole_numbers(18, 100, *group.age)
    return ages.values[ages.place(random.random())]


def _procedures(group: Group, random: Random) -> tuple[str, ...]:
    """What is done at the operation: a fusion for stenosis decompresses too."""
    done = chosen(group.procedures, random)
    return (done, "decompression") if group.part_of == "stenosis" and done != "decompression" else (done,)


def _describe(person: Person, age: float, duration: float, random: Random) -> None:
    """Adds how the operation went, and how the person was whenever something was answered."""
    person.surgery = surgery(
        person.group, person.diagnosis, person.procedures, person.operated_on, person.died_on, random
    )
    for timepoint, seen_on in {one.timepoint: one.observed_on for one in person.answers}.items():
        if timepoint == "baseline":
            person.backgrounds.append(backgrounds.before(person.group, seen_on, age, duration, random))
        else:
            person.backgrounds.append(backgrounds.after(timepoint, seen_on, age, random))


def _where(recipe: Recipe, group: Group, random: Random) -> tuple[int, int]:
    """The published unit a person's department stands for, and the department."""
    if recipe.departments:
        return responding.NATIONAL, int(random.random() * recipe.departments)
    shares = responding.shares_of_units(group.area)
    [unit] = random.choices(list(shares), list(shares.values()))
    return unit, unit - 1


def _days_of(duration: float, group: Group) -> int:
    """Days from onset to operation, from the standing of the duration among all (a standard normal number)."""
    months = group.median_months * exp(LOG_MONTHS_SD * duration)
    return min(LONGEST_DAYS, round(months * 30.44))


def _answer(
    person: Person, recipe: Recipe, unit: int, standard_age: float, duration: float, random: Random
) -> None:
    """Adds the answers: scores follow each other through time, and so does the habit of answering."""
    group = person.group
    habit = random.gauss(0, 1)
    general, own = random.gauss(0, 1), [random.gauss(0, 1) for _instrument in group.instruments]
    chance = responding.before(group, unit, person.operated_on.year)
    if _answers(responding.by_age(chance, standard_age), habit, random):
        observed_on = max(person.onset_on, person.operated_on - timedelta(days=1 + int(random.random() * 28)))
        _record(person, "baseline", observed_on, general, own, random)
        if group.metastasis and random.random() < WITH_TOKUHASHI:
            person.answers.append(
                Answer("tokuhashi_1990", "baseline", observed_on, tokuhashi_answers(random))
            )
    drawn, keep = 0.0, FROM_BASELINE
    for wave in waves_for(metastasis=group.metastasis):
        general = _next(general, keep, random, drawn, DURATION / SHARED, duration)
        own = [_next(one, keep, random) for one in own]
        drawn, keep = DURATION / SHARED, WAVE_TO_WAVE
        answered_on = _day_of(person, wave, recipe.last, random)
        chance = responding.by_age(responding.after(group, wave), standard_age)
        if answered_on and _answers(chance, habit, random):
            _record(person, wave.code, answered_on, general, own, random)


def _next(
    before: float, keep: float, random: Random, drawn: float = 0, draw: float = 0, duration: float = 0
) -> float:
    """The next of a series of standard normal numbers; it correlates `draw` with the duration, as the one before `drawn`."""
    pull = draw - keep * drawn
    noise = 1 - keep * keep - pull * pull - 2 * keep * pull * drawn
    return keep * before + pull * duration + sqrt(noise) * random.gauss(0, 1)


def _day_of(person: Person, wave: Wave, last: date, random: Random) -> date | None:
    """A day in the window, not after the last; None where the target day is yet to come."""
    if wave.day(person.operated_on, wave.target) > last:
        return None
    opens, closes = (wave.day(person.operated_on, count) for count in (wave.opens, wave.closes))
    return min(last, opens + timedelta(days=int(random.random() * ((closes - opens).days + 1))))


def _answers(chance: float, habit: float, random: Random) -> bool:
    return share_below(HABIT * habit + sqrt(1 - HABIT**2) * random.gauss(0, 1)) < chance


def _record(
    person: Person, timepoint: str, observed_on: date, general: float, own: list[float], random: Random
) -> None:
    for instrument, deviation in zip(person.group.instruments, own, strict=True):
        worse = SHARED * general + sqrt(1 - SHARED**2) * deviation
        if instrument == "srs22r":
            given = srs22r_answers(worse, after=timepoint != "baseline", random=random)
            person.answers.append(Answer(instrument, timepoint, observed_on, given))
            continue
        scores = target(person.group.answers_as, instrument, timepoint)
        place = scores.place(share_below(-worse if scores.states else worse))
        state = scores.states[place] if scores.states else ""
        responses = answers(instrument, scores.values[place], state, random)
        person.answers.append(Answer(instrument, timepoint, observed_on, responses))


def _end(person: Person, recipe: Recipe, random: Random) -> None:
    """Some of those who stop answering have died: soon after rather than late."""
    since = max([person.operated_on, *(answer.observed_on for answer in person.answers)]) + timedelta(days=1)
    silent = (recipe.last - since).days
    if silent > 0 and random.random() < person.group.died:
        person.died_on = since + timedelta(days=int(silent * random.random() ** 2))
