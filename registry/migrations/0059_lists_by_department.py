from django.db import migrations, models
import django.db.models.deletion

LISTED = ("dataquery", "invitation", "waveclosure")


def department():
    return models.ForeignKey(
        db_index=False,
        editable=False,
        on_delete=django.db.models.deletion.CASCADE,
        related_name="+",
        to="registry.department",
        verbose_name="department",
    )


class Migration(migrations.Migration):

    dependencies = [("registry", "0058_fill_department_of_listed_rows")]

    operations = [
        *(migrations.AlterField(model_name=name, name="department", field=department()) for name in LISTED),
        migrations.RemoveIndex(model_name="dataquery", name="data_query_state_patient"),
        migrations.RemoveIndex(model_name="waveclosure", name="wave_closure_latest"),
        migrations.AddIndex(
            model_name="dataquery",
            index=models.Index(
                fields=["department", "state", "-id", "task", "rule"], name="data_query_listed"
            ),
        ),
        migrations.AddIndex(
            model_name="invitation",
            index=models.Index(fields=["department", "-id"], name="invitation_listed"),
        ),
        migrations.AddIndex(
            model_name="waveclosure",
            index=models.Index(
                fields=["department", "-closed_at", "-id", "wave", "episode"], name="wave_closure_listed"
            ),
        ),
    ]
