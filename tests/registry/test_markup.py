"""The quick way to escape says what Django's own says."""

from __future__ import annotations

from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext_lazy

from registry.markup import escaped, filled, joined
from registry.models import Role

VALUES = (
    "<script>alert('x')</script>",
    "\"quoted\" & 'quoted' > {} %s &amp;",
    mark_safe("<b>Karen</b>"),
    gettext_lazy("Work list"),
    Role.CLINICIAN,
    78,
    None,
    "",
)


def test_it_escapes_what_django_escapes_and_leaves_markup_as_it_is():
    for value in VALUES:
        assert escaped(value) == conditional_escape(value), value
        assert filled('<a href="{}">{}</a>', value, value) == format_html('<a href="{}">{}</a>', value, value)
    assert filled("{}", VALUES[0]) == "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;"
    assert filled("{}", VALUES[0] + mark_safe("<b>")).startswith("&lt;"), "markup in a text is text"


def test_what_it_makes_is_markup_and_not_escaped_again():
    name = filled("<i>{}</i>", "<b>")
    assert isinstance(name, SafeString)
    assert filled("{}", joined([name, name], ", ")) == "<i>&lt;b&gt;</i>, <i>&lt;b&gt;</i>"
