"""Writes of every kind to a small registry, through the real actions; one that an action refuses changes nothing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import transaction

from registry.actions import (
    Answered,
    accept_transfer,
    close_wave,
    correct_assessment,
    edit_patient,
    erase_person,
    offer_transfer,
    open_episode,
    record_assessment,
    record_procedure,
    refresh_statistics,
    reopen_wave,
    start_rescoring,
    work_on_rescoring,
)
from registry.actions.backgrounds import record_background
from registry.instruments import INSTRUMENTS
from registry.models import Department, Episode, VersionConflict
from registry.rescoring import Request
from tests.factories import a_patient, a_person, a_user

WAVES = ("baseline", "y1", "y2")
KINDS = (("other", "stenosis"), ("other", "disc_herniation"), ("vertebral_fracture", ""))
PROCEDURES = ("decompression", "vertebroplasty", "fusion_instrumented")
PAINS = ("", "under_3", "over_24")
BMIS = (None, 27.3, 31.05)


class Registry:
    """Two departments of one country; `write` does one thing to it, chosen by three numbers."""

    def __init__(self) -> None:
        self.departments = [
            Department.objects.create(code=f"u{place}", name=f"Unit {place}") for place in (1, 2)
        ]
        self.by = a_user(department=self.departments[0])
        self.kinds: Sequence[Callable[[int, int, int], object]] = (
            self.opened, self.answered, self.answered, self.answered, self.operated, self.closed, self.ended,
            self.transferred, self.erased, self.described, self.rescored, self.deleted,
        )  # fmt: skip
        for place in range(3):
            self.opened(place, place, place)

    def write(self, kind: int, *numbers: int) -> None:
        try:
            with transaction.atomic():
                self.kinds[kind % len(self.kinds)](*numbers)
        except (ValidationError, VersionConflict):
            pass

    def episode(self, number: int) -> Episode:
        rows = list(Episode.objects.order_by("pk"))
        return rows[number % len(rows)] if rows else self.opened(number, number, number)

    def opened(self, a: int, b: int, c: int) -> Episode:
        person = {"sex": ("female", "male", "")[a % 3], "birth_date": date(1930 + 9 * (c % 6), 5, 1)}
        kind, diagnosis = KINDS[b % 3]
        return open_episode(
            patient=a_patient(self.departments[a % 2], **person),
            kind=kind,
            diagnosis=diagnosis,
            onset_on=date(2018 + c % 3, 1 + a % 12, 3),
            onset_precision="day",
            by=self.by,
        )

    def answered(self, a: int, b: int, c: int) -> None:
        episode, wave = self.episode(a), WAVES[b % 3]
        code = ("odi", "eq5d_3l")[c % 2]
        items = INSTRUMENTS[code].items
        blank = c % 7 == 0  # then there is no score
        answers = {
            item.code: None if blank else item.lowest + (c + place * b) % (item.highest - item.lowest + 1)
            for place, item in enumerate(items)
        }
        told = Answered(code, answers, "dk_tto" if code == "eq5d_3l" else None)
        years = {"baseline": 0, "y1": 1, "y2": 2}[wave]
        day = episode.index_date + timedelta(days=366 * years + c % 40)
        standing = episode.assessments.filter(instrument=code, timepoint=wave).first()
        if standing is None:
            record_assessment(episode=episode, answered=told, timepoint=wave, observed_on=day, by=self.by)
        else:
            correct_assessment(
                assessment=standing, version=standing.version, answered=told, observed_on=day, by=self.by
            )

    def operated(self, a: int, b: int, c: int) -> None:
        episode = self.episode(a)
        day = episode.onset_on + timedelta(days=1 + 37 * (c % 20))
        record_procedure(
            episode=episode, version=episode.version, kind=PROCEDURES[b % 3], performed_on=day, by=self.by
        )

    def closed(self, a: int, b: int, c: int) -> None:
        episode, wave = self.episode(a), WAVES[1 + b % 2]
        if episode.closures.filter(wave=wave).exists():
            reopen_wave(episode=episode, wave=wave, by=self.by)
        else:
            reason = ("not_available", "declined")[c % 2]
            close_wave(episode=episode, wave=wave, reason=reason, note="no answer", by=self.by)

    def ended(self, a: int, b: int, c: int) -> None:
        patient = self.episode(a).patient
        ends = {("died_on", "withdrawn_on", "moved_on")[b % 3]: date(2018 + c % 5, 6, 1)} if c % 4 else {}
        person = a_person(sex=("female", "male")[b % 2], birth_date=date(1940 + c % 30, 1, 2))
        edit_patient(patient=patient, version=patient.version, person=person, by=self.by, **ends)

    def transferred(self, a: int, b: int, c: int) -> None:
        patient = self.episode(a).patient
        other = next(each for each in self.departments if each.pk != patient.department_id)
        accept_transfer(
            transfer=offer_transfer(patient=patient, receiving=other, reason="moved", by=self.by), by=self.by
        )

    def erased(self, a: int, b: int, c: int) -> None:
        patient = self.episode(a).patient
        erase_person(
            patient=patient, version=patient.version, ground="request", on=date(2021, 1, 1), by=self.by
        )

    def described(self, a: int, b: int, c: int) -> None:
        episode = self.episode(a)
        record_background(
            episode=episode,
            version=episode.version,
            timepoint=WAVES[b % 2],
            observed_on=episode.index_date,
            columns={"back_pain": PAINS[c % 3], "walking": ("", "under_100")[b % 2], "bmi": BMIS[a % 3]},
            by=self.by,
        )

    def rescored(self, a: int, b: int, c: int) -> None:
        began, to = (("dk_tto", "se_tto"), ("se_tto", "dk_tto"))[c % 2]
        run = start_rescoring(Request("eq5d_3l", began, to), reason="a test", by=self.by)
        for _step in work_on_rescoring(run, also=lambda _changes: None, by=self.by):
            pass

    def deleted(self, a: int, b: int, c: int) -> None:
        """Nobody may delete an answer by a page; an administrator of the database may."""
        episode = self.episode(a)
        pk = episode.pk
        if b % 2:
            episode.assessments.filter(timepoint=WAVES[c % 3]).delete()
            from registry.actions import plan_follow_up

            plan_follow_up([pk])
        else:
            episode.delete()
        refresh_statistics([pk])
