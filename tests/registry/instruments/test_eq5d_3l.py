"""EQ-5D-3L: every reference state of every value set, and the anchors that scoring.md's sources print."""

from importlib.resources import files

import pytest

from registry.instruments import INSTRUMENTS, InvalidOption, NotScorable
from registry.instruments.value_sets import VALUE_SETS, read
from tests.registry.instruments.reference_cases import rows
from tests.tables import every_row

EQ5D = INSTRUMENTS["eq5d_3l"]
PUBLISHED = ("dk_tto", "dk_vas", "se_tto", "uk_tto", "uk_vas", "eu_vas")


def index(state, value_set):
    return EQ5D.score(EQ5D.in_order([int(level) for level in state]), value_set=value_set)


@every_row("value_set", PUBLISHED)
def test_every_reference_state(value_set):
    cases = rows(f"eq5d3l_{value_set}.csv")
    assert len(cases) == 80
    for case in cases:
        assert index(case["state"], value_set).value == pytest.approx(float(case["value"]), abs=1e-9)


@every_row(
    ("value_set", "full_health", "worst", "middle"),
    [
        ("dk_tto", 1, -0.624, 0.592),
        ("dk_vas", 1, -0.167, 0.304),
        ("se_tto", 0.9694, 0.3402, 0.6843),
        ("uk_tto", 1, -0.594, 0.516),
        ("eu_vas", 1, -0.0742, 0.4804),
        ("uk_vas", 1, -0.073, 0.503),
        ("nl_tto", 1, -0.329, 0.569),  # 1 - .071 - .234 - 1.024, and 1 - .071 - .360
    ],
)
def test_anchor_states(value_set, full_health, worst, middle):
    assert [index(state, value_set).value for state in ("11111", "33333", "22222")] == [
        full_health,
        worst,
        middle,
    ]


@every_row(
    ("state", "published"),
    [("22232", 0.092), ("22231", 0.216), ("21231", 0.298), ("11121", 0.843), ("13131", 0.214)],
)
def test_dutch_values_printed_with_real_patients(state, published):
    assert index(state, "nl_tto").value == published


def test_state_11111_in_sweden_is_the_models_constant_unless_the_other_reading_is_named():
    assert index("11111", "se_tto").value == 0.9694
    other = index("11111", "se_tto_11111_is_1")
    assert (other.value, other.value_set) == (1, "se_tto_11111_is_1")
    assert index("21111", "se_tto").value == index("21111", "se_tto_11111_is_1").value == 0.9028


def test_an_index_prints_without_binary_dust():
    assert repr(index("11113", "uk_tto").value) == "0.414"


def test_a_score_carries_its_state_its_value_set_and_its_rule():
    result = index("21232", "dk_tto")
    assert (result.state, result.value_set, result.rule) == ("21232", "dk_tto", "eq5d-3l-additive")
    assert (result.answered, result.band) == (5, None)


@every_row("blank", range(5))
def test_one_blank_dimension_gives_no_index(blank):
    values = [1, 1, 1, 1, 1]
    values[blank] = None
    result = EQ5D.score(EQ5D.in_order(values), value_set="dk_tto")
    assert isinstance(result, NotScorable)
    assert str(result.reason) == "1 of 5 dimensions are blank; the index needs all five."
    assert (result.answered, result.value_set) == (4, "dk_tto")


@every_row("value_set", [None, "", "dk", "DK_TTO"])
def test_without_the_name_of_a_value_set_there_is_no_index(value_set):
    with pytest.raises(InvalidOption, match="give value_set as one of dk_tto, dk_vas, se_tto"):
        EQ5D.score({}, value_set=value_set)


def test_no_minimum_can_be_asked_of_eq5d():
    with pytest.raises(InvalidOption, match="eq5d_3l needs every item"):
        EQ5D.score({}, value_set="dk_tto", min_answered=8)


@pytest.mark.parametrize("value_set", VALUE_SETS.values(), ids=list(VALUE_SETS))
def test_every_value_set_has_its_source(value_set):
    assert any(year in value_set.source for year in ("1997", "2003", "2006", "2007", "2009", "2014"))


@pytest.mark.parametrize(
    ("damage", "message"),
    [
        (lambda text: text.split("\n", 1)[1], "must begin with a line"),
        (lambda text: text.replace("AD3,0.367\n", ""), "AD3.*once"),
        (lambda text: text.replace("AD3,", "AD2,"), "AD3.*once"),
        (lambda text: text + "AD4,0.5\n", "once"),
    ],
)
def test_a_damaged_value_set_stops_the_start(damage, message, tmp_path, monkeypatch):
    folder = tmp_path / "value_sets"
    folder.mkdir()
    text = (files("registry.instruments") / "value_sets" / "dk_tto.csv").read_text("utf-8")
    (folder / "dk_tto.csv").write_text(damage(text), "utf-8")
    monkeypatch.setattr("registry.instruments.value_sets.files", lambda _package: tmp_path)
    with pytest.raises(ValueError, match=message):
        read("dk_tto", "Denmark")
