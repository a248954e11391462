"""What must hold of every instrument, walked from the catalogue so that a new one cannot be forgotten."""

from operator import attrgetter

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from registry.instruments import INSTRUMENTS, InvalidResponse, NotScorable
from registry.instruments.direction import Direction
from registry.instruments.sf36 import NORMS, WEIGHTS
from registry.statistics.bins import bins_of_score
from registry.statistics.exact import scaled
from tests.tables import every_row

EVERY = every_row("instrument", INSTRUMENTS.values(), ids=attrgetter("code"))
EVERY_ITEM = every_row(
    ("instrument", "item"),
    [(instrument, item) for instrument in INSTRUMENTS.values() for item in instrument.items],
    ids=attrgetter("code"),
)
MANY_SCORES = [instrument for instrument in INSTRUMENTS.values() if instrument.domains]
EVERY_DOMAIN = every_row(
    ("instrument", "domain"),
    [(instrument, domain) for instrument in INSTRUMENTS.values() for domain in instrument.domains],
    ids=attrgetter("code"),
)


def weighs_domains(instrument):
    """Whether its score is made of other scores: some of them then count against it, and no answer alone is best."""
    return bool(instrument.headline) and not instrument.domain(instrument.headline).items


def best(item):
    return item.lowest if item.direction is Direction.HIGHER_IS_WORSE else item.highest


def worst(item):
    return item.highest if item.direction is Direction.HIGHER_IS_WORSE else item.lowest


def score(instrument, responses, value_set=None):
    known = value_set or next(iter(instrument.value_sets), None)
    return instrument.score(responses, **({"value_set": known} if instrument.value_sets else {}))


def answers(instrument, *, blanks):
    def choice(item):
        value = st.integers(item.lowest, item.highest)
        if item.measured:
            value = value | st.floats(item.lowest, item.highest)
        return st.none() | value if blanks else value

    return st.fixed_dictionaries({item.code: choice(item) for item in instrument.items})


def test_the_instruments_are_those_the_registry_keeps():
    assert list(INSTRUMENTS) == [
        "vas_back",
        "vas_leg",
        "vas_neck",
        "vas_arm",
        "vas_rest",
        "vas_activity",
        "nrs_pain",
        "odi",
        "ndi",
        "eq5d_3l",
        "eq5d_5l",
        "eq_vas",
        "sf36",
        "rand36",
        "srs22r",
        "tokuhashi_revised",
        "tokuhashi_1990",
        "lenke",
        "genant",
        "of_score",
        "denis",
        "tug",
        "five_sts",
        "tandem",
    ]


@every_row(
    ("code", "order"),
    [
        (
            "odi",
            "pain_intensity personal_care lifting walking sitting standing sleeping sex_life social_life travelling",
        ),
        (
            "ndi",
            "pain_intensity personal_care lifting reading headaches concentration work driving sleeping recreation",
        ),
        ("eq5d_3l", "mobility self_care usual_activities pain_discomfort anxiety_depression"),
        ("vas_back", "pain"),
    ],
)
def test_items_stand_in_the_order_of_the_questionnaire(code, order):
    assert [item.code for item in INSTRUMENTS[code].items] == order.split()


@every_row(
    ("code", "lowest", "highest"),
    [("odi", 0, 5), ("ndi", 0, 5), ("eq5d_3l", 1, 3), ("vas_rest", 0, 100), ("nrs_pain", 0, 10)],
)
def test_allowed_values(code, lowest, highest):
    assert {(item.lowest, item.highest) for item in INSTRUMENTS[code].items} == {(lowest, highest)}


@every_row(
    ("code", "value", "unit"),
    [
        ("odi", 12.8, "points on 0-100"),
        ("ndi", 10, "points on 0-100"),
        ("eq5d_3l", 0.12, "index points"),
        ("vas_back", 15, "points on 0-100"),
        ("vas_activity", 15, "points on 0-100"),
        ("nrs_pain", 2, "points on 0-10"),
    ],
)
def test_thresholds_have_a_unit_and_a_source(code, value, unit):
    mcid = INSTRUMENTS[code].mcid
    assert (mcid.value, mcid.unit) == (value, unit)
    assert mcid.source


@EVERY
def test_every_instrument_says_its_rule_its_licence_and_its_source(instrument):
    assert instrument.title
    assert instrument.missing_rule
    assert instrument.reference.licence
    assert instrument.reference.citation
    assert len({item.code for item in instrument.items}) == len(instrument.items)


@EVERY_ITEM
def test_a_labelled_value_is_an_allowed_one(instrument, item):
    assert set(item.labelled) <= set(item.allowed)


def assert_refused(instrument, item, wrong):
    with pytest.raises(InvalidResponse) as refusal:
        score(instrument, {item.code: wrong})
    assert refusal.value.item == item.code
    assert f"from {item.lowest} to {item.highest}" in str(refusal.value)


