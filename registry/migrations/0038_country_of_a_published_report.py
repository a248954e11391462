from django.db import migrations, models

COUNTRIES = [("DK", "Denmark"), ("SE", "Sweden")]


class Migration(migrations.Migration):
    dependencies = [("registry", "0037_closures_by_their_day")]
    operations = [
        migrations.AlterField(
            "annualreport",
            "country",
            models.CharField(choices=COUNTRIES, default="DK", max_length=2, verbose_name="country"),
        ),
        migrations.AddField(
            "publishedreport",
            "country",
            models.CharField(choices=COUNTRIES, default="DK", max_length=2, verbose_name="country"),
            preserve_default=False,
        ),
        migrations.RemoveConstraint("publishedreport", "published_report_edition_once"),
        migrations.AddConstraint(
            "publishedreport",
            models.UniqueConstraint(
                fields=("country", "year", "edition"), name="published_report_edition_once"
            ),
        ),
    ]
