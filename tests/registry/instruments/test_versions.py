"""A name of a rule, value set or threshold never changes its meaning; what a score is computed with today."""

from __future__ import annotations

from dataclasses import replace

from registry.instruments import INSTRUMENTS
from registry.instruments.pinned import named_today, pinned
from registry.instruments.versions import version_today, versions_of
from tests.tables import every_row


def test_every_rule_value_set_and_threshold_gives_what_it_gave_when_it_was_named():
    lines = pinned()
    unlike = [
        (named.kind, named.name, named.print)
        for named in named_today()
        if not (found := lines.get((named.kind, named.name))) or found[-1]["print"] != named.print
    ]
    assert unlike == [], (
        "give a new name, add its line to pinned.csv, and say so: stored scores need a rescore"
    )


def test_a_changed_value_set_is_seen(monkeypatch):
    eq5d = INSTRUMENTS["eq5d_3l"]
    dk = eq5d.value_sets["dk_tto"]
    dearer = replace(dk, terms={**dk.terms, "PD3": dk.terms["PD3"] + 1})
    changed = replace(eq5d, value_sets={**eq5d.value_sets, "dk_tto": dearer})
    monkeypatch.setattr("registry.instruments.pinned.INSTRUMENTS", {"eq5d_3l": changed})
    lines = pinned()
    unlike = [one.name for one in named_today() if lines[one.kind, one.name][-1]["print"] != one.print]
    assert unlike == ["eq5d-3l-additive dk_tto"]


@every_row(
    ("instrument", "codes"),
    [
        ("odi", ["odi-prorata-min8", "odi-prorata-min9"]),
        ("vas_back", ["vas-single"]),
        ("eq5d_5l", ["dk_2021", "se_2020", "se_2022", "dk_crosswalk", "uk_crosswalk"]),
    ],
)
def test_the_versions_of_an_instrument(instrument, codes):
    assert list(versions_of(instrument)) == codes


@every_row(
    ("instrument", "rule", "value_set", "today"),
    [
        ("odi", "odi-prorata-min9", "", "odi-prorata-min9"),
        ("odi", "odi-prorata-of-old", "", "odi-prorata-min8"),
        ("eq5d_3l", "eq5d-3l-of-old", "uk_tto", "uk_tto"),
        ("eq5d_3l", "eq5d-3l-additive", "fi_tto", None),
    ],
)
def test_a_score_keeps_its_choice_and_gets_the_rule_of_today(instrument, rule, value_set, today):
    found = version_today(instrument, rule, value_set)
    assert (found and found.code) == today
