"""A message keeps its values apart, so that it can be said in another language."""

from registry.instruments.translate import say


def test_a_message_reads_in_english_by_itself():
    assert str(say("{blank} of {total} are blank.", blank=3, total=10)) == "3 of 10 are blank."


def test_a_message_is_translated_with_the_marked_text_inside_it():
    danish = {"{item}: found {found}.": "{item}: fandt {found}.", "Walking": "Gang"}
    message = say("{item}: found {found}.", item="Walking", found=7)
    assert message.translated(lambda text: danish.get(text, text)) == "Gang: fandt 7."


def test_empty_text_is_not_looked_up_because_gettext_answers_with_its_header():
    assert say("[{found}]", found="").translated(lambda text: text or "Project-Id-Version") == "[]"
