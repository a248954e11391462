"""A small made-up file and its mapping; tests change one thing in them at a time."""

import copy
import json
from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from io import BytesIO
from pathlib import Path

import yaml

from registry.actions.import_checks import Checked, check_import, problems_of, staged_rows
from registry.exchange.mapping import Mapping, read_mapping

TODAY = date(2026, 11, 22)
EXAMPLE = Path("docs/examples/low_back_pain_mapping.yaml")
SECTIONS = {
    "pain_intensity": "o1",
    "personal_care": "o2",
    "lifting": "o3",
    "walking": "o4",
    "sitting": "o5",
    "standing": "o6",
    "sleeping": "o7",
    "sex_life": "not_asked",
    "social_life": "o9",
    "travelling": "o10",
}
MAPPING = {
    "name": "made-up",
    "source": "made up for the tests",
    "observed_on": date(2026, 3, 1),
    "timepoint": "baseline",
    "department": {"code": "made-up-study", "name": "Made-up study", "country": "DK"},
    "patient": {
        "id": "id",
        "age_years": "age",
        "sex": {"column": "sex", "codes": {"f": "female", "m": "male", "x": "not_recorded"}},
    },
    "episode": {"kind": "other", "onset_on": date(2026, 3, 1)},
    "instruments": [
        {"instrument": "odi", "items": SECTIONS, "check": {"column": "own_odi", "decimals": 1}},
        {
            "instrument": "eq5d_3l",
            "value_set": "nl_tto",
            "items": {
                "mobility": "mo",
                "self_care": "sc",
                "usual_activities": "ua",
                "pain_discomfort": "pd",
                "anxiety_depression": "ad",
            },
            "check": {"column": "own_eq5d", "decimals": 3},
        },
    ],
    "not_read": ["note"],
}
HEADER = "id,age,sex,o1,o2,o3,o4,o5,o6,o7,o9,o10,own_odi,mo,sc,ua,pd,ad,own_eq5d,note"
# 18 of 45 points is 40.0; state 22232 is 0.092 in the Dutch set.
ROW = {
    "id": "1",
    "age": "71",
    "sex": "f",
    **{f"o{number}": "2" for number in (1, 2, 3, 4, 5, 6, 7, 9, 10)},
    "own_odi": "40.0",
    "mo": "2",
    "sc": "2",
    "ua": "2",
    "pd": "3",
    "ad": "2",
    "own_eq5d": "0.092",
    "note": "",
}


def written(entries):
    """As YAML."""
    dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)  # several times faster
    return yaml.dump(entries, Dumper=dumper, sort_keys=False)


def mapping_text(**changes):
    """The made-up mapping as YAML, with top-level entries replaced."""
    return written(copy.deepcopy(MAPPING) | changes)


mapping_of = cache(read_mapping)  # a mapping is frozen, and most tests use the same


def csv_text(*rows, header=HEADER):
    """A file of ROW with changes, a dict of changes a row; without any, of one unchanged row."""
    lines = [
        ",".join({**ROW, **changes}[column] for column in header.split(",")) for changes in rows or ({},)
    ]
    return "\n".join([header, *lines]) + "\n"


class Kept(defaultdict):
    """A stage in memory."""

    def __init__(self):
        super().__init__(list)

    def write(self, kind, values):
        self[kind].append(json.dumps(values))

    def read(self, kind):
        return map(json.loads, self[kind])


@dataclass
class Found:
    """What a check of a file found, and what it put aside."""

    mapping: Mapping
    stage: Kept
    checked: Checked

    @property
    def rows(self):
        return [row for rows in staged_rows(self.stage, self.checked.excluded) for row in rows]

    @property
    def problems(self):
        return list(problems_of(self.stage))

    @property
    def summary(self):
        return self.checked.summary


def found_in(raw, department=None, **mapping):
    """What is found in a file (bytes or text) through the made-up mapping with entries replaced. No database without a department."""
    used, stage = mapping_of(mapping_text(**mapping)), Kept()
    raw = raw.encode() if isinstance(raw, str) else raw
    return Found(used, stage, check_import(BytesIO(raw), used, department=department, stage=stage, on=TODAY))


def planned(*rows, department=None, **mapping):
    """What is found in rows, each a dict of changes to ROW."""
    return found_in(csv_text(*rows), department, **mapping)


def blank(*columns):
    return dict.fromkeys(columns, "")
