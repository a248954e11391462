"""YAML (and so JSON) as plain values; a key given twice is refused, where YAML would keep the last without a word."""

from __future__ import annotations

from collections import Counter
from typing import Any

import yaml


class InvalidYaml(ValueError):
    """Text that is not YAML, or has a key twice; one line."""


class _OnceEach(yaml.SafeLoader):
    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Any, Any]:
        counts = Counter(str(key.value) for key, _value in node.value)
        repeated = [key for key, count in counts.items() if count > 1]
        if repeated:
            raise yaml.YAMLError(f"the key {repeated[0]!r} is given more than once {node.start_mark}")
        return super().construct_mapping(node, deep=deep)


def read_yaml(text: str) -> Any:
    try:
        return yaml.load(text, Loader=_OnceEach)  # noqa: S506, a SafeLoader
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        raise InvalidYaml(f"This is not YAML: {' '.join(str(error).split())}") from None
