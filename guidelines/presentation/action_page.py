"""Everything the page of one action shows, section by section: each section is one entry here and one template in
templates/guidelines/action/."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from guidelines.pathway.recommendations import STAGE_LABELS, STRENGTH_LABELS, Action
from guidelines.pathway.thresholds import DEFAULT
from guidelines.presentation.action_evidence import evidence_words
from guidelines.presentation.checking import checks_of
from guidelines.presentation.controversy import words_beside
from guidelines.presentation.evidence import certainty_tag, sources_of
from guidelines.presentation.neighbours import neighbours
from guidelines.presentation.proofs import cases_of, claims_of
from guidelines.presentation.review import reviewed
from guidelines.presentation.rule_tree import rule_tree
from guidelines.presentation.threshold_history import threshold_history
from guidelines.presentation.use import use_words
from guidelines.presentation.vignette_lines import vignette_lines


def action_page(action: Action, user: Any, on: date) -> dict[str, Any]:
    """What templates/guidelines/action_detail.html draws; a section with nothing to say is left out by its template."""
    return {
        "action": action,
        "title": _(action.title),
        "note": _(action.note) if action.note else "",
        "stage": _(STAGE_LABELS[action.stage]),
        "certainty": certainty_tag(action),
        "strength": _(STRENGTH_LABELS[action.strength]),
        "evidence": evidence_words(action),
        "sources": sources_of(action, on),
        "controversies": words_beside(action.code),
        "rule": rule_tree(action, DEFAULT),
        "thresholds": threshold_history(action, list(user.department_roles), on),
        "neighbours": neighbours(action),
        "checked": checks_of(action, on),
        "exercised": vignette_lines(action.code),
        "use": use_words(action.code, user),
        **reviewed(action.code, user, on),
        "claims": claims_of(action),
        "cases": cases_of(action),
    }
