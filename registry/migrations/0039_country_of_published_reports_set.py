from django.db import migrations
from django.db.models import OuterRef, Subquery


def set_country(apps, schema_editor):
    """What is published has the country of the report that was signed."""
    made = apps.get_model("registry", "AnnualReport").objects.filter(pk=OuterRef("report_id"))
    apps.get_model("registry", "PublishedReport").objects.update(country=Subquery(made.values("country")))


class Migration(migrations.Migration):
    dependencies = [("registry", "0038_country_of_a_published_report")]
    operations = [migrations.RunPython(set_country, migrations.RunPython.noop)]
