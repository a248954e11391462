"""The table of date rules: each one just kept and just broken, never where a date is not recorded."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from registry.date_rules import RULES, Gravity, findings
from registry.partial_date import PartialDate
from tests.tables import every_row

TODAY = "2026-11-22"
NAMES = (
    "today",
    "born",
    "onset",
    "performed",
    "observed",
    "died",
    "withdrew",
    "moved",
    "lived_until",
    "admitted",
    "discharged",
)


def days(**given):
    return {name: PartialDate.parse(text) for name, text in given.items()}


# rule · what keeps it · what breaks it: the two nearest days there are
CASES = [
    ("born-in-the-future", {"today": TODAY, "born": TODAY}, {"today": TODAY, "born": "2026-11-23"}),
    ("older-than-120", {"born": "1905-11-23", "lived_until": TODAY}, {"born": "1905-11-22", "lived_until": TODAY}),
    ("older-than-110", {"born": "1915-11-23", "lived_until": TODAY}, {"born": "1915-11-22", "lived_until": TODAY}),
    ("onset-in-the-future", {"today": TODAY, "onset": TODAY}, {"today": TODAY, "onset": "2026-11-23"}),
    ("onset-in-the-future", {"today": TODAY, "onset": "2026-11"}, {"today": TODAY, "onset": "2026-12"}),
    ("onset-before-birth", {"born": "2000-05-05", "onset": "2000-05-05"}, {"born": "2000-05-05", "onset": "2000-05-04"}),
    ("onset-before-birth", {"born": "2000-05-05", "onset": "2000-05"}, {"born": "2000-05-05", "onset": "2000-04"}),
    ("onset-long-ago", {"onset": "2006-11-23", "today": TODAY}, {"onset": "2006-11-22", "today": TODAY}),
    ("onset-long-ago", {"onset": "2006-11", "today": TODAY}, {"onset": "2006-10", "today": TODAY}),
    ("onset-in-childhood", {"born": "2000-05-05", "onset": "2018-05-05"}, {"born": "2000-05-05", "onset": "2018-05-04"}),
    ("onset-in-childhood", {"born": "2000-05-05", "onset": "2018-05"}, {"born": "2000-05-05", "onset": "2018-04"}),
    ("performed-in-the-future", {"today": TODAY, "performed": TODAY}, {"today": TODAY, "performed": "2026-11-23"}),
    ("performed-before-birth", {"born": "2000-05-05", "performed": "2000-05-05"}, {"born": "2000-05-05", "performed": "2000-05-04"}),
    ("performed-before-onset", {"onset": "2026-03-14", "performed": "2026-03-14"}, {"onset": "2026-03-14", "performed": "2026-03-13"}),
    ("performed-before-onset", {"onset": "2026-03", "performed": "2026-03-01"}, {"onset": "2026-03", "performed": "2026-02-28"}),
    ("performed-after-death", {"performed": "2026-03-14", "died": "2026-03-14"}, {"performed": "2026-03-15", "died": "2026-03-14"}),
    ("admitted-after-performed", {"admitted": "2026-03-14", "performed": "2026-03-14"}, {"admitted": "2026-03-15", "performed": "2026-03-14"}),
    ("admitted-long-before", {"admitted": "2025-03-15", "performed": "2026-03-14"}, {"admitted": "2025-03-14", "performed": "2026-03-14"}),
    ("discharged-in-the-future", {"discharged": TODAY, "today": TODAY}, {"discharged": "2026-11-23", "today": TODAY}),
    ("discharged-before-performed", {"performed": "2026-03-14", "discharged": "2026-03-14"}, {"performed": "2026-03-14", "discharged": "2026-03-13"}),
    ("discharged-after-death", {"discharged": "2026-03-14", "died": "2026-03-14"}, {"discharged": "2026-03-15", "died": "2026-03-14"}),
    ("discharged-long-after", {"performed": "2025-03-15", "discharged": "2026-03-14"}, {"performed": "2025-03-14", "discharged": "2026-03-14"}),
    ("performed-long-after-onset", {"onset": "2020-03-14", "performed": "2025-03-13"}, {"onset": "2020-03-14", "performed": "2025-03-14"}),
    ("died-in-the-future", {"today": TODAY, "died": TODAY}, {"today": TODAY, "died": "2026-11-23"}),
    ("died-before-birth", {"born": "2000-05-05", "died": "2000-05-05"}, {"born": "2000-05-05", "died": "2000-05-04"}),
    ("died-before-onset", {"onset": "2026-03-14", "died": "2026-03-14"}, {"onset": "2026-03-14", "died": "2026-03-13"}),
    ("withdrew-in-the-future", {"today": TODAY, "withdrew": TODAY}, {"today": TODAY, "withdrew": "2026-11-23"}),
    ("withdrew-before-onset", {"onset": "2026-03-14", "withdrew": "2026-03-14"}, {"onset": "2026-03-14", "withdrew": "2026-03-13"}),
    ("withdrew-after-death", {"withdrew": "2026-03-14", "died": "2026-03-14"}, {"withdrew": "2026-03-15", "died": "2026-03-14"}),
    ("moved-in-the-future", {"today": TODAY, "moved": TODAY}, {"today": TODAY, "moved": "2026-11-23"}),
    ("moved-before-onset", {"onset": "2026-03-14", "moved": "2026-03-14"}, {"onset": "2026-03-14", "moved": "2026-03-13"}),
    ("moved-after-death", {"moved": "2026-03-14", "died": "2026-03-14"}, {"moved": "2026-03-15", "died": "2026-03-14"}),
    ("observed-in-the-future", {"today": TODAY, "observed": TODAY}, {"today": TODAY, "observed": "2026-11-23"}),
    ("observed-before-birth", {"born": "2000-05-05", "observed": "2000-05-05"}, {"born": "2000-05-05", "observed": "2000-05-04"}),
    ("observed-after-death", {"observed": "2026-03-14", "died": "2026-03-14"}, {"observed": "2026-03-15", "died": "2026-03-14"}),
]  # fmt: skip


@every_row(("code", "kept", "broken"), CASES)
def test_a_rule_is_kept_on_its_last_day_and_broken_on_the_next(code, kept, broken):
    assert code not in {found.rule.code for found in findings(days(**kept))}
    assert code in {found.rule.code for found in findings(days(**broken))}


def test_every_rule_has_a_case_and_a_code_of_its_own():
    assert {code for code, *_dates in CASES} == {rule.code for rule in RULES}
    assert len({rule.code for rule in RULES}) == len(RULES)


@every_row(("code", "broken"), [(code, broken) for code, _kept, broken in CASES])
def test_a_date_that_is_not_recorded_breaks_nothing(code, broken):
    for name in broken:
        assert findings(days(**broken) | {name: None}) == ()


@every_row("rule", RULES, ids=lambda rule: rule.code)
def test_a_message_says_what_was_found_and_what_is_impossible_says_what_to_do(rule):
    assert "{first}" in rule.message or "{later}" in rule.message
    if rule.gravity is Gravity.IMPOSSIBLE:
        assert any(word in rule.message for word in ("Correct", "Give", "Record"))


def test_what_is_impossible_is_not_also_called_unlikely():
    codes = [found.rule.code for found in findings(days(born="1900-01-01", lived_until=TODAY))]
    assert codes == ["older-than-120"]


def test_a_leap_day_has_its_anniversary_on_the_first_of_march():
    assert findings(days(born="2008-02-29", onset="2026-02-28"))[0].rule.code == "onset-in-childhood"
    assert findings(days(born="2008-02-29", onset="2026-03-01")) == ()


@given(
    first=st.dates(date(1900, 1, 1), date(2030, 12, 31)),
    month=st.booleans(),
    later=st.dates(date(1900, 1, 1), date(2030, 12, 31)),
)
def test_a_month_is_refused_only_where_each_of_its_days_would_be(first, month, later):
    onset = PartialDate(first.replace(day=1), "month") if month else PartialDate(first)
    whole = findings({"onset": onset, "performed": PartialDate(later)})
    ends = [
        findings({"onset": PartialDate(day), "performed": PartialDate(later)})
        for day in (onset.earliest, onset.latest)
    ]
    refused = {found.rule.code for found in whole if found.is_impossible}
    assert refused == set.intersection(
        *({found.rule.code for found in end if found.is_impossible} for end in ends)
    )
