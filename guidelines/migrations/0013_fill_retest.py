"""Fills the days of the new test of whoever was decided about before the days were kept. May be run again."""

from datetime import timedelta

from django.db import migrations

WEEKS = (8, 12)  # as the rule stood on the day this was written
BATCH = 500


def fill(apps, schema_editor):
    standings = apps.get_model("guidelines", "Standing").objects
    missing = standings.filter(category_confirmed_on__isnull=False, retest_from__isnull=True)
    while rows := list(missing[:BATCH]):
        for row in rows:
            row.retest_from, row.retest_by = (row.category_confirmed_on + timedelta(weeks=n) for n in WEEKS)
        standings.bulk_update(rows, ["retest_from", "retest_by"])


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0012_standing_retest")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
