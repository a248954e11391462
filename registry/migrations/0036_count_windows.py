from django.db import migrations
from django.db.models import Count

KEY = ("department_id", "wave", "closes_on", "target_on", "opens_on")
ROWS = 5_000


def count(apps, schema_editor):
    """Re-runnable: what was counted before is counted anew."""
    counts = apps.get_model("registry", "WindowCount")
    counts.objects.all().delete()
    rows = apps.get_model("registry", "PendingWave").objects.order_by().values(*KEY).annotate(number=Count("pk"))
    counts.objects.bulk_create((counts(**row) for row in rows.iterator(ROWS)), batch_size=ROWS)


class Migration(migrations.Migration):

    dependencies = [("registry", "0035_window_counts")]

    operations = [migrations.RunPython(count, migrations.RunPython.noop)]
