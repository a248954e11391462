"""The text of each page of a PDF that Chromium printed: enough of the format for its own regular output, no more."""

from __future__ import annotations

import re
import zlib

OBJECT = re.compile(rb"(\d+) 0 obj\b(.*?)\bendobj", re.DOTALL)
STREAM = re.compile(rb"stream\r?\n(.*?)\r?\nendstream", re.DOTALL)
SHOWN = re.compile(rb"/(\w+) [\d.]+ Tf|<([0-9A-Fa-f]+)> ?Tj|\[(.*?)\] ?TJ", re.DOTALL)


def pages_of(pdf: bytes) -> list[str]:
    """Page by page, glyphs in the order they were drawn, without the spaces that are only distances."""
    objects = {int(number): body for number, body in OBJECT.findall(pdf)}
    pages = [body for body in objects.values() if re.search(rb"/Type\s*/Page\b", body)]
    return [_text(page, objects) for page in pages]


def _text(page: bytes, objects: dict[int, bytes]) -> str:
    fonts = {name: _glyphs(int(number), objects) for name, number in _fonts(page, objects)}
    drawn, current = [], {}
    for font, single, several in SHOWN.findall(_content(page, objects)):
        if font:
            current = fonts.get(font, {})
            continue
        codes = single or b"".join(re.findall(rb"<([0-9A-Fa-f]+)>", several))
        drawn += [current.get(codes[at : at + 4].upper(), "") for at in range(0, len(codes), 4)]
    return "".join(drawn)


def _fonts(page: bytes, objects: dict[int, bytes]) -> list[tuple[bytes, bytes]]:
    found = re.search(rb"/Font\s*<<(.*?)>>", page, re.DOTALL)
    if found is None:
        resources = re.search(rb"/Resources\s+(\d+) 0 R", page)
        found = re.search(rb"/Font\s*<<(.*?)>>", objects[int(resources[1])], re.DOTALL)
    return re.findall(rb"/(\w+)\s+(\d+) 0 R", found[1])


def _glyphs(font: int, objects: dict[int, bytes]) -> dict[bytes, str]:
    """Glyph code to character, from the font's own map."""
    map_number = re.search(rb"/ToUnicode\s+(\d+) 0 R", objects[font])
    if map_number is None:
        return {}
    text = _stream(objects[int(map_number[1])])
    glyphs: dict[bytes, str] = {}
    for block in re.findall(rb"beginbfchar(.*?)endbfchar", text, re.DOTALL):
        for code, character in re.findall(rb"<(\w+)>\s*<(\w+)>", block):
            glyphs[code.upper()] = bytes.fromhex(character.decode()).decode("utf-16-be")
    for block in re.findall(rb"beginbfrange(.*?)endbfrange", text, re.DOTALL):
        for first, last, character in re.findall(rb"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            for step in range(int(last, 16) - int(first, 16) + 1):
                glyphs[b"%04X" % (int(first, 16) + step)] = chr(int(character, 16) + step)
    return glyphs


def _content(page: bytes, objects: dict[int, bytes]) -> bytes:
    numbers = re.search(rb"/Contents\s+(?:\[(.*?)\]|(\d+ 0 R))", page, re.DOTALL)
    return b"\n".join(
        _stream(objects[int(number)]) for number in re.findall(rb"(\d+) 0 R", numbers[1] or numbers[2])
    )


def _stream(body: bytes) -> bytes:
    raw = STREAM.search(body)[1]
    return zlib.decompress(raw) if b"FlateDecode" in body else raw
