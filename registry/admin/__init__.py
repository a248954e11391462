"""The administration of the registry, one module a topic."""

import allauth.account.admin  # noqa: F401  imported first, so that what it registers can be taken out
import auditlog.admin  # noqa: F401  likewise
import django.contrib.auth.admin  # noqa: F401  likewise
from allauth.account.models import EmailAddress
from auditlog.models import LogEntry
from django.contrib import admin
from django.contrib.auth.models import Group

# Roles are memberships of a department and nobody signs in by e-mail; the audit table has a page of our own.
admin.site.unregister([EmailAddress, Group, LogEntry])

from registry.admin import (  # noqa: E402
    annual_report,  # noqa: F401
    clinical,  # noqa: F401
    completeness,  # noqa: F401
    follow_up_plans,  # noqa: F401
    imports,  # noqa: F401
    patients,  # noqa: F401
    quality,  # noqa: F401
    rescoring,  # noqa: F401
    staff,  # noqa: F401
    statistics,  # noqa: F401
    trail,  # noqa: F401
    wordings,  # noqa: F401
)
