import django.db.models.deletion
from django.db import migrations, models


def _key(to, related_name, verbose_name):
    told = {"related_name": related_name, "verbose_name": verbose_name, "db_index": False}
    return models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, to=f"registry.{to}", **told)


FIELDS = {
    ("assessment", "patient"): _key("patient", "assessments", "patient"),
    ("background", "episode"): _key("episode", "backgrounds", "episode"),
    ("operation", "episode"): _key("episode", "operations", "episode"),
    ("pendingwave", "episode"): _key("episode", "pending_waves", "episode"),
    ("procedure", "episode"): _key("episode", "procedures", "episode"),
    ("wavestanding", "department"): _key("department", "+", "department"),
    ("wavestanding", "episode"): _key("episode", "wave_standings", "episode"),
}


def drop(apps, schema_editor):
    """The indexes alone: to alter the field SQLite would copy the whole table."""
    connection = schema_editor.connection
    for name, field in FIELDS:
        model = apps.get_model("registry", name)
        column = model._meta.get_field(field).column
        with connection.cursor() as cursor:
            found = connection.introspection.get_constraints(cursor, model._meta.db_table)
        for index, told in found.items():
            if told["index"] and not told["unique"] and told["columns"] == [column]:
                schema_editor.execute(f"DROP INDEX {schema_editor.quote_name(index)}")


def make_again(apps, schema_editor):
    for name, field in FIELDS:
        model = apps.get_model("registry", name)
        schema_editor.execute(schema_editor._create_index_sql(model, fields=[model._meta.get_field(field)]))


class Migration(migrations.Migration):
    """Each stands first in another index of its table, which serves as well; one less is to be kept at every write."""

    dependencies = [("registry", "0063_cells_no_figure_asks_for")]
    operations = [
        migrations.SeparateDatabaseAndState(
            [migrations.RunPython(drop, make_again)],
            [
                migrations.AlterField(model_name=model, name=name, field=field)
                for (model, name), field in FIELDS.items()
            ],
        )
    ]
