"""The builder's page: what is offered and how much of it, what is kept away and why, and what was confirmed before."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from decision_support.banner import banner
from decision_support.programme_page import ProgrammePage
from guidelines.actions.training_programmes import DRAFT
from guidelines.forms.programme import Offered, ProgrammeForm, start_of
from guidelines.pathway.exercise import BLOCK_LABELS, Block
from guidelines.pathway.exercise_plan import kept_away
from guidelines.pathway.programme import Line
from guidelines.presentation.exercises import ExerciseWords, bar_name, exercise_words, notes_about
from registry.models import Draft


@dataclass(frozen=True)
class BlockOffered:
    """One column: what the programme says, what is suggested or ticked, what else there is."""

    label: str
    code: str
    lines: tuple[Line, ...]
    first: list[tuple[Offered, ExerciseWords]]
    more: list[tuple[Offered, ExerciseWords]]


@dataclass(frozen=True)
class NotOffered:
    exercise: ExerciseWords
    why: list[tuple[str, str]]


def form_for(
    page: ProgrammePage, on: date, data: Any = None, draft: Draft | None = None, *, anew: bool = False
) -> ProgrammeForm:
    """As it opens: what was half typed, else the programme that counts, else (or with `anew`) what is suggested."""
    last = page.programmes[0] if page.programmes else None
    kept = None if last is None or anew else last.exercises
    start = start_of(page.now.basis, on, kept, last.notes if last and not anew else "")
    opened = {"version": last.version if last else 0, "token": page.now.token}
    if draft:
        start = {**start, **dict.fromkeys((name for name in start if name.startswith("pick-")), False)}
        start |= draft.content["fields"]
        opened["version"] = draft.content["version"]
    return ProgrammeForm(data, basis=page.now.basis, on=on, opened=opened, start=start)


def draft_for(page: ProgrammePage, user: Any) -> Draft | None:
    return page.patient.drafts.filter(owner=user, form=DRAFT).first()


def context(page: ProgrammePage, form: ProgrammeForm, draft: Draft | None, on: date) -> dict[str, Any]:
    """What templates/decision_support/programme_build.html draws."""
    return {
        "patient": page.patient,
        "banner": banner(page.patient, on=on, alarm=page.alarm),
        "page": page,
        "form": form,
        "draft": draft,
        "blocks": [_block(block, page, form) for block in Block],
        "not_offered": _not_offered(page),
        "notes": notes_about("high_intensity_allowed") if page.now.prescription else [],
    }


def _block(block: Block, page: ProgrammePage, form: ProgrammeForm) -> BlockOffered:
    rows = [(one, exercise_words(one.exercise)) for one in form.offered_in(block)]
    first = [row for row in rows if row[0].is_suggested or row[0].is_picked]
    more = [row for row in rows if row not in first]
    return BlockOffered(
        _(BLOCK_LABELS[block]), block.value, getattr(page.now.prescription, block.value), first, more
    )


def _not_offered(page: ProgrammePage) -> list[NotOffered]:
    return [
        NotOffered(exercise_words(one.exercise), [(bar_name(bar.constraint), _(bar.why)) for bar in one.bars])
        for one in kept_away(page.now.basis)
    ]
