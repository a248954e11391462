"""With wrong content Columna does not start, whoever starts it, and says which, where and what to do."""

import subprocess
import sys

import pytest
from django.conf import settings

pytestmark = pytest.mark.slow

BREAK = {
    "a reason for a statement there is none of": (
        "from guidelines.pathway.uses import NOT_USED, NotUsed, Reason\n"
        "NOT_USED['Z99'] = NotUsed('Z99', Reason.GENERAL, 'made up')",
        "Z99 in the list of statements not used (guidelines/pathway/uses/unused.py): cites Z99, which is in no source",
    ),
    "a threshold out of its bounds": (
        "from dataclasses import replace\n"
        "from guidelines.pathway import thresholds\n"
        "rows = thresholds.DEFAULT.all\n"
        "object.__setattr__(thresholds.DEFAULT, 'all', (replace(rows[0], value=99), *rows[1:]))",
        "threshold rest_goal_vas (guidelines/pathway/thresholds.py): rest_goal_vas: found 99; allowed: a number from 0 to 20",
    ),
    "a source nobody checked": (
        "from guidelines.pathway import sources\nsources.Source(**{**sources.SOURCES['pain-review'].model_dump(), 'checked_by': ''})",
        "source pain-review: found checked_by '', so nobody has checked it; write who read it against its document",
    ),
    "an action that cites a statement there is none of": (
        "from dataclasses import replace\nfrom guidelines.pathway.escalation import ESCALATION\nreplace(ESCALATION[0], statements=('A99',))",
        "cites A99, which the catalogue of statements does not hold; correct the id, or add the statement",
    ),
    "a controversy with one position": (
        "from dataclasses import replace\n"
        "from guidelines.pathway.controversies import CONTROVERSIES\n"
        "card = next(iter(CONTROVERSIES.values()))\nreplace(card, positions=card.positions[:1])",
        "has 1 position(s): a card shows two or more sides, so add the other side",
    ),
}


@pytest.mark.parametrize(("broken", "said"), BREAK.values(), ids=BREAK.keys())
def test_it_does_not_start(broken, said):
    code = (
        f"import os\nos.environ['DJANGO_SETTINGS_MODULE'] = 'decision_support.settings'\n{broken}\n"
        "import django\ndjango.setup()"
    )
    ran = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, cwd=settings.BASE_DIR, check=False
    )
    assert ran.returncode != 0
    assert said in ran.stderr
