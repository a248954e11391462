from django.db import migrations
from django.db.models import Q

ONLY_COUNTED = ("any", "operations", "walking")
# As registry/statistics/division.py said when this was written.
QUALITY_OF_LIFE = Q(measure__startswith="eq5d_")
PAINS = ("back", "leg", "neck", "arm")


def take_them_out(apps, schema_editor):
    """A country's cells of strata that departments have cells of, whose sum it is; and durations of pain by which a score is
    divided no more. All others are as they were, so nothing is counted anew."""
    cells = apps.get_model("registry", "StatisticsCell").objects
    countries = {*apps.get_model("registry", "Department").objects.values_list("country", flat=True)}
    of_departments = ("age_band", "sex", "weekday", "timing")
    read = QUALITY_OF_LIFE | Q(measure__in=ONLY_COUNTED)
    durations = {place: f"{place}_pain_duration" for place in PAINS}
    for place, stratum in durations.items():
        read |= Q(measure=f"vas_{place}", stratum=stratum)
    for unread in (
        Q(stratum__in=of_departments, place__in=countries),
        Q(stratum__in=durations.values()) & ~read,
    ):
        found = cells.filter(unread)
        found._raw_delete(found.db)


class Migration(migrations.Migration):
    dependencies = [("registry", "0060_cells_that_no_figure_reads")]
    operations = [migrations.RunPython(take_them_out, migrations.RunPython.noop)]
