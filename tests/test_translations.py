"""Every text of the patient's questionnaire is there in Danish and Swedish, and what is served is what was written."""

from __future__ import annotations

import ast
import gettext
import re
from pathlib import Path

import pytest
from django.conf import settings

from registry.completeness.asking import ASKS, PAIRED
from registry.instruments import INSTRUMENTS

CONTEXT = "questionnaire"
LANGUAGES = ("da", "sv")
IN_TEMPLATE = re.compile(r"""\{% translate (?:"([^"]*)"|'([^']*)') context ["']questionnaire["']""")
BLOCK = re.compile(
    r'\{% blocktranslate context "questionnaire"[^%]*%\}(.*?)\{% endblocktranslate %\}', re.DOTALL
)


def texts() -> set[str]:
    asked = [*PAIRED, "eq5d_5l", *(code for group in ASKS.values() for code in group.core)]
    shown = [INSTRUMENTS[code] for code in asked if not INSTRUMENTS[code].only_in_its_words]
    found = {item.name for instrument in shown for item in instrument.items}
    for path in (settings.BASE_DIR / "templates" / "questionnaire").iterdir():
        written = path.read_text()
        found |= {one or other for one, other in IN_TEMPLATE.findall(written)}
        found |= {re.sub(r"\{\{ (\w+) \}\}", r"%(\1)s", block) for block in BLOCK.findall(written)}
    for folder in ("questionnaire", "views"):
        for path in (settings.BASE_DIR / "decision_support" / folder).glob("*.py"):
            found |= in_code(path)
    return found


def in_code(path: Path) -> set[str]:
    calls = (node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call))
    marked = (call.args for call in calls if getattr(call.func, "id", "").startswith("pgettext"))
    written = ([given.value for given in args if isinstance(given, ast.Constant)] for args in marked)
    return {args[1] for args in written if len(args) == 2 and args[0] == CONTEXT}


def catalogue(language: str) -> gettext.GNUTranslations:
    return gettext.translation("django", settings.LOCALE_PATHS[0], [language])


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_text_a_patient_reads_is_left_in_english(language):
    served = catalogue(language)
    missing = {text for text in texts() if f"{CONTEXT}\x04{text}" not in served._catalog}
    assert missing == set()


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_fills_in_the_same_values(language):
    served = catalogue(language)
    slots = re.compile(r"%\(\w+\)s")
    wrong = [
        text
        for text in texts()
        if set(slots.findall(text)) != set(slots.findall(served.pgettext(CONTEXT, text)))
    ]
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_is_served_is_what_was_written(language):
    """A .po file that was changed and not compiled says one thing and shows another."""
    written = (settings.LOCALE_PATHS[0] / language / "LC_MESSAGES" / "django.po").read_text()
    pairs = re.findall(r'msgctxt "questionnaire"\nmsgid "(.*)"\nmsgstr "(.*)"', written)
    served = catalogue(language)
    assert len(pairs) > 80
    assert [text for text, said in pairs if served.pgettext(CONTEXT, text) != said] == []
