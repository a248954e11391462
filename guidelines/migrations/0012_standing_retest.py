from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("guidelines", "0011_training_programme")]

    operations = [
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_decided',
        ),
        migrations.AddField(
            model_name='standing',
            name='retest_by',
            field=models.DateField(blank=True, null=True, verbose_name='new test overdue after'),
        ),
        migrations.AddField(
            model_name='standing',
            name='retest_from',
            field=models.DateField(blank=True, null=True, verbose_name='new test due from'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('retest_by__isnull', False)), fields=['retest_by', 'patient'], name='standing_retest'),
        ),
    ]
