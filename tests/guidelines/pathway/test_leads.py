"""What leads from one action to the next is read from the trees: each lead is justified by the target's own rule."""

from itertools import product

from guidelines.pathway.building import is_in, is_true, not_true
from guidelines.pathway.criteria import Named, Not
from guidelines.pathway.facts import FACTS
from guidelines.pathway.outcomes import OUTCOMES
from guidelines.pathway.readings.closure import closure, criteria_of, facts_of
from guidelines.pathway.readings.leads import STAGE_ORDER, Kind, leads, names_of, waits_for
from guidelines.pathway.readings.pathway_map import conjuncts, pathway_map
from guidelines.pathway.rulebook import ACTIONS, PATHWAY
from tests.tables import every_row

LEADS = leads(PATHWAY)
MAP = pathway_map(PATHWAY)


def kinds(source: str, target: str) -> set[str]:
    return {lead.kind.value for lead in LEADS if (lead.source, lead.target) == (source, target)}


# The ladder as the review of pain treatment has it, imaging of the sacrum, and what alarms do (contract.yaml).
@every_row(
    ("source", "target", "kind"),
    [
        ("drug.paracetamol", "drug.strong_opioid", "opens"),
        ("drug.tramadol", "drug.strong_opioid", "opens"),
        ("drug.strong_opioid", "refer.rheumatology", "opens"),
        ("refer.rheumatology", "refer.pain_clinic", "opens"),
        ("refer.rheumatology", "assess.vertebroplasty", "opens"),
        ("assess.vertebroplasty", "procedure.vertebroplasty", "opens"),
        ("assess.vertebroplasty", "image.painful_level", None),  # never back to an earlier stage
        ("assess.sacroplasty", "procedure.sacroplasty", "opens"),
        ("image.painful_level", "procedure.vertebroplasty", "clears"),
        ("image.sacrum_mri", "procedure.sacroplasty", "clears"),
        ("image.spine_xray", "image.sacrum_mri", "opens"),
        ("image.sacrum_ct", "image.sacrum_mri", "opens"),
        ("urgent.suspected_metastasis", "image.spine_mri", "opens"),
        ("urgent.suspected_metastasis", "refer.oncology", "opens"),
        ("urgent.cord_compression", "refer.pain_clinic", "holds"),
        ("urgent.suspected_infection", "physio.lifting_technique", "shuts"),
        ("drug.nsaid", "drug.gastroprotection", "opens"),
        ("drug.nsaid", "drug.strong_opioid", None),  # an NSAID is an option, not a step
        ("procedure.vertebroplasty", "procedure.kyphoplasty", "opens"),
        ("procedure.vertebroplasty", "review.after_cement", "opens"),
        ("aid.corset_prolonged", "aid.corset_short_term", "shuts"),
    ],
)
def test_the_leads_a_clinician_would_draw(source, target, kind):
    assert kinds(source, target) == ({kind} if kind else set())


def test_an_alarm_holds_exactly_what_is_marked_as_held():
    held = {action.code for action in PATHWAY if any(case.held for case in action.cases)}
    alarms = {action.code for action in PATHWAY if action.is_urgent}
    assert {(lead.source, lead.target) for lead in LEADS if lead.kind is Kind.HOLDS} == set(
        product(alarms, held)
    )


@every_row("lead", LEADS, ids=lambda lead: f"{lead.kind}:{lead.source}>{lead.target}")
def test_every_lead_is_justified_by_the_rule_of_its_target(lead):
    nodes = [node for criterion in criteria_of(ACTIONS[lead.target]) for node in criterion.walk()]
    asked = lead.criterion.criterion if isinstance(lead.criterion, Not) else lead.criterion
    needs = {
        fact for case in ACTIONS[lead.target].cases for need in case.needs for fact in facts_of(need.when)
    }
    if lead.kind is Kind.CLEARS:
        assert set(facts_of(lead.criterion)) <= needs
    else:
        assert any(asked == node for node in nodes)
    assert STAGE_ORDER[ACTIONS[lead.source].stage] <= STAGE_ORDER[ACTIONS[lead.target].stage]


def test_a_lead_by_a_fact_waits_for_what_the_source_brings():
    named = names_of(PATHWAY)
    for lead in (lead for lead in LEADS if lead.kind is Kind.OPENS):
        if id(lead.criterion) in named or lead.criterion == ACTIONS[lead.target].when:
            continue
        (fact,) = facts_of(lead.criterion)
        assert waits_for(lead.criterion, fact, OUTCOMES[lead.source][fact]), lead


@every_row(
    ("question", "waits"),
    [
        (is_true("fever"), True),
        (~is_true("fever"), True),
        (not_true(is_true("fever")), False),  # holds while blank
        (is_in("mri", "fracture"), True),
        (is_in("mri", "not_done"), True),
    ],
)
def test_a_question_waits_where_a_blank_withholds_it(question, waits):
    assert waits_for(question, facts_of(question)[0]) is waits


@every_row("code", OUTCOMES)
def test_what_comes_of_an_action_is_a_fact_that_some_other_rule_reads(code):
    others = {fact for action in PATHWAY if action.code != code for fact in closure(action)}
    for fact, values in OUTCOMES[code].items():
        assert fact in others
        assert set(values) <= set(FACTS[fact].values)


def test_every_action_stands_on_the_map_once():
    drawn = [action.code for band in MAP.bands for block in band.blocks for action in block.actions]
    assert sorted(drawn) == sorted(ACTIONS)


def test_a_frame_is_what_each_of_its_members_asks():
    frames = [block.frame for band in MAP.bands for block in band.blocks if block.frame]
    assert frames
    for frame in frames:
        for member in frame.members:
            assert frame.criterion in conjuncts(ACTIONS[member].when)


def test_a_way_that_is_left_out_is_told_by_a_chain():
    """The drawing leaves out short cuts, never a place: what a lead reaches is reached along the ways."""
    onward: dict[str, set[str]] = {}
    for way in MAP.ways:
        onward.setdefault(way.source, set()).add(way.target)
    for band in MAP.bands:
        for frame in (block.frame for block in band.blocks if block.frame):
            onward.setdefault(frame.code, set()).update(frame.members)
            for member in frame.members:  # what a member opens within its own frame is drawn as being in it
                onward.setdefault(member, set()).add(frame.code)
    for lead in (lead for lead in LEADS if lead.kind in (Kind.OPENS, Kind.CLEARS)):
        assert lead.target in reached(lead.source, onward), lead


def reached(source: str, onward: dict[str, set[str]]) -> set[str]:
    seen: set[str] = set()
    waiting = [source]
    while waiting:
        here = waiting.pop()
        waiting.extend(onward.get(here, set()) - seen)
        seen |= onward.get(here, set())
    return seen


def test_a_name_stands_for_an_action_only_where_it_is_that_action_s_presence():
    named = names_of(PATHWAY)
    assert set(named.values()) <= set(ACTIONS)
    assert not any(
        isinstance(ACTIONS["goal.pain"].when, Named) and key == id(ACTIONS["goal.pain"].when) for key in named
    )
