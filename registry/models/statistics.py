from django.db import models
from django.utils.translation import gettext_lazy as _

from registry.statistics.tally import BIG_COLUMNS, COUNT_COLUMNS


class StatisticsState(models.Model):
    """One row: which generation of cells answers, and which is being built beside it (docs/adr/0045)."""

    ONLY = 1

    current = models.PositiveIntegerField(_("generation that answers"), default=1)
    building = models.PositiveIntegerField(_("generation that is being built"), null=True, blank=True)
    is_outdated = models.BooleanField(
        _("outdated"), default=False, help_text=_("Rows were stored that are not counted yet: rebuild.")
    )

    class Meta:
        verbose_name = _("state of the statistics")
        verbose_name_plural = _("states of the statistics")

    def __str__(self):
        return f"generation {self.current}"


class CountedEpisode(models.Model):
    """What of an episode is in the cells now, so that it can be taken out again.

    No foreign key: what was counted must be known still when the episode is gone.
    """

    episode_id = models.BigIntegerField(_("episode"), primary_key=True)
    counted = models.TextField(_("what is counted"), help_text=_("Coded; nothing of who it is."))
    generation = models.PositiveIntegerField(_("newest generation that holds it"))

    class Meta:
        verbose_name = _("counted episode")
        verbose_name_plural = _("counted episodes")

    def __str__(self):
        return f"Counted episode {self.episode_id}"


class StatisticsCell(models.Model):
    """Whole numbers that add up: of one measure and wave, in one place and stratum, diagnosis, procedure and year.

    The columns are those of registry/statistics/tally.py; a row without patients is as good as none.
    """

    generation = models.PositiveIntegerField(_("generation"))
    measure = models.CharField(_("measure"), max_length=48)
    wave = models.CharField(_("wave"), max_length=8)
    place = models.CharField(_("country or department"), max_length=20)
    stratum = models.CharField(_("stratum"), max_length=20, blank=True)
    value = models.CharField(_("value of the stratum"), max_length=20, blank=True)
    diagnosis = models.CharField(_("diagnosis"), max_length=40)
    procedure = models.CharField(_("procedure"), max_length=24)
    year = models.PositiveSmallIntegerField(_("year"))

    class Meta:
        verbose_name = _("cell of the statistics")
        verbose_name_plural = _("cells of the statistics")
        constraints = [
            # In the order in which a report narrows: the cells of one question lie side by side.
            models.UniqueConstraint(
                fields=[
                    "generation", "measure", "wave", "place", "stratum", "value", "diagnosis", "procedure", "year",
                ],
                name="statistics_cell_once",
            )
        ]  # fmt: skip

    def __str__(self):
        return f"{self.measure} {self.wave} {self.place} {self.year}"


for column in COUNT_COLUMNS:
    StatisticsCell.add_to_class(column, models.IntegerField(default=0))
for column in BIG_COLUMNS:
    StatisticsCell.add_to_class(column, models.BigIntegerField(default=0))
