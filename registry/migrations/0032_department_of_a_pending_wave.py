from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [("registry", "0031_age_and_bmi_to_be_counted")]

    operations = [
        migrations.AddField(
            model_name="pendingwave",
            name="department",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="registry.department",
                verbose_name="department",
            ),
        ),
    ]
