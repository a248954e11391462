from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [("registry", "0033_fill_department_of_pending_waves")]

    operations = [
        migrations.AlterField(
            model_name="pendingwave",
            name="department",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="registry.department",
                verbose_name="department",
            ),
        ),
        migrations.RemoveIndex(model_name="pendingwave", name="pending_wave_closing"),
        migrations.RemoveIndex(model_name="pendingwave", name="pending_wave_due"),
        migrations.RemoveIndex(model_name="pendingwave", name="pending_wave_effort"),
        migrations.AddIndex(
            model_name="pendingwave",
            index=models.Index(
                fields=["department", "closes_on", "opens_on", "patient"], name="pending_wave_closing"
            ),
        ),
        migrations.AddIndex(
            model_name="pendingwave",
            index=models.Index(
                fields=["department", "effort", "closes_on", "opens_on", "target_on", "wave"],
                name="pending_wave_effort",
            ),
        ),
        migrations.AddIndex(
            model_name="pendingwave",
            index=models.Index(fields=["patient", "closes_on", "opens_on"], name="pending_wave_due"),
        ),
        migrations.AlterField(
            model_name="pendingwave",
            name="patient",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="pending_waves",
                to="registry.patient",
                verbose_name="patient",
            ),
        ),
    ]
