"""Registering a person with a first episode, and correcting who somebody is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.utils.translation import gettext_lazy as _

from registry.actions import NewEpisode, PersonDetails
from registry.date_rules import Days
from registry.dated import days_of
from registry.fields import PartialDateField, SegmentsField
from registry.forms.dated import DatedForm
from registry.forms.episodes import EPISODE_KINDS, DiagnosisField, OnsetField, SiteField, offer_sites
from registry.identity import has_unusual_check_digit, normalised
from registry.models import Department, Patient, PatientIdentity
from registry.partial_date import PartialDate

NUMBER_OF_COUNTRY = {
    Department.Country.DENMARK: PatientIdentity.NumberKind.CPR,
    Department.Country.SWEDEN: PatientIdentity.NumberKind.PERSONNUMMER,
}
LIFE_EVENTS = ("died_on", "withdrawn_on", "moved_on")


class PersonForm(DatedForm):
    """Who somebody is."""

    number_kind = forms.ChoiceField(label=_("Kind of number"), choices=PatientIdentity.NumberKind.choices)
    number = forms.CharField(label=_("Number"), max_length=32, strip=True)
    given_name = forms.CharField(label=_("Given name"), max_length=100)
    family_name = forms.CharField(label=_("Family name"), max_length=100)
    birth_date = PartialDateField(label=_("Birth date"), required=True)
    sex = SegmentsField(label=_("Sex"), choices=Patient.Sex.choices)

    def __init__(self, *args: Any, on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.on = on
        for name in ("number", "given_name", "family_name"):
            self.fields[name].widget.attrs |= {"autocomplete": "off", "spellcheck": "false"}

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        number, born = self.whole_number(), cleaned.get("birth_date")
        if number and born and "number_kind" in cleaned:
            try:
                normalised(cleaned["number_kind"], number, born.day, on=self.on)
            except ValidationError as error:
                self.add_error("number", error)
        return cleaned

    def whole_number(self) -> str:
        return self.cleaned_data.get("number", "")

    @property
    def has_unusual_number(self) -> bool:
        """A number was typed whose check digit does not fit; of a valid form."""
        typed = self.cleaned_data.get("number", "")
        return bool(typed) and has_unusual_check_digit(self.cleaned_data["number_kind"], typed)

    def person(self) -> PersonDetails:
        cleaned = self.cleaned_data
        return PersonDetails(
            given_name=cleaned["given_name"],
            family_name=cleaned["family_name"],
            birth_date=cleaned["birth_date"].day,
            number_kind=cleaned["number_kind"],
            number=self.whole_number(),
            sex=cleaned["sex"] or "",
        )


class RegisterForm(PersonForm):
    """A person and the episode they come with; `departments` are those the user may register in."""

    somebody_has_it = False  # the number was refused, for it is somebody's

    department = forms.TypedChoiceField(label=_("Department"), coerce=int)
    kind = forms.ChoiceField(label=_("What for"), choices=EPISODE_KINDS)
    diagnosis = DiagnosisField()
    onset_on = OnsetField()
    site = SiteField()

    def __init__(
        self,
        data: Any = None,
        *,
        departments: Sequence[Department],
        on: date,
        draft: Mapping[str, Any] | None = None,
    ) -> None:
        first = departments[0]
        initial = {"number_kind": NUMBER_OF_COUNTRY[first.country], "department": first.pk}
        super().__init__(data, on=on, initial=initial | dict(draft or {}))
        self.departments = {place.pk: place for place in departments}
        self.fields["department"].choices = [(place.pk, place.name) for place in departments]
        if len(departments) == 1:  # nothing to choose
            del self.fields["department"]
        offer_sites(self, self.departments)

    def days(self) -> Iterator[Days]:
        cleaned = self.cleaned_data
        yield days_of(on=self.on, born=cleaned.get("birth_date"), onset=cleaned.get("onset_on"))

    @property
    def chosen_department(self) -> Department:
        only = next(iter(self.departments))
        return self.departments[self.cleaned_data.get("department", only)]

    def episode(self) -> NewEpisode:
        said = self.cleaned_data
        return NewEpisode(said["kind"], said["onset_on"], said.get("site"), said["diagnosis"])


class EditPatientForm(PersonForm):
    """Corrections, and what ended the follow-up. The number is not shown: left blank, it stays as it is."""

    version = forms.IntegerField(widget=forms.HiddenInput)
    died_on = PartialDateField(label=_("Died on"))
    withdrawn_on = PartialDateField(
        label=_("Withdrew on"), help_text=_("Does not want to take part in the registry any longer.")
    )
    moved_on = PartialDateField(label=_("Moved away on"))

    def __init__(self, data: Any = None, *, patient: Patient, on: date) -> None:
        self.patient = patient
        self.identity = _identity_of(patient)
        super().__init__(data, on=on, initial=_initial(patient, self.identity))
        if self.identity:
            self.fields["number"].required = False
            self.fields["number"].help_text = _(
                "Stored as %(number)s. Leave it blank to keep it; write the whole number to correct it."
            ) % {"number": self.identity.masked_number}

    def whole_number(self) -> str:
        typed = self.cleaned_data.get("number", "")
        return typed or (self.identity.number if self.identity else "")

    def days(self) -> Iterator[Days]:
        cleaned = self.cleaned_data
        typed = {"born": cleaned.get("birth_date"), "died": cleaned.get("died_on")}
        ends = {"withdrew": cleaned.get("withdrawn_on"), "moved": cleaned.get("moved_on")}
        for episode in [*self.patient.episodes.all()] or [None]:
            yield days_of(self.patient, episode, on=self.on, **typed, **ends)

    def life_events(self) -> dict[str, date | None]:
        found = {name: self.cleaned_data.get(name) for name in LIFE_EVENTS}
        return {name: typed.day if typed else None for name, typed in found.items()}


def _identity_of(patient: Patient) -> PatientIdentity | None:
    try:
        return patient.identity
    except ObjectDoesNotExist:  # imported
        return None


def _initial(patient: Patient, identity: PatientIdentity | None) -> dict[str, Any]:
    ends = {name: getattr(patient, name) for name in LIFE_EVENTS}
    initial = {
        "version": patient.version,
        "sex": patient.sex or None,
        **{name: PartialDate(day) if day else None for name, day in ends.items()},
    }
    if identity is None:
        return initial | {"number_kind": NUMBER_OF_COUNTRY[patient.department.country]}
    return initial | {
        "number_kind": identity.number_kind,
        "given_name": identity.given_name,
        "family_name": identity.family_name,
        "birth_date": PartialDate(identity.birth_date),
    }
