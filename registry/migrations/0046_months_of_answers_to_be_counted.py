from django.db import migrations
from django.db.models import F


def say_what_is_not_counted(apps, schema_editor):
    """Answers are counted by the month of the index date: `manage.py rebuild_statistics` counts what is stored; until
    then reports say so. A rebuild that was stopped half way begins again, since what it counted lacks them.
    """
    if apps.get_model("registry", "Episode").objects.exists():
        state = apps.get_model("registry", "StatisticsState")
        state.objects.update_or_create(pk=1, defaults={"is_outdated": True})
        state.objects.filter(building__isnull=False).update(building=F("building") + 1)


class Migration(migrations.Migration):
    dependencies = [("registry", "0045_operated_on_again_in_the_same_region")]
    operations = [migrations.RunPython(say_what_is_not_counted, migrations.RunPython.noop)]
