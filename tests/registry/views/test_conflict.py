"""The conflict page shows both versions and sends what was typed again, on the version that stands now."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.http import QueryDict

from registry.views.conflict import Row, conflict_page, typed

TYPED = QueryDict(
    "csrfmiddlewaretoken=x&version=3&given_name=Karin&locations=lumbar&locations=groin&number=7"
)


def page(rf, rows, hidden=None):
    request = rf.post("/somewhere/?tab=1")
    request.user = AnonymousUser()
    hidden = typed(TYPED) if hidden is None else hidden
    return conflict_page(request, rows=rows, hidden=hidden, version=4, back_url="/back/")


def test_what_was_typed_is_every_value_but_the_token_and_the_old_version():
    assert typed(TYPED) == [
        ("given_name", "Karin"),
        ("locations", "lumbar"),
        ("locations", "groin"),
        ("number", "7"),
    ]


def test_both_versions_are_shown_and_what_was_typed_goes_again_on_the_new_version(rf):
    shown = page(rf, [("Given name", "Karen", "Karin")])
    text = shown.content.decode()
    assert shown.status_code == 409
    assert "Karen" in text
    assert '<input type="hidden" name="given_name" value="Karin">' in text
    assert '<input type="hidden" name="locations" value="groin">' in text
    assert '<input type="hidden" name="version" value="4">' in text
    assert 'action="/somewhere/?tab=1"' in text
    assert 'href="/back/"' in text


def test_a_field_with_a_name_is_chosen_by_the_person_and_not_sent_twice(rf):
    text = page(rf, [Row("Given name", "Karen", "Karin", "given_name", "Karen", "Karin")]).content.decode()
    assert 'type="hidden" name="given_name"' not in text
    assert text.count('type="radio" name="given_name"') == 2


def test_what_was_typed_is_escaped(rf):
    text = page(rf, [("Name", "<b>x</b>", "<script>y</script>")], [("name", '"><script>z</script>')]).content
    assert b"<script>" not in text
    assert b"<b>x</b>" not in text


@pytest.mark.parametrize("blank", [None, ""])
def test_a_blank_is_said_to_be_not_recorded(rf, blank):
    assert b"Not recorded" in page(rf, [("Sex", blank, "Female")]).content


def test_fields_that_are_the_same_are_folded_away(rf):
    text = page(rf, [("Sex", "Female", "Female"), ("Name", "A", "B")]).content.decode()
    assert "1 field is the same in both" in text
