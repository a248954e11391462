"""The tokens keep their promises: text at least 4.5:1 on its ground, marks and edges 3:1, in both themes."""

import re

from django.conf import settings

from tests.tables import every_row

CSS = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
COLOUR = re.compile(r"--([a-z0-9-]+):\s*(#[0-9a-f]{6});")
MEANINGS = ("urgent", "contraindicated", "not-cleared", "caution", "recommend", "consider", "avoid")


def theme(contrast: str) -> dict[str, str]:
    """Token to colour: the plain theme, or the plain theme with what high contrast changes."""
    plain, _, rest = CSS.partition("@media (prefers-contrast: more)")
    found = dict(COLOUR.findall(plain))
    if contrast == "more":
        found |= dict(COLOUR.findall(rest.partition("@media (prefers-reduced-motion")[0]))
    return found


def luminance(colour: str) -> float:
    """WCAG 2 relative luminance."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


TEXT = [
    *((ink, ground) for ink in ("ink", "ink-soft", "brand", "brand-deep") for ground in ("paper", "ground", "sunk", "brand-tint")),
    *((meaning, f"{meaning}-tint") for meaning in MEANINGS),
    *((meaning, "paper") for meaning in MEANINGS),
    *(("ink", f"{meaning}-tint") for meaning in MEANINGS),
    ("on-brand", "brand"), ("on-brand", "brand-deep"), ("paper", "urgent"),
]  # fmt: skip
MARKS = [
    ("line-strong", "paper"),
    ("line-strong", "ground"),
    *((f"chart-{n}", "paper") for n in (1, 2, 3, 4)),
]


@every_row("contrast", ["plain", "more"])
@every_row(("text", "ground"), TEXT)
def test_text_can_be_read_on_its_ground(text, ground, contrast):
    colours = theme(contrast)
    assert ratio(colours[text], colours[ground]) >= (4.5 if contrast == "plain" else 7)


@every_row("contrast", ["plain", "more"])
@every_row(("mark", "ground"), MARKS)
def test_marks_and_edges_can_be_seen(mark, ground, contrast):
    colours = theme(contrast)
    assert ratio(colours[mark], colours[ground]) >= 3


@every_row("path", sorted((settings.BASE_DIR / "static" / "css").glob("*.css")), ids=lambda path: path.name)
def test_colours_are_named_in_the_tokens_only(path):
    found = set(re.findall(r"#[0-9a-fA-F]{3,8}\b", path.read_text(encoding="utf-8")))
    on_paper = {"#000000", "#ffffff"} if path.name == "print.css" else set()
    assert path.name == "tokens.css" or found <= on_paper
