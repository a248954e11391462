"""Diagnoses, the groups the annual report prints them in, and their codes with dates of validity. Pure."""

from registry.diagnoses.catalogue import DIAGNOSES, GROUPS, diagnoses_of, group_of, is_of_neck
from registry.diagnoses.coding import CODES, breaks, codes_of, resolve
from registry.diagnoses.diagnosis import CAUSES, REGIONS, Diagnosis, Group, Region

__all__ = [
    "CAUSES",
    "CODES",
    "DIAGNOSES",
    "GROUPS",
    "REGIONS",
    "Diagnosis",
    "Group",
    "Region",
    "breaks",
    "codes_of",
    "diagnoses_of",
    "group_of",
    "is_of_neck",
    "resolve",
]
