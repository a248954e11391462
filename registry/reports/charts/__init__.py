"""Charts as Vega-Lite specifications: one for screen, print and download (docs/adr/0035). They hold no words of their own."""

from registry.reports.charts.distribution import Bin, histogram
from registry.reports.charts.funnel import FunnelMark, funnel_plot
from registry.reports.charts.sheet import Chart, Labels
from registry.reports.charts.trend import Break, Target, TrendPoint, trend

__all__ = [
    "Bin",
    "Break",
    "Chart",
    "FunnelMark",
    "Labels",
    "Target",
    "TrendPoint",
    "funnel_plot",
    "histogram",
    "trend",
]
