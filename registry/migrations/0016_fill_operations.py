"""One operation for every day on which procedures of an episode are recorded: its details are not recorded yet."""

from django.db import migrations

ROWS = 2_000


def fill(apps, schema_editor):
    Procedure = apps.get_model("registry", "Procedure")
    Operation = apps.get_model("registry", "Operation")
    days = Procedure.objects.order_by("episode_id", "performed_on").values_list("episode_id", "performed_on").distinct()
    waiting = []
    for episode, day in days.iterator(ROWS):
        waiting.append(Operation(episode_id=episode, performed_on=day))
        if len(waiting) == ROWS:
            Operation.objects.bulk_create(waiting, ignore_conflicts=True)
            waiting = []
    Operation.objects.bulk_create(waiting, ignore_conflicts=True)


class Migration(migrations.Migration):

    dependencies = [("registry", "0015_operations_and_backgrounds")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