@EVERY_ITEM
def test_anything_but_a_number_is_refused_and_names_the_item_and_decimals_where_nothing_is_measured(
    instrument, item
):
    for wrong in (True, False, "3", "", float("nan"), float("inf"), [], {}):
        assert_refused(instrument, item, wrong)
    for decimals in (float(item.lowest), item.lowest + 0.5):
        if item.measured:
            assert item.check(decimals) == decimals
        else:
            assert_refused(instrument, item, decimals)


@EVERY_ITEM
def test_a_number_just_outside_the_range_is_refused_and_both_ends_are_taken(instrument, item):
    assert_refused(instrument, item, item.lowest - 1)
    assert_refused(instrument, item, item.highest + 1)
    assert (item.check(item.lowest), item.check(item.highest)) == (item.lowest, item.highest)


@EVERY
def test_an_unknown_item_is_refused_with_those_there_are(instrument):
    with pytest.raises(InvalidResponse, match=instrument.items[0].code):
        score(instrument, {"shoe_size": 3})


@EVERY
@every_row("extra", [-1, 1])
def test_a_list_of_another_length_is_refused(instrument, extra):
    with pytest.raises(InvalidResponse) as refusal:
        instrument.in_order([1] * (len(instrument.items) + extra))
    assert refusal.value.item is None


@EVERY
def test_all_blank_has_no_score_and_says_why(instrument):
    result = score(instrument, {})
    assert isinstance(result, NotScorable)
    assert str(result.reason)
    assert result.answered == 0


@pytest.mark.slow
@pytest.mark.parametrize("instrument", INSTRUMENTS.values(), ids=list(INSTRUMENTS))
@given(data=st.data())
def test_a_score_stays_in_its_range_and_counts_its_answers(instrument, data):
    responses = data.draw(answers(instrument, blanks=True))
    result = score(instrument, responses)
    assert result.answered == sum(value is not None for value in responses.values())
    if not isinstance(result, NotScorable):
        assert instrument.scale.lowest <= result.value <= instrument.scale.highest
        assert result.band == instrument.band_of(result.value)


@pytest.mark.slow
@pytest.mark.parametrize(
    "instrument",
    [
        instrument
        for instrument in INSTRUMENTS.values()
        if not weighs_domains(instrument) and instrument.scale.direction is not Direction.NEITHER
    ],
    ids=lambda instrument: instrument.code,
)
@given(data=st.data())
def test_a_worse_answer_never_gives_a_better_score(instrument, data):
    item = data.draw(st.sampled_from(instrument.items))
    others = data.draw(answers(instrument, blanks=False))
    value_set = data.draw(st.sampled_from(sorted(instrument.value_sets) or ["none"]))
    rising = instrument.scale.direction is item.direction
    results = [score(instrument, {**others, item.code: value}, value_set) for value in item.allowed]
    scores = [result.value for result in results if not isinstance(result, NotScorable)]
    assert scores == sorted(scores, reverse=not rising)


@pytest.mark.parametrize("code", ["odi", "ndi"])
@given(data=st.data())
def test_a_blank_stands_for_the_mean_of_the_others_and_not_for_zero(code, data):
    instrument = INSTRUMENTS[code]
    responses = data.draw(answers(instrument, blanks=False))
    item = data.draw(st.sampled_from([item.code for item in instrument.items]))
    others = [value for name, value in responses.items() if name != item]
    blank = score(instrument, {**responses, item: None}).value
    assert blank == pytest.approx(100 * sum(others) / 45)
    assert blank >= score(instrument, {**responses, item: 0}).value
    assert blank <= score(instrument, {**responses, item: 5}).value


def test_very_mild_pain_alone_stands_above_the_best_second_answer_as_wares_rule_has_it():
    """Scoring rule of SF-36 v1, bodily pain: item 21 alone counts twice, 5.4 + 5.4; item 22 at its best beside it is 5."""
    sf36 = INSTRUMENTS["sf36"]
    blank, best_beside = (
        score(
            sf36, {**dict.fromkeys((item.code for item in sf36.items), None), "i21": 2, "i22": answer}
        ).domains["bp"]
        for answer in (None, 1)
    )
    assert (blank, best_beside) == (pytest.approx(88), pytest.approx(84))


@pytest.mark.slow
@pytest.mark.parametrize("instrument", MANY_SCORES, ids=lambda instrument: instrument.code)
@given(data=st.data())
def test_a_domain_stays_in_its_range_and_a_blank_stands_between_the_worst_and_the_best_answer(
    instrument, data
):
    domain = data.draw(st.sampled_from(instrument.domains))
    responses = data.draw(answers(instrument, blanks=True))
    item = data.draw(
        st.sampled_from([item for item in instrument.items if item.code in domain.items or not domain.items])
    )
    # the one place where a scale's own rule has it otherwise, pinned above
    assume((instrument.code, item.code, responses.get("i21")) != ("sf36", "i22", 2))
    blank, good, bad = (
        score(instrument, {**responses, item.code: answer}).domains[domain.code]
        for answer in (None, best(item), worst(item))
    )
    assert all(
        domain.scale.lowest <= found <= domain.scale.highest
        for found in (blank, good, bad)
        if found is not None
    )
    if blank is not None and domain.items:
        assert sorted((good, blank, bad), reverse=domain.scale.direction is Direction.HIGHER_IS_BETTER) == [
            good,
            pytest.approx(blank),
            bad,
        ]


