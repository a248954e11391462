"""Who checked which rule, and which rule is switched off. Both are kept row by row and never edited."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from registry.models import NeverEdited


class RuleCheck(NeverEdited):
    """Somebody compared a rule with what its sources say, and signs for it as clinical or as technical reviewer.

    `digest` is of the rule as it was read; a rule that changes is another digest, and the signature no longer counts.
    A `round` takes one signature a side, from two people; checking a rule again is the next round.
    """

    class Side(models.TextChoices):
        CLINICAL = "clinical", _("Clinical")
        TECHNICAL = "technical", _("Technical")

    action = models.CharField(_("action"), max_length=60)
    side = models.CharField(_("checked as"), max_length=9, choices=Side.choices)
    digest = models.CharField(
        max_length=64,
        help_text=_("Of the rule's tree and texts, its thresholds and the statements it cites."),
    )
    ruleset = models.CharField(_("rule-set version"), max_length=20)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    comment = models.TextField(_("comment"), blank=True, max_length=2000)
    checked_on = models.DateField(_("checked on"))
    review_by = models.DateField(_("to be checked again by"))
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("checked by")
    )
    checked_at = models.DateTimeField(_("checked at"), auto_now_add=True)

    class Meta:
        verbose_name = _("check of a rule")
        verbose_name_plural = _("checks of rules")
        ordering = ["-checked_at", "-id"]
        constraints = [
            models.UniqueConstraint(
                fields=["action", "digest", "round", "side"],
                name="rule_check_once_a_side",
                violation_error_message=_("This side of the rule is already signed."),
            ),
            models.UniqueConstraint(
                fields=["action", "digest", "round", "checked_by"],
                name="rule_check_by_two_people",
                violation_error_message=_(
                    "You signed the other side of this rule. The clinical and the technical check are made by two different people."
                ),
            ),
            models.CheckConstraint(
                condition=Q(review_by__gt=F("checked_on")),
                name="rule_check_is_made_again_later",
                violation_error_message=_("The next check is due after this one."),
            ),
        ]

    def __str__(self):
        return f"{self.action}: {self.side}"


class RuleSwitch(NeverEdited):
    """A rule is switched off, or on again; the latest row of an action counts."""

    action = models.CharField(_("action"), max_length=60)
    is_off = models.BooleanField(_("switched off"))
    reason = models.TextField(_("reason"), max_length=500)
    confirmed_twice = models.BooleanField(_("confirmed a second time"), default=False)
    ruleset = models.CharField(_("rule-set version"), max_length=20)
    since = models.DateField(_("since"))
    switched_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name=_("switched by")
    )
    switched_at = models.DateTimeField(_("switched at"), auto_now_add=True)

    class Meta:
        verbose_name = _("switching of a rule")
        verbose_name_plural = _("switchings of rules")
        ordering = ["-switched_at", "-id"]
        indexes = [models.Index(fields=["action", "-id"], name="rule_switch_latest")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="rule_switch_gives_a_reason",
                violation_error_message=_("Say why: the reason is shown to everybody who reads advice."),
            ),
            models.CheckConstraint(
                condition=Q(is_off=False) | ~Q(action__startswith="urgent.") | Q(confirmed_twice=True),
                name="rule_switch_of_an_alarm_is_confirmed_twice",
                violation_error_message=_("Switching off an urgent rule is confirmed a second time."),
            ),
        ]

    def __str__(self):
        return f"{self.action}: {'off' if self.is_off else 'on'}"
