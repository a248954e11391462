from django.db import migrations
from django.db.models import Max, OuterRef, Subquery

ROWS = 50_000
PATIENT_OF = {"DataQuery": "patient", "Invitation": "episode__patient", "WaveClosure": "episode__patient"}


def fill(apps, schema_editor):
    """Re-runnable, and in steps: the department is the patient's, as registry/actions/departments.py keeps it."""
    for name, patient in PATIENT_OF.items():
        every = apps.get_model("registry", name)._base_manager
        own = Subquery(every.filter(pk=OuterRef("pk")).values(f"{patient}__department"))
        for start in range(0, every.aggregate(last=Max("pk"))["last"] or 0, ROWS):
            some = every.filter(pk__gt=start, pk__lte=start + ROWS, department=None)
            some.update(department=own)


class Migration(migrations.Migration):

    atomic = False

    dependencies = [("registry", "0057_department_of_listed_rows")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
