from django.db import migrations

ROWS_A_BATCH = 1_000


def hash_plain_numbers(apps, _schema):
    """Re-runnable: only rows without a hash are read."""
    from registry.identity import plain_number_hash

    rows = apps.get_model("registry", "PatientIdentity").objects
    while some := list(rows.filter(plain_number_hash="").only("pk", "number")[:ROWS_A_BATCH]):
        for row in some:
            row.plain_number_hash = plain_number_hash(row.number)
        rows.bulk_update(some, ["plain_number_hash"])


class Migration(migrations.Migration):
    dependencies = [("registry", "0013_merges_and_locks")]

    operations = [migrations.RunPython(hash_plain_numbers, migrations.RunPython.noop, elidable=True)]
