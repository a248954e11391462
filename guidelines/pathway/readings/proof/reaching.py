"""Whether somebody comes to a place in the rules under every setting of the thresholds there may be.

That asks for a patient for each of endlessly many settings. It is settled by finding patients who between them serve
all: while some setting is served by none of those found so far, the solver is asked for one whom it does serve.
Settings are taken at the ends of their bounds and patients at the ends of their ranges where they can be, so that the
next is not a hair beside the last.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import z3

from guidelines.pathway.readings.closure import facts_of, limits_of
from guidelines.pathway.readings.proof.asking import Asking, Undecided
from guidelines.pathway.readings.proof.claim import Reached
from guidelines.pathway.readings.proof.places import Place
from guidelines.pathway.readings.proof.symbols import Symbols
from guidelines.pathway.readings.proof.wishes import ends, extremes, granted

MOST_PATIENTS = 50


def setting_without_anybody(asking: Asking, place: Place) -> Mapping[str, float] | None:
    """Thresholds under which nobody comes to the place; None where there are none such. Raises Undecided."""
    names = dict.fromkeys(name for _fact, name in limits_of((place.criterion,)))
    if not names:
        return None
    symbols, comes = asking.one.symbols, asking.one.met(place.criterion)
    facts = facts_of(place.criterion)
    settings = z3.Solver()
    settings.add(symbols.allowed)
    for _patient in range(MOST_PATIENTS):
        limits = _unserved(settings, asking, names)
        if limits is None:
            return None
        with asking.asked(Reached(place), limits) as (patients, found):
            if not found:
                return limits
            extreme = granted(patients, extremes(symbols, facts))
            settings.add(z3.Not(_for_this_patient(comes, symbols, facts, extreme)))
    raise Undecided(f"{MOST_PATIENTS} patients do not serve every setting of the thresholds of {place.code}")


def _unserved(settings: z3.Solver, asking: Asking, names: Iterable[str]) -> Mapping[str, float] | None:
    """A setting that serves none of the patients so far, at the ends of the bounds where it can be."""
    settings.push()
    found = asking.answer(settings)
    model = granted(settings, ends(asking.one.symbols, names)) if found else None
    settings.pop(settings.num_scopes())
    return asking.one.symbols.all_limits(model) if model is not None else None


def _for_this_patient(
    comes: z3.BoolRef, symbols: Symbols, facts: tuple[str, ...], model: z3.ModelRef
) -> z3.BoolRef:
    """The formula with one patient's facts in it: what is left speaks of thresholds alone."""
    parts = [part for name in facts for part in symbols.facts[name].parts]
    values = [(part, model.eval(part, model_completion=True)) for part in parts]
    return z3.substitute(comes, *values)
