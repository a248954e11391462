from django.db import migrations
from django.db.models import OuterRef, Subquery


def fill(apps, schema_editor):
    """Re-runnable: the department is the patient's, as it is whenever a standing is written."""
    patients = apps.get_model("registry", "Patient").objects.filter(pk=OuterRef("patient_id"))
    rows = apps.get_model("guidelines", "Standing").objects.filter(department=None)
    rows.update(department=Subquery(patients.values("department_id")[:1]))


class Migration(migrations.Migration):

    dependencies = [("guidelines", "0015_department_of_a_standing")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
