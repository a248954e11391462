import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('guidelines', '0016_fill_department_of_standings'),
        ('registry', '0041_queries_by_their_state'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_by_alarm',
        ),
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_changed',
        ),
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_by_category',
        ),
        migrations.RemoveIndex(
            model_name='standing',
            name='standing_retest',
        ),
        migrations.AlterField(
            model_name='standing',
            name='department',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='registry.department', verbose_name='department'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['department', 'alarm', 'patient'], name='standing_by_alarm'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('advice_changed', True)), fields=['department', 'patient'], name='standing_changed'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(fields=['department', 'category_status', 'category_confirmed_on', 'patient'], name='standing_by_category'),
        ),
        migrations.AddIndex(
            model_name='standing',
            index=models.Index(condition=models.Q(('retest_by__isnull', False)), fields=['department', 'retest_by', 'patient'], name='standing_retest'),
        ),
    ]
