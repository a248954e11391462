from django.db import migrations, models
from django.db.models.functions import Cast

from registry.encryption import decrypt, encrypt

COLUMNS = (("PatientIdentity", ("given_name", "family_name", "email")), ("ImportRun", ("problem",)))
ROWS = 5_000


def store_blank(apps, schema_editor):
    """A blank was encrypted like any other; now the database can tell it. Run twice, it finds nothing."""
    for name, columns in COLUMNS:
        for column in columns:
            _blank(apps.get_model("registry", name)._base_manager, column)


def _blank(rows, column):
    stored = rows.annotate(raw=Cast(column, models.TextField())).exclude(raw="").order_by("pk")
    stored, last = stored.values_list("pk", "raw"), 0
    while some := list(stored.filter(pk__gt=last)[:ROWS]):
        rows.filter(pk__in=[pk for pk, raw in some if not decrypt(raw)]).update(**{column: ""})
        last = some[-1][0]


def encrypt_blank(apps, schema_editor):
    """For the code of before, which decrypts every value."""
    blank = models.Value(encrypt(""), models.TextField())
    for name, columns in COLUMNS:
        rows = apps.get_model("registry", name)._base_manager
        for column in columns:
            rows.annotate(raw=Cast(column, models.TextField())).filter(raw="").update(**{column: blank})


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0053_invited_by_nobody'),
    ]

    operations = [
        migrations.RunPython(store_blank, encrypt_blank),
    ]
