"""What an address may hold."""

from django.urls.converters import StringConverter

from registry.models import Timepoint


class TimepointConverter(StringConverter):
    """A timepoint of the registry, so that no other word of an address is taken for one."""

    regex = "|".join(Timepoint.values)
