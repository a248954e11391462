"""The hazards as docs/clinical-safety/hazards.yaml has them, refused where something is missing or does not add up."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Self

import yaml
from django.conf import settings
from pydantic import BaseModel, ConfigDict, Field, model_validator

FILE = settings.BASE_DIR / "docs" / "clinical-safety" / "hazards.yaml"
ACCEPTABLE_BELOW = 10  # severity times likelihood after control; from here on a decision by name is needed
PROOF = "proof "

Words = Annotated[str, Field(min_length=5)]
Grade = Annotated[int, Field(ge=1, le=5)]


class Likelihood(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    before: Grade
    after: Grade


class Hazard(BaseModel):
    """One hazard. `shown_by` holds tests as path::name (or a whole file) and proofs as "proof <claim>"."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    id: Annotated[str, Field(pattern=r"^HZ\d\d$")]
    title: Words
    cause: Words
    effect: Words
    harm: Words
    severity: Grade
    likelihood: Likelihood
    control: Words
    shown_by: Annotated[list[str], Field(min_length=1)]
    remains: Words
    not_acceptable: str = ""

    @model_validator(mode="after")
    def _adds_up(self) -> Self:
        if self.likelihood.after > self.likelihood.before:
            raise ValueError(f"{self.id}: a control does not make it likelier")
        if (self.left >= ACCEPTABLE_BELOW) is not bool(self.not_acceptable):
            raise ValueError(
                f"{self.id}: {self.left} is left; not_acceptable says why from {ACCEPTABLE_BELOW} on"
            )
        return self

    @property
    def left(self) -> int:
        """What is left after the control: severity times likelihood."""
        return self.severity * self.likelihood.after

    @property
    def tests(self) -> tuple[str, ...]:
        return tuple(shown for shown in self.shown_by if not shown.startswith(PROOF))

    @property
    def proofs(self) -> tuple[str, ...]:
        """The ids of the claims that are proved of the rules."""
        return tuple(shown.removeprefix(PROOF) for shown in self.shown_by if shown.startswith(PROOF))


@cache
def hazards() -> tuple[Hazard, ...]:
    """Every hazard in order. Raises pydantic's ValidationError, naming the hazard and the field."""
    return tuple(Hazard(**each) for each in yaml.safe_load(FILE.read_text("utf-8")))
