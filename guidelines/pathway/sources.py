"""The five documents the pathway rests on, and how a rule points at what one of them says."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from guidelines.pathway.translate import _

SourceId = Literal[
    "pain-review", "sacral-article", "patient-information", "danespine-report", "physiotherapy-article"
]


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Frozen):
    """One document. It carries its year, or the years it must lie between and how we know."""

    id: SourceId
    title: str
    language: Literal["da", "sv"]
    kind: str
    year: int | None = None
    between: tuple[int, int] | None = None
    dated_by: str = ""
    funding: str = ""

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if (self.year is None) == (self.between is None):
            raise ValueError(f"{self.id}: give a year, or the years it lies between")
        return self


class Citation(Frozen):
    """What a rule rests on: statement ids in our catalogue, where a reader finds them, and who checked that, when."""

    source: SourceId
    statements: Annotated[tuple[str, ...], Field(min_length=1)]
    locator: Annotated[str, Field(min_length=2)]
    checked_on: date
    checked_by: Annotated[str, Field(min_length=2)]


SOURCES: dict[str, Source] = {
    source.id: source
    for source in (
        Source(
            id="pain-review",
            title=_("Treatment of pain from osteoporotic fractures of the spine (review)"),
            language="da",
            kind=_("review with the authors' own recommendation"),
            between=(2001, 2009),
            dated_by=_("after vertebroplasty came to Denmark, before the sham-controlled trials"),
            funding=_("not stated"),
        ),
        Source(
            id="sacral-article",
            title=_("Osteoporotic fractures of the sacrum and sacroplasty"),
            language="sv",
            kind=_("narrative article"),
            between=(2007, 2009),
            dated_by=_("cites a study of 2007 and no sham-controlled trial of vertebroplasty"),
            funding=_("the authors declare no conflict of interest"),
        ),
        Source(
            id="patient-information",
            title=_("Treatment of pain without drugs after vertebral compression (patient information)"),
            language="sv",
            kind=_("patient information"),
            between=(2009, 2018),
            dated_by=_("knows two controlled trials of vertebroplasty, where five had been pooled by 2018"),
            funding=_("not stated"),
        ),
        Source(
            id="danespine-report",
            title=_("Spine surgery in Denmark, DaneSpine annual report 2022"),
            language="da",
            kind=_("annual report of a national registry"),
            year=2023,
            funding=_("published by the Danish society of spine surgeons"),
        ),
        Source(
            id="physiotherapy-article",
            title=_("Physiotherapy and functional categories in osteoporosis"),
            language="da",
            kind=_("professional article"),
            between=(2019, 2026),
            dated_by=_("refers to a consensus report of 2019"),
            funding=_("not stated"),
        ),
    )
}

SOURCE_OF_LETTER: dict[str, SourceId] = {
    "A": "pain-review",
    "S": "sacral-article",
    "P": "patient-information",
    "R": "danespine-report",
    "F": "physiotherapy-article",
}

# The day the statements were last read against the documents, and by whom; a rule cannot exist without both.
CHECKED_ON = date(2026, 11, 22)
CHECKED_BY = "Columna guideline team"
