"""The recommendation of one patient as one user sees it: the advice, what was answered, and what can be done with it."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import cached_property
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from decision_support.addresses import Addresses
from decision_support.banner import banner
from guidelines.actions import Reading
from guidelines.advice import Advice, advice_for
from guidelines.given import Given, given_to, to_confirm, unanswered_urgent
from guidelines.models import Response, Signature
from guidelines.presentation import Screen, screen
from guidelines.presentation.cards import Card
from guidelines.presentation.responses import answered
from guidelines.presentation.switched_off import off_words
from guidelines.selectors import last_signature, latest_responses
from registry.models import Patient

ICONS = "icons/columna.svg"
NOT_FAILED = {"action": ""}  # asked by every card: a name that is there is found quicker than one that is not


@dataclass(frozen=True)
class AdvicePage:
    """Everything the page is drawn from; nothing is asked of the database after it is made."""

    patient: Patient
    user: Any
    advice: Advice
    given: Mapping[str, Given]
    last_signed: Signature | None

    @property
    def signature(self) -> Signature | None:
        """The signature under this very advice."""
        last = self.last_signed
        return last if last and last.evaluation.digest == self.advice.digest else None

    @cached_property
    def screen(self) -> Screen:
        return screen(
            self.advice.sheet,
            self.advice.answer,
            self.patient.department.name,
            answered(self.given),
            off_words(self.advice.withheld),
        )

    @cached_property
    def unanswered(self) -> list[str]:
        return unanswered_urgent(self.advice.told, self.given)

    def with_response(self, response: Response) -> AdvicePage:
        """The page once this response was given to it: the advice is the same, so nothing is asked again."""
        return replace(self, given={**self.given, response.action: Given(response, True, True)})

    def card(self, code: str) -> Card:
        return next(card for card in self.screen.cards if card.code == code)

    def reading(self) -> Reading:
        """The user reading this advice, with the page as it would be stored."""
        return Reading(self.patient, self.advice, self.as_shown, get_language() or "en", self.user)

    def as_shown(self) -> str:
        """The advice without anything to press: what is stored, and opened again exactly so."""
        drawn = {"screen": self.screen, "live": False, "stepper_label": _("Pathway")}
        html = render_to_string("decision_support/_advice.html", drawn)
        # the icons by the name that every later release serves too, not by this release's hash
        return html.replace(static(ICONS), f"{settings.STATIC_URL}{ICONS}")

    def responses_as_shown(self) -> str:
        """The responses as they stand, for the signature."""
        return render_to_string("decision_support/_responses.html", {"cards": self.screen.cards})


def advice_page(patient: Patient, user: Any, on: date) -> AdvicePage:
    """Raises FactError where neither a birth date nor an age of the patient is recorded."""
    advice = advice_for(patient, on)
    given = given_to(advice.digest, advice.facts, advice.told, latest_responses(patient))
    return AdvicePage(patient, user, advice, given, last_signature(patient, advice.digest))


def context(
    page: AdvicePage,
    *,
    errors: Sequence[Mapping[str, str]] = (),
    failed: Mapping[str, str] | None = None,
    ticked: Collection[str] = (),
) -> dict[str, Any]:
    """What templates/decision_support/recommendation.html draws."""
    alarm = page.screen.alarm
    return {
        "patient": page.patient,
        # the advice itself says what is switched off
        "banner": banner(
            page.patient, on=page.screen.on, alarm=alarm.state, alarm_detail=alarm.asked, off=()
        ),
        "screen": page.screen,
        "live": True,
        "stepper_label": _("Pathway"),
        "interrupts": bool(page.unanswered) and not errors,
        "errors": errors,
        **response_context(page, failed),
        **signing_context(page, ticked),
        **_addresses(page),
    }


def response_context(
    page: AdvicePage, failed: Mapping[str, str] | None = None, *, swapped: bool = False
) -> dict[str, Any]:
    """What the response of a card draws; `swapped` into a page that stands, where it takes the focus."""
    drawn = {"reasons": Response.Reason.choices, "digest": page.advice.digest}
    return {
        **drawn,
        "swapped": swapped,
        "patient": page.patient,
        "may_respond": page.user.has_perm("guidelines.respond", page.patient),
        "respond_url": reverse("advice-respond", args=[page.patient.key]),
        "answers": render_to_string("decision_support/_answers.html", drawn),  # the same on every card
        "failed": failed or NOT_FAILED,
    }


def signing_context(page: AdvicePage, ticked: Collection[str] = ()) -> dict[str, Any]:
    cards = page.screen.cards
    return {
        "may_sign": page.user.has_perm("guidelines.sign", page.patient),
        "signature": page.signature,
        "last_signed": page.last_signed,
        "unanswered": [page.card(code) for code in page.unanswered],
        "to_confirm": [
            _to_confirm(page.card(code), ticked) for code in to_confirm(page.advice.told, page.given)
        ],
        "card_count": len(cards),
        "answered_count": sum(card.is_answered for card in cards),
    }


def _to_confirm(card: Card, ticked: Collection[str]) -> dict[str, Any]:
    """The texts to tick for one accepted procedure; a tick's value is the action and the number of the text."""
    values = [f"{card.code}:{number}" for number in range(len(card.before_signing))]
    texts = [
        {"text": text, "value": value, "ticked": value in ticked}
        for text, value in zip(card.before_signing, values, strict=True)
    ]
    return {"card": card, "texts": texts}


def _addresses(page: AdvicePage) -> dict[str, str]:
    patient = page.patient
    return {
        "assessment_url": reverse("assessment", args=[patient.key]),
        "report_url": Addresses(page.user, patient).page("advice-report"),
        "function_url": Addresses(page.user, patient).page("function"),
        # one address and the action's code: the page has a link for each of forty actions
        "rule_url": reverse("guideline-actions"),
        "change_url": reverse("advice-change", args=[patient.key, "-"]).removesuffix("-/"),
    }
