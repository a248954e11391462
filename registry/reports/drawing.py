"""A Vega-Lite specification as SVG or PNG, drawn by Vega inside this process: no browser, no script on the page.

The first drawing of a process starts Vega's engine (half a second, about 80 MB), any other takes about 50 ms; what is
drawn already is kept by its content. Labels are measured in the fonts of FONT, which have the same widths.
"""

from __future__ import annotations

import json
from functools import lru_cache

from registry.reports.charts.sheet import Chart

VEGA_LITE = "6.4"  # what SCHEMA names, and what the pinned vl-convert-python carries
KEPT = 256  # some 30 kB each
PIXELS_A_POINT = 2.0


def svg(chart: Chart) -> str:
    return _svg(_as_text(chart))


def png(chart: Chart) -> bytes:
    return _png(_as_text(chart))


def _as_text(chart: Chart) -> str:
    return json.dumps(chart, sort_keys=True)


@lru_cache(KEPT)
def _svg(text: str) -> str:
    import vl_convert  # here, so that what draws nothing does not load it

    return str(vl_convert.vegalite_to_svg(text, vl_version=VEGA_LITE))


@lru_cache(KEPT // 8)
def _png(text: str) -> bytes:
    import vl_convert

    return bytes(vl_convert.vegalite_to_png(text, vl_version=VEGA_LITE, scale=PIXELS_A_POINT))
