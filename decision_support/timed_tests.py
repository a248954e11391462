"""How each timed test is done, which attempt counts, and what the number cannot tell: in words of our own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from guidelines.pathway.facts import PatientFacts
from registry.instruments import NotScorable
from registry.instruments.timed import TIMED


@dataclass(frozen=True)
class Protocol:
    """`counts` is "first" or "best"; `zero` names the button for a stance that could not be taken at all."""

    steps: tuple[Any, ...]
    counts: str
    which_counts: Any
    stops_at_s: int | None = None
    zero: Any = ""


PROTOCOLS: dict[str, Protocol] = {
    "tug_s": Protocol(
        steps=(
            _("Chair with armrests, a mark 3 metres in front of it. Usual shoes and aid."),
            _(
                "Say: rise, walk to the mark at your usual pace, turn, come back, sit down. Let it be tried once."
            ),
            _("Start at “go”, stop when the patient sits again. Walk close beside whoever is unsteady."),
        ),
        counts="first",
        which_counts=_("One walk after a practice walk counts. If you time more, choose which [D]."),
    ),
    "five_sts_s": Protocol(
        steps=(
            _(
                "Chair against the wall, arms crossed on the chest. First let the patient rise once without arms."
            ),
            _("Say: stand up straight and sit down five times, as fast as is safe."),
            _("Start at “go”, stop when the patient stands the fifth time. Arms needed: that is “unable”."),
        ),
        counts="first",
        which_counts=_("One attempt counts. If you time more, choose which [D]."),
    ),
    "tandem_s": Protocol(
        steps=(
            _(
                "Stand beside the patient. One foot straight in front of the other, heel to toe; help into the stance."
            ),
            _(
                "Start when you let go, stop at a step, a grip or 10 seconds: there the watch stops by itself."
            ),
        ),
        counts="best",
        which_counts=_("The longest counts, up to 10 s [D]. The stance could not be taken: 0 s."),
        stops_at_s=10,  # a stance is timed no longer; the other tests run until they are done
        zero=_("Could not: 0 s"),
    ),
}


def published_words(seconds: str, facts: PatientFacts) -> str:
    """Where the recorded time (or “unable”) stands among the published cut-offs; "" while nothing is recorded."""
    test = next(test for test in TIMED if test.facts["seconds"] == seconds)
    known = {item: getattr(facts, fact) for item, fact in test.facts.items()}
    # a fact is yes or no, an answer is a number
    result = test.score({item: int(value) if type(value) is bool else value for item, value in known.items()})
    if isinstance(result, NotScorable):
        return result.reason.translated(gettext) if result.answered else ""
    bands = test.optional_bands
    return gettext(bands.named(bands.code_of(result.value)).name)
