"""What a programme is: lines to do, each with its source or marked as our own choice."""

from __future__ import annotations

from dataclasses import dataclass

UK_CONSENSUS = "doi:10.1136/bjsports-2021-104634"
LIFTMOR = "doi:10.1002/jbmr.3284"
AFTER_HIP_FRACTURE = "doi:10.5312/wjo.v4.i4.248"


@dataclass(frozen=True, kw_only=True)
class Line:
    """One thing to do. `needs` and `barred_by` are constraint codes; without a source the line is our own choice.

    `exercises` serve the line and are suggested, `also` are offered beside them; a line that is advice to follow and
    nothing to train has neither.
    """

    text: str
    source: str = ""
    needs: str = ""
    barred_by: tuple[str, ...] = ()
    after_hip_fracture: bool = False
    exercises: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    is_advice: bool = False

    @property
    def own_choice(self) -> bool:
        return not self.source

    def suits(self, constraints: frozenset[str], *, hip: bool) -> bool:
        """Whether the line may stand in the programme of a patient with these constraints."""
        if self.after_hip_fracture and not hip:
            return False
        return not constraints.intersection(self.barred_by) and (not self.needs or self.needs in constraints)


@dataclass(frozen=True, kw_only=True)
class Programme:
    """Strong / Steady / Straight and who is beside the patient, for one category or one acute phase.

    Outside the dose frame are those who are not ready for it: function-limited and acute, with doses of their own.
    """

    code: str
    title: str
    strong: tuple[Line, ...]
    steady: tuple[Line, ...]
    straight: tuple[Line, ...]
    supervision: tuple[Line, ...]
    within_dose_frame: bool = True

    @property
    def lines(self) -> tuple[Line, ...]:
        """What there is to do, block by block."""
        return (*self.strong, *self.steady, *self.straight)


def line(
    text: str,
    source: str = UK_CONSENSUS,
    *,
    needs: str = "",
    barred_by: tuple[str, ...] = (),
    after_hip_fracture: bool = False,
    exercises: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    is_advice: bool = False,
) -> Line:
    return Line(
        text=text,
        source=source,
        needs=needs,
        barred_by=barred_by,
        after_hip_fracture=after_hip_fracture,
        exercises=exercises,
        also=also,
        is_advice=is_advice,
    )


def ours(
    text: str,
    *,
    needs: str = "",
    exercises: tuple[str, ...] = (),
    also: tuple[str, ...] = (),
    is_advice: bool = False,
) -> Line:
    """A line no source states: our own choice, labelled so."""
    return Line(text=text, needs=needs, exercises=exercises, also=also, is_advice=is_advice)
