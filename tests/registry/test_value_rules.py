"""What values can be: at, below and above each bound, and not recorded."""

from registry.value_rules import VALUE_RULES, Within, bounds, value_findings
from registry.value_words import rule_words, value_said
from tests.tables import every_row

# value, what is found at it
CASES = [
    ("bmi", 9.9, ["bmi-impossible"]),
    ("bmi", 10, ["bmi-unlikely"]),
    ("bmi", 14.9, ["bmi-unlikely"]),
    ("bmi", 15, []),
    ("bmi", 50, []),
    ("bmi", 50.1, ["bmi-unlikely"]),
    ("bmi", 80, ["bmi-unlikely"]),
    ("bmi", 80.1, ["bmi-impossible"]),
    ("vas", -1, ["vas-impossible"]),
    ("vas", 0, []),
    ("vas", 100, []),
    ("vas", 101, ["vas-impossible"]),
    ("age_years", 17, ["age-of-a-child"]),
    ("age_years", 18, []),
    ("age_years", 120, []),
    ("age_years", 121, ["age-impossible"]),
    ("stay_days", 60, []),
    ("stay_days", 61, ["stay-long"]),
    ("sick_leave_days", 730, []),
    ("sick_leave_days", 731, ["sick-leave-long"]),
    ("sick_leave_days", 5001, ["sick-leave-impossible"]),
]


def test_each_bound_is_inside_and_an_impossible_value_is_not_called_unlikely_too():
    for name, value, expected in CASES:
        assert [one.rule.code for one in value_findings({name: value})] == expected, (name, value)


@every_row(
    ("numbers", "asked"),
    [
        ({"age_years": 39, "osteoporotic_fracture": 1}, True),
        ({"age_years": 40, "osteoporotic_fracture": 1}, False),
        ({"age_years": 39, "osteoporotic_fracture": 0}, False),
        ({"age_years": 39}, False),
        ({"age_years": None, "osteoporotic_fracture": 1}, False),
    ],
)
def test_an_osteoporotic_fracture_in_the_young_is_asked_about(numbers, asked):
    assert bool(value_findings(numbers)) is asked


@every_row(
    ("now", "before", "asked"),
    [
        (10, 80, False),
        (9.9, 80, True),
        (80, 10, False),
        (80.1, 10, True),
        (10, None, False),
        (None, 80, False),
    ],
)
def test_a_rare_change_is_asked_about_either_way(now, before, asked):
    assert bool(value_findings({"odi": now, "odi_before": before})) is asked


def test_what_is_not_recorded_breaks_no_rule():
    assert value_findings(dict.fromkeys(rule.at for rule in VALUE_RULES)) == ()


def test_a_finding_says_what_was_found_and_what_is_allowed():
    assert value_said(value_findings({"bmi": 52})[0]) == "A BMI of 52 is outside 15 to 50."
    assert rule_words("bmi-unlikely") == "A BMI of … is outside 15 to 50."
    assert rule_words("onset-long-ago") == "… is 20 years ago or more."


def test_an_unlikely_bound_lies_within_what_is_possible():
    for rule in VALUE_RULES:
        if isinstance(rule.kept, Within) and rule.at in {"bmi", "sick_leave_days", "age_years"}:
            low, high = bounds(rule.at)
            assert low <= rule.kept.low <= rule.kept.high <= high
