"""Comparing two records of one person: which values stand, which episodes are one, which answers count."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from registry.actions import Chosen
from registry.actions.merge_values import OF_IDENTITY, OF_PATIENT
from registry.instruments import INSTRUMENTS
from registry.models import Episode, Merge, Patient
from registry.selectors.merges import AnsweredInBoth, answered_in_both

CHOOSE = ("", _("Choose"))
STANDS, GOES = "standing", "gone"
SIDES = [(STANDS, _("this record")), (GOES, _("the other"))]
LABELS = {
    "given_name": _("Given name"),
    "family_name": _("Family name"),
    "birth_date": _("Birth date"),
    "number": _("Number"),
    "email": _("E-mail address"),
    "sex": _("Sex"),
    "died_on": _("Died on"),
    "withdrawn_on": _("Withdrew on"),
    "moved_on": _("Moved away on"),
    "age_given": _("Age as given"),
}


class Value(NamedTuple):
    """One value in both records; `field` is the form's own where a person has to choose."""

    group: str
    label: Any
    stands: Any
    goes: Any
    field: str = ""
    choice: str = ""


class Pairing(NamedTuple):
    """An episode of the record that goes, with those of the other it may be, and what was answered in both."""

    episode: Episode
    field: str
    candidates: list[Episode]
    answers: list[tuple[str, AnsweredInBoth, str]]  # the field, both answers, the instrument in words


class MergeForm(forms.Form):
    """`stands` keeps its address; everything of `goes` moves there."""

    version_standing = forms.IntegerField(widget=forms.HiddenInput)
    version_gone = forms.IntegerField(widget=forms.HiddenInput)
    ground = forms.ChoiceField(
        label=_("Why there are two records"),
        choices=[CHOOSE, *Merge.Ground.choices],
        error_messages={"required": _("Choose why.")},
    )
    sure = forms.BooleanField(
        label=_("I have held both records against each other: they are of one person"),
        error_messages={"required": _("Compare both records, then say that they are of one person.")},
    )

    def __init__(self, data: Any = None, *, stands: Patient, goes: Patient) -> None:
        self.stands, self.goes = stands, goes
        versions = {"version_standing": stands.version, "version_gone": goes.version}
        super().__init__(data, initial=versions)
        self.values = list(self._values())
        self.pairings = [self._paired(episode) for episode in goes.episodes.all()]

    @property
    def chosen(self) -> Chosen:
        """What was decided; of a valid form."""
        return Chosen(
            ground=self.cleaned_data["ground"],
            from_gone=frozenset(self._from_gone()),
            same_episodes=dict(self._same()),
            answers_from_gone=frozenset(self._answers_from_gone()),
        )

    @property
    def versions(self) -> tuple[int, int]:
        return self.cleaned_data["version_standing"], self.cleaned_data["version_gone"]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        taken = [ours for _theirs, ours in self._same()]
        if len(set(taken)) < len(taken):
            raise ValidationError(
                _("Two episodes of the other record are said to be the same one. Each can be one only.")
            )
        return cleaned

    def _values(self) -> Iterator[Value]:
        """Every value that either has. Where one is blank, the other's is taken."""
        for group, names in self._groups().items():
            stands, goes = self._read(self.stands, group, names), self._read(self.goes, group, names)
            field = f"value_{group}" if stands and goes and stands != goes else ""
            if field:
                self.fields[field] = forms.ChoiceField(label=LABELS[group], choices=SIDES, initial=STANDS)
            if stands or goes:
                yield Value(group, LABELS[group], stands, goes, field, self.data.get(field, ""))

    def _groups(self) -> dict[str, tuple[str, ...]]:
        named = hasattr(self.stands, "identity") and hasattr(self.goes, "identity")
        return {**(OF_IDENTITY if named else {}), **OF_PATIENT}

    def _read(self, patient: Patient, group: str, names: tuple[str, ...]) -> Any:
        owner = patient.identity if group in OF_IDENTITY else patient
        if group == "number":
            return f"{owner.masked_number} ({owner.get_number_kind_display()})"
        return patient.get_sex_display() if group == "sex" else getattr(owner, names[0])

    def _from_gone(self) -> Iterator[str]:
        for value in self.values:
            if value.field:
                if self.cleaned_data[value.field] == GOES:
                    yield value.group
            elif value.goes and not value.stands:
                yield value.group

    def _paired(self, episode: Episode) -> Pairing:
        field = f"episode_{episode.pk}"
        candidates = [one for one in self.stands.episodes.all() if one.kind == episode.kind]
        answers = []
        if candidates:
            same = [(str(one.pk), _("The same as: %(episode)s") % {"episode": one}) for one in candidates]
            apart = ("apart", _("Another one: it stays an episode of its own"))
            self.fields[field] = forms.ChoiceField(
                label=str(episode),
                choices=[CHOOSE, *same, apart],
                error_messages={"required": _("Choose whether it is an episode that the other record has.")},
            )
            answers = [pair for one in candidates for pair in self._asked(episode, one)]
        return Pairing(episode, field if candidates else "", candidates, answers)

    def _asked(self, gone: Episode, kept: Episode) -> Iterator[tuple[str, AnsweredInBoth, str]]:
        for pair in answered_in_both(gone, kept):
            field = f"answer_{pair.gone.pk}_{kept.pk}"
            self.fields[field] = forms.ChoiceField(choices=SIDES, required=False)
            yield field, pair, _(INSTRUMENTS[pair.gone.instrument].title)

    def _same(self) -> Iterator[tuple[int, int]]:
        for pairing in self.pairings:
            said = self.cleaned_data.get(pairing.field, "")
            if said.isdecimal():
                yield pairing.episode.pk, int(said)

    def _answers_from_gone(self) -> Iterator[int]:
        same = dict(self._same())
        for pairing in self.pairings:
            for field, pair, _title in pairing.answers:
                here = same.get(pairing.episode.pk) == pair.kept.episode_id
                if here and self.cleaned_data[field] == GOES:
                    yield pair.gone.pk


class FindOtherForm(forms.Form):
    """The other record of the person, by who they are."""

    words = forms.CharField(
        label=_("The other record"),
        max_length=200,
        help_text=_("The whole number, family name, whole name, birth date, or the id in an imported file."),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )
