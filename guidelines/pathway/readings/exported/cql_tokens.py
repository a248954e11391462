"""Names, texts and numbers as CQL writes them."""

from __future__ import annotations


def literal(value: bool | int | float | str) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return text(value) if isinstance(value, str) else number(value)


def number(value: int | float) -> str:
    return str(value)


def name(identifier: str) -> str:
    return '"' + _escaped(identifier, '"') + '"'


def text(value: str) -> str:
    return f"'{_escaped(value, chr(39))}'"


def _escaped(value: str, quote: str) -> str:
    return value.replace("\\", "\\\\").replace(quote, f"\\{quote}")
