from django.db import migrations
from django.db.models import Q

DIVIDE_DUE = ("", "age_band", "sex")


def take_them_out(apps, schema_editor):
    """What registry/statistics/division.py does not keep any more; all others are as they were, so nothing is counted anew."""
    cells = apps.get_model("registry", "StatisticsCell").objects
    countries = {*apps.get_model("registry", "Department").objects.values_list("country", flat=True)}
    before = Q(wave="baseline")
    for unread in (
        Q(stratum="baseline_band"),
        Q(stratum="waited") & ~Q(place__in=countries),
        Q(measure="any") & ~before & ~Q(stratum__in=DIVIDE_DUE),
        Q(stratum="timing") & (Q(measure="any") | before),
        Q(stratum="walking") & ~Q(measure__in=("walking", "operations", "any")),
    ):
        found = cells.filter(unread)
        found._raw_delete(found.db)


class Migration(migrations.Migration):
    dependencies = [("registry", "0059_lists_by_department")]
    operations = [migrations.RunPython(take_them_out, migrations.RunPython.noop)]
