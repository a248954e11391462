from django.db import migrations


def say_what_is_not_counted(apps, schema_editor):
    """A registry that has episodes already is counted by `manage.py rebuild_statistics`; until then reports say so."""
    if apps.get_model("registry", "Episode").objects.exists():
        state = apps.get_model("registry", "StatisticsState")
        state.objects.update_or_create(pk=1, defaults={"is_outdated": True})


class Migration(migrations.Migration):
    dependencies = [("registry", "0024_sufficient_statistics")]
    operations = [migrations.RunPython(say_what_is_not_counted, migrations.RunPython.noop)]
