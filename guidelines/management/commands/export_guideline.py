"""Write a version of the rules as HL7 ELM, CQL, or a FHIR PlanDefinition with its Library. Opens no database."""

from __future__ import annotations

from pathlib import Path

from django.core.management.base import BaseCommand

from guidelines.export import FORMATS, Exported
from guidelines.management.commands.recommend import Refused
from guidelines.pathway.criteria import RuleError
from guidelines.pathway.releases import UnknownRuleSet, ruleset
from guidelines.pathway.rulebook import CURRENT
from guidelines.pathway.ruleset import RuleSet


class Command(BaseCommand):
    help = (
        "Writes a version of the rules for somebody else's engine: HL7 ELM (JSON), CQL (text, for people and for a "
        "translator), or a FHIR R4 PlanDefinition with a Library that carries both. The same rules give the same "
        "bytes. Not for clinical use: not a CE-marked medical device. Exit 2 when an option is refused."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--format", required=True, metavar="FORMAT", help=f"one of {', '.join(FORMATS)}")
        parser.add_argument(
            "--out", default="-", metavar="DIR", help="write files into this folder; - (the default) prints"
        )
        parser.add_argument(
            "--ruleset",
            default=CURRENT.version,
            metavar="VERSION",
            help="another version than the one in force",
        )

    def handle(self, *, out, ruleset, **options):
        exported = export(options["format"], known_version(ruleset))
        if out == "-":
            self.stdout.write(exported.printed, ending="")
        else:
            for path in written(exported, Path(out)):
                self.stdout.write(f"Wrote {path}")


def export(name: str, rules: RuleSet) -> Exported:
    if name not in FORMATS:
        raise Refused(f"--format: found {name}; allowed: {', '.join(FORMATS)}.")
    try:
        return FORMATS[name](rules)
    except RuleError as error:
        raise Refused(f"--ruleset: {rules.version} cannot be exported: {error}") from None


def known_version(version: str) -> RuleSet:
    try:
        return ruleset(version)
    except UnknownRuleSet as unknown:
        raise Refused(f"--ruleset: {unknown}") from None


def written(exported: Exported, folder: Path) -> list[Path]:
    """The files, written; the folder is made where there is none."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for name, text in exported.files.items():
            (folder / name).write_text(text, "utf-8")
    except OSError as error:
        raise Refused(
            f"--out: found {folder}, {error.strerror}; allowed: a folder to write in, or -."
        ) from None
    return [folder / name for name in exported.files]
