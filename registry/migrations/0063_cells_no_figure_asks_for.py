from django.db import migrations
from django.db.models import Q

ONLY_COUNTED = ("any", "operations")
# As registry/statistics/division.py and the catalogue of diagnoses said when this was written.
QUALITY_OF_LIFE = Q(measure__startswith="eq5d_")
OF_NECK = Q(diagnosis__startswith="cervical_") | Q(diagnosis__startswith="fracture_cervical_")
NECK, OTHERWISE = ("neck_pain_duration", "arm_pain_duration"), ("leg_pain_duration",)


def take_them_out(apps, schema_editor):
    """Scores by the time from onset, and the quality of life by how long pain of another region had lasted, or pain of the
    back. All others are as they were, so nothing is counted anew."""
    cells = apps.get_model("registry", "StatisticsCell").objects
    for unread in (
        Q(stratum="waited") & ~Q(measure__in=ONLY_COUNTED),
        QUALITY_OF_LIFE & Q(stratum="back_pain_duration"),
        QUALITY_OF_LIFE & Q(stratum__in=NECK) & ~OF_NECK,
        QUALITY_OF_LIFE & Q(stratum__in=OTHERWISE) & OF_NECK,
    ):
        found = cells.filter(unread)
        found._raw_delete(found.db)


class Migration(migrations.Migration):
    dependencies = [("registry", "0062_episodes_of_a_diagnosis_by_index")]
    operations = [migrations.RunPython(take_them_out, migrations.RunPython.noop)]
