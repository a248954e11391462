"""No instrument of the catalogue is forgotten by the lists that name or order them."""

from decision_support.answers_page import PAGE_TITLES
from decision_support.row_words import SHORT_NAMES
from guidelines.pathway.facts import FACTS
from registry.forms.answers import PAGES
from registry.instruments import INSTRUMENTS
from registry.selectors.scores import SHOWN_FIRST


def test_every_instrument_that_measures_change_has_a_short_name_and_a_place_in_the_order():
    measure_change = {code for code, instrument in INSTRUMENTS.items() if instrument.mcid}
    assert set(SHORT_NAMES) == measure_change
    assert sorted(SHOWN_FIRST) == sorted(measure_change)


def test_every_instrument_can_be_entered_but_those_kept_as_facts_and_the_pain_number_that_is_only_imported():
    entered = {code for page in PAGES.values() for code in page}
    facts = {code for code, instrument in INSTRUMENTS.items() if instrument.facts}
    assert entered == set(INSTRUMENTS) - {"nrs_pain"} - facts


def test_an_answer_kept_as_a_fact_is_one_the_pathway_knows():
    kept = {fact for instrument in INSTRUMENTS.values() for fact in instrument.facts.values()}
    assert kept <= set(FACTS)
    assert set(PAGE_TITLES) == set(PAGES)
