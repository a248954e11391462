"""What is recorded, filled into the form and sent back untouched, is what was recorded: in every language we write."""

import pytest
from django.utils.translation import override
from hypothesis import given, settings
from hypothesis import strategies as st

from guidelines.forms.assessment_form import FIELDS
from guidelines.forms.sections import QUESTIONS
from guidelines.pathway.facts import Kind
from registry.partial_date import PartialDate


def recorded(question):
    """Any value the records may hold for a question."""
    fact = question.fact
    if question.is_dated:
        days = st.dates(min_value=PartialDate.parse("1930-01").day)
        return st.builds(lambda day, month: f"{day:%Y-%m}" if month else str(day), days, st.booleans())
    if question.is_scored:
        return st.integers(0, 100).map(float)
    match fact.kind:
        case Kind.SET:
            return st.sets(st.sampled_from(fact.values)).map(
                lambda ticked: [value for value in fact.values if value in ticked]
            )
        case Kind.BOOL:
            return st.booleans()
        case Kind.INT:
            return st.integers(int(fact.low), int(fact.high))
        case Kind.FLOAT:
            return st.decimals(fact.low, fact.high, places=2, allow_nan=False).map(float)
        case _:
            return st.sampled_from(fact.values)


@pytest.mark.slow
@pytest.mark.parametrize("question", QUESTIONS.values(), ids=lambda question: question.name)
@settings(max_examples=15, deadline=None)
@given(data=st.data())
def test_an_untouched_answer_comes_back_as_it_was_recorded(question, data):
    value = data.draw(recorded(question))
    with override(data.draw(st.sampled_from(["en", "da", "sv"]))):
        texts = question.typed(value)
        sent = texts if question.fact.kind is Kind.SET else texts[0]
        assert question.as_json(FIELDS[question.name].clean(sent)) == value
