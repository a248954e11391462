from django.db import migrations, models
import django.db.models.deletion

LISTED = ("dataquery", "invitation", "waveclosure")


def department():
    return models.ForeignKey(
        db_index=False,
        editable=False,
        null=True,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="registry.department",
        verbose_name="department",
    )


class Migration(migrations.Migration):

    dependencies = [("registry", "0056_search_and_queries_by_covering_indexes")]

    operations = [
        migrations.AddField(model_name=name, name="department", field=department()) for name in LISTED
    ]
