"""What is wrong with a mapping, in the reader's language: where, what was found there, and what to do."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext
from pydantic_core import PydanticCustomError

from registry.instruments.responses import echo
from registry.instruments.translate import _

# pydantic puts these into the place of a problem, where nobody is told of them
CONSTANT, IN_COLUMN = "constant", "in a column"
OURS = "mapping"
# What pydantic calls a problem to the sentence that is said of it.
SENTENCES = {
    "extra_forbidden": _(
        "there is no such entry, and {found} stands there; correct its name, or take it out"
    ),
    "missing": _("it is missing; give it"),
    "literal_error": _("found {found}; give one of {expected}"),
    "string_pattern_mismatch": _("found {found}; give small letters, digits and hyphens, 50 at most"),
    "string_too_short": _("it is empty; give a text"),
    "string_too_long": _("it is too long; give {max_length} characters at most"),
    "string_type": _("found {found}, which is no text; write it in quotes"),
    "bool_type": _("found {found}; give true or false"),
    "int_type": _("found {found}; give a whole number"),
    "greater_than_equal": _("found {found}; give {ge} or more"),
    "less_than_equal": _("found {found}; give {le} or less"),
    "date_type": _("found {found}; give a day as YYYY-MM-DD, or a column and a format"),
    "dict_type": _("found {found}; give entries, each with its name, such as column: NAME"),
    "model_type": _("found {found}; give entries, each with its name, such as column: NAME"),
    "tuple_type": _("found {found}; give a list"),
    "frozen_set_type": _("found {found}; give a list"),
    "too_short": _("it is empty; give one at least"),
}
# For what pydantic may find besides.
ANY = _("found {found}, which cannot be used here; docs/how-to/import-assessments.md says what can")


def wrong(template: str, **params: object) -> PydanticCustomError:
    """A problem of the mapping, with its marked sentence kept apart from its values."""
    said = {name: str(value) for name, value in params.items()}
    return PydanticCustomError(OURS, "{said}", {"said": template, **said})


def together(problems: Iterable[PydanticCustomError]) -> PydanticCustomError:
    """Several problems of one entry, as one."""
    return PydanticCustomError(OURS, "{said}", {"said": "", "all": [one.context for one in problems]})


def in_words(problem: Any) -> str:
    """One problem of pydantic's on one line."""
    parts = [str(part) for part in problem["loc"] if part not in (CONSTANT, IN_COLUMN)]
    where = ".".join(parts) or gettext("the mapping")
    context = problem.get("ctx", {})
    if problem["type"] == OURS:
        said = "; ".join(gettext(one["said"]).format(**one) for one in context.get("all", [context]))
    else:
        given = {name: str(value) for name, value in context.items()}
        template = gettext(SENTENCES.get(problem["type"], ANY))
        said = template.format(**{"found": _echoed(problem["input"]), **given})
    return f"{where}: {said}"


def _echoed(found: Any) -> str:
    """What stands there, as YAML has it and not too long; of a structure only that it is one."""
    if isinstance(found, dict):
        return gettext("entries")
    if isinstance(found, list | tuple | set | frozenset):
        return gettext("a list")
    return gettext("nothing") if found is None else echo(str(found))
