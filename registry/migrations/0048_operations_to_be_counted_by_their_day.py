from django.db import migrations
from django.db.models import F


def say_what_is_counted_wrongly(apps, schema_editor):
    """Each procedure was an operation, and an episode stood under the last by the alphabet: `manage.py rebuild_statistics`.

    Until then reports say so. A rebuild that was stopped half way begins again.
    """
    if apps.get_model("registry", "Episode").objects.exists():
        state = apps.get_model("registry", "StatisticsState")
        state.objects.update_or_create(pk=1, defaults={"is_outdated": True})
        state.objects.filter(building__isnull=False).update(building=F("building") + 1)


class Migration(migrations.Migration):
    dependencies = [("registry", "0047_invite_to_the_baseline")]
    operations = [migrations.RunPython(say_what_is_counted_wrongly, migrations.RunPython.noop)]
