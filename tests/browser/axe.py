"""axe-core on a page under its real Content-Security-Policy; the vendored copy is never served."""

from functools import cache
from pathlib import Path

AXE = Path(__file__).parent / "vendor" / "axe-core" / "axe.min.js"
SERIOUS = {"serious", "critical"}


@cache
def _source() -> str:
    return AXE.read_text(encoding="utf-8")


def serious_findings(page) -> list[str]:
    """Each serious or critical finding as `rule: selector, selector`; empty when there is none."""
    page.evaluate(_source())  # evaluate, because a script tag would be blocked by the page's own policy
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")
    return [
        f"{violation['id']}: {', '.join(str(node['target'][0]) for node in violation['nodes'])}"
        for violation in found["violations"]
        if violation["impact"] in SERIOUS
    ]
