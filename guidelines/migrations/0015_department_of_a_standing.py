from django.db import migrations, models
import django.db.models.deletion


class Migration(migrations.Migration):

    dependencies = [
        ("guidelines", "0014_use_count_summed"),
        ("registry", "0041_queries_by_their_state"),
    ]

    operations = [
        migrations.AddField(
            model_name="standing",
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
