"""Every assessment as a row of the table below the charts: the same data in words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from decision_support.patient_page.words import ChangeWords, change_words, score_text, value_set_words
from registry.instruments import INSTRUMENTS, Instrument, InvalidResponse, NotScorable
from registry.models import Assessment, Episode
from registry.selectors.timeline import as_assessed
from registry.timeline.series import References, change_since


@dataclass(frozen=True)
class ScoreRow:
    """`score` is empty where it cannot be computed, and then `why` says why."""

    day: date
    instrument: str
    timepoint: str
    episode: str
    score: str
    unit: str
    why: str
    surname: str
    reference: str
    change: ChangeWords | None


def score_rows(
    assessments: Iterable[Assessment], compared: References, episodes: Sequence[Episode]
) -> list[ScoreRow]:
    """Newest first, as they were read."""
    names = {episode.pk: str(episode) for episode in episodes}
    return [_row(assessment, compared, names) for assessment in assessments]


def _row(assessment: Assessment, compared: References, names: dict[int, str]) -> ScoreRow:
    instrument, one = INSTRUMENTS[assessment.instrument], as_assessed(assessment)
    reference = compared.get((one.episode, one.instrument))
    return ScoreRow(
        day=assessment.observed_on,
        instrument=_(instrument.title),
        timepoint=assessment.get_timepoint_display(),
        episode=names[assessment.episode_id],
        score="" if one.score is None else score_text(instrument, one.score),
        unit=_(instrument.scale.unit),
        why=_why(instrument, assessment) if one.score is None else "",
        surname=_surname(instrument, assessment),
        reference=_reference(reference.baseline) if reference and reference.key == one.key else "",
        change=change_words(change_since(reference, one), reference, instrument),
    )


def _reference(baseline: bool) -> str:
    return _("baseline") if baseline else _("first score")


def _surname(instrument: Instrument, assessment: Assessment) -> str:
    """Items answered, band, value set and rule: what a number is nothing without."""
    given = sum(answer is not None for answer in assessment.responses.values())
    answered = _("%(given)d of %(all)d answered") % {"given": given, "all": len(instrument.items)}
    band = _(instrument.bands.named(assessment.band).name) if instrument.bands and assessment.band else ""
    value_set = value_set_words(assessment.value_set) if assessment.value_set else ""
    rule = _("rule %(rule)s") % {"rule": assessment.scoring_rule}
    return " · ".join(filter(None, (answered, band, value_set, rule)))


def _why(instrument: Instrument, assessment: Assessment) -> str:
    """Why there is no score, in the reader's language; as it was stored where the instrument says otherwise today."""
    try:
        found = instrument.score(assessment.responses, value_set=assessment.value_set or None)
    except InvalidResponse:
        return assessment.not_scorable
    return found.reason.translated(_) if isinstance(found, NotScorable) else assessment.not_scorable
