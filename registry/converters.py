"""What an address may hold."""

from django.urls.converters import StringConverter

from registry.models import Timepoint
from registry.models.department import Country


class TimepointConverter(StringConverter):
    """A timepoint of the registry, so that no other word of an address is taken for one."""

    regex = "|".join(Timepoint.values)


class CountryConverter(StringConverter):
    """A country's code in small letters, as addresses have it."""

    regex = "|".join(code.lower() for code in Country.values)

    def to_python(self, value):
        return value.upper()

    def to_url(self, value):
        return value.lower()