def test_the_ends_of_a_summary_of_sf36_are_those_that_its_weights_allow():
    """Each of the eight scales at the end that pulls the summary down, or up: Ware's z-scores, weighed."""
    for summary, weights in WEIGHTS.items():
        ends = [
            50
            + 10
            * sum(
                weight * ((100 if (weight > 0) is up else 0) - NORMS[scale][0]) / NORMS[scale][1]
                for scale, weight in weights.items()
            )
            for up in (False, True)
        ]
        scale = INSTRUMENTS["sf36"].domain(summary).scale
        assert scale.lowest <= ends[0] < scale.lowest + 0.1
        assert scale.highest - 0.1 < ends[1] <= scale.highest
    pcs, mcs = (INSTRUMENTS["sf36"].domain(code).scale for code in ("pcs", "mcs"))
    assert (pcs.lowest, pcs.highest, mcs.lowest, mcs.highest) == (1.7, 76.3, -1.3, 80.8)


def test_the_mind_at_its_worst_in_a_body_at_its_best_is_below_zero_and_stands_in_the_first_bin():
    body = {"pf", "rp", "bp", "gh"}
    instrument, good = INSTRUMENTS["sf36"], set()
    for domain in instrument.domains:
        good |= {*domain.items} if domain.code in body else set()
    found = score(
        instrument, {one.code: (best if one.code in good else worst)(one) for one in instrument.items}
    )
    mcs = instrument.domain("mcs").scale
    assert mcs.lowest <= found.domains["mcs"] < 0
    bins = bins_of_score(mcs)
    assert (bins.edges[0], bins.edges[-1]) == ((0, 5), (95, 100))
    assert bins.place_of(scaled(found.domains["mcs"])) == 0


@EVERY_DOMAIN
def test_the_best_and_the_worst_answers_are_the_ends_of_a_domain(instrument, domain):
    ends = [
        score(instrument, {item.code: end(item) for item in instrument.items}).domains[domain.code]
        for end in (worst, best)
    ]
    if domain.items:
        better = domain.scale.direction is Direction.HIGHER_IS_BETTER
        assert ends == sorted((domain.scale.lowest, domain.scale.highest), reverse=not better)
    else:
        assert ends[0] < 50 < ends[1]


@EVERY
def test_the_domains_name_items_there_are_and_the_headline_is_one_of_them(instrument):
    known = {item.code for item in instrument.items}
    assert all(set(domain.items) <= known for domain in instrument.domains)
    assert bool(instrument.domains) is bool(instrument.headline)
    if instrument.headline:
        assert instrument.domain(instrument.headline).scale == instrument.scale


@EVERY
def test_the_best_answer_is_an_answer_and_not_a_blank(instrument):
    result = score(instrument, {item.code: best(item) for item in instrument.items})
    assert result.answered == len(instrument.items)
    if not weighs_domains(instrument) and instrument.scale.direction is not Direction.NEITHER:
        best_score = (
            instrument.scale.lowest
            if instrument.scale.direction is Direction.HIGHER_IS_WORSE
            else instrument.scale.highest
        )
        assert result.value == best_score


@EVERY
def test_bands_begin_at_the_bottom_and_rise(instrument):
    for bands in filter(None, (instrument.bands, instrument.optional_bands)):
        lowest = [band.lowest for band in bands.bands]
        assert lowest[0] == instrument.scale.lowest
        assert lowest == sorted(set(lowest))
        assert bands.source


@EVERY
def test_words_of_our_own_name_every_answer_or_the_item_is_measured_or_a_line(instrument):
    for item in instrument.items:
        assert not item.levels or len(item.levels) == len(item.allowed)
        if instrument.in_own_words:
            assert item.levels or item.measured or item.labelled == (item.lowest, item.highest)


@EVERY
def test_a_fact_stands_for_an_item_there_is(instrument):
    assert set(instrument.facts) <= {item.code for item in instrument.items}


def test_pain_has_no_official_bands():
    assert score(INSTRUMENTS["vas_back"], {"pain": 80}).band is None


@every_row(
    ("pain", "band"),
    [(4, "none"), (5, "mild"), (44, "mild"), (45, "moderate"), (74, "moderate"), (75, "severe")],
)
def test_optional_pain_bands_at_each_cut(pain, band):
    assert INSTRUMENTS["vas_rest"].optional_bands.code_of(pain) == band


def test_a_number_of_0_to_10_is_never_taken_for_a_vas():
    assert INSTRUMENTS["nrs_pain"].score({"pain": 10}).rule == "nrs-single"
    with pytest.raises(InvalidResponse):
        INSTRUMENTS["nrs_pain"].score({"pain": 45})


def test_a_number_too_long_to_print_is_refused_all_the_same():
    assert_refused(INSTRUMENTS["odi"], INSTRUMENTS["odi"].items[0], 10**5000)
