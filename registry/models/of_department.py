from django.db import models
from django.utils.translation import gettext_lazy as _


class OfDepartment(models.Model):
    """A row that a department lists knows its patient's department, so that an index begins with it (docs/adr/0015).

    Kept by registry/actions/departments.py: the row goes where the patient goes.
    """

    department = models.ForeignKey(
        "registry.Department",
        models.CASCADE,
        related_name="+",
        db_index=False,
        editable=False,
        verbose_name=_("department"),
    )

    class Meta:
        abstract = True
