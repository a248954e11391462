"""The five documents the pathway rests on, and how a rule points at what one of them says."""

from __future__ import annotations

from calendar import monthrange
from datetime import date
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, model_validator

from guidelines.pathway.translate import _

SourceId = Literal[
    "pain-review", "sacral-article", "patient-information", "danespine-report", "physiotherapy-article"
]


# The day the statements were last read against the documents, and by whom; a rule cannot exist without both.
CHECKED_ON = date(2026, 11, 22)
CHECKED_BY = "Columna guideline team"
# How long a check holds; then somebody reads the source again (docs/adr/0019).
REVIEW_MONTHS = 12


def review_by(checked_on: date) -> date:
    """The last day on which a check still holds; a check of 29 February holds to the 28th."""
    years, month = divmod(checked_on.month - 1 + REVIEW_MONTHS, 12)
    last = monthrange(checked_on.year + years, month + 1)[1]
    return date(checked_on.year + years, month + 1, min(checked_on.day, last))


class Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Checked(Frozen):
    """Something that a person has read against its document, and that is due to be read again."""

    checked_on: date = CHECKED_ON
    checked_by: str = CHECKED_BY

    @model_validator(mode="after")
    def _somebody(self) -> Self:
        if len(self.checked_by.strip()) < 2:
            raise ValueError(
                f"{self.names}: found checked_by {self.checked_by!r}, so nobody has checked it; write who read it against "
                "its document (CHECKED_BY in guidelines/pathway/sources.py unless it has its own)."
            )
        return self

    @property
    def names(self) -> str:
        """What it is, for a message."""
        raise NotImplementedError

    @property
    def review_by(self) -> date:
        return review_by(self.checked_on)

    def is_overdue(self, on: date) -> bool:
        return on > self.review_by


class Source(Checked):
    """One document. It carries its year, or the years it must lie between and how we know, and what it was read for."""

    id: SourceId
    title: str
    language: Literal["da", "sv"]
    kind: str
    read_for: str
    year: int | None = None
    between: tuple[int, int] | None = None
    dated_by: str = ""
    funding: str = ""

    @property
    def names(self) -> str:
        return f"source {self.id}"

    @model_validator(mode="after")
    def _dated(self) -> Self:
        if (self.year is None) == (self.between is None):
            raise ValueError(
                f"{self.id}: found year {self.year} and between {self.between}; give a year, or the years it lies between."
            )
        return self


class Citation(Checked):
    """What a rule rests on: statement ids in our catalogue, where a reader finds them, and who checked that, when."""

    source: SourceId
    statements: Annotated[tuple[str, ...], Field(min_length=1)]
    locator: Annotated[str, Field(min_length=2)]

    @property
    def names(self) -> str:
        return f"citation of {', '.join(self.statements)} ({self.source})"


SOURCES: dict[str, Source] = {
    source.id: source
    for source in (
        Source(
            id="pain-review",
            title=_("Treatment of pain from osteoporotic fractures of the spine (review)"),
            language="da",
            kind=_("review with the authors' own recommendation"),
            read_for=_(
                "The ladder of pain treatment, its goal and rest rule, and vertebroplasty before the sham-controlled trials"
            ),
            between=(2001, 2009),
            dated_by=_("after vertebroplasty came to Denmark, before the sham-controlled trials"),
            funding=_("not stated"),
        ),
        Source(
            id="sacral-article",
            title=_("Osteoporotic fractures of the sacrum and sacroplasty"),
            language="sv",
            kind=_("narrative article"),
            read_for=_(
                "When to suspect a fracture of the sacrum, how to image it, and whom sacroplasty may suit"
            ),
            between=(2007, 2009),
            dated_by=_("cites a study of 2007 and no sham-controlled trial of vertebroplasty"),
            funding=_("the authors declare no conflict of interest"),
        ),
        Source(
            id="patient-information",
            title=_("Treatment of pain without drugs after vertebral compression (patient information)"),
            language="sv",
            kind=_("patient information"),
            read_for=_(
                "Treatment without drugs: heat, cold, pool, corset, injections, and when each is not for the patient"
            ),
            between=(2009, 2018),
            dated_by=_("knows two controlled trials of vertebroplasty, where five had been pooled by 2018"),
            funding=_("not stated"),
        ),
        Source(
            id="danespine-report",
            title=_("Spine surgery in Denmark, DaneSpine annual report 2022"),
            language="da",
            kind=_("annual report of a national registry"),
            read_for=_(
                "Alarm signs, malignancy, infection, the trials of vertebroplasty, and what the registry collects and reports"
            ),
            year=2023,
            funding=_("published by the Danish society of spine surgeons"),
        ),
        Source(
            id="physiotherapy-article",
            title=_("Physiotherapy and functional categories in osteoporosis"),
            language="da",
            kind=_("professional article"),
            read_for=_(
                "Risk factors, the acute phase, the functional categories and training: strong, steady, straight"
            ),
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
