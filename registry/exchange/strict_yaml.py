"""YAML (and so JSON) as plain values; a key given twice is refused, where YAML would keep the last without a word."""

from __future__ import annotations

from collections import Counter
from typing import Any

import yaml
from django.utils.translation import gettext as _


class InvalidYaml(ValueError):
    """Text that is not YAML, or has a key twice; one line."""


class _OnceEach(yaml.SafeLoader):
    """Not the C loader, ten times faster: 200,000 brackets in an uploaded file would end the process in it."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counts = Counter(str(key.value) for key, _value in node.value)
        repeated = [key for key, count in counts.items() if count > 1]
        if repeated:
            line = node.start_mark.line + 1
            said = _("the entry '%(key)s' is given more than once, after line %(line)s; give it once")
            raise InvalidYaml(said % {"key": repeated[0], "line": line})
        return super().construct_mapping(node, deep=deep)


def read_yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_OnceEach)  # noqa: S506, a SafeLoader
    except InvalidYaml:
        raise
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        said = _("This is not YAML: %(why)s. Mend it there, or start from the example.")
        raise InvalidYaml(said % {"why": " ".join(str(error).split())}) from None
