"""How a lawful page looks, as data: widths of letters, balanced lines, the layout profile of a decree.

May import ``schema``, ``vietnamese`` and ``diagnostics``; knows no Word, PDF or record. No legal number stands in code:
sizes, margins and spacings live in ``templates/the_thuc/*.yaml``, each with its citation, so that a new decree is a
new file. Widths come from a table measured once on Liberation Serif, whose letters are as wide as those of Times New
Roman, because the office's font may not be installed where papers are made.
"""

from docgen.layout.line_breaking import balanced_lines, line_starts
from docgen.layout.loading import STYLE_NAMES, load_profile
from docgen.layout.metrics import text_width_mm
from docgen.layout.profile import Alignment, ComponentStyle, LayoutProfile, Lettering, Paragraph, RuledLine, SizePreset
from docgen.layout.profile_values import Decimals, Measure, Status

__all__ = [
    "STYLE_NAMES",
    "Alignment",
    "ComponentStyle",
    "Decimals",
    "LayoutProfile",
    "Lettering",
    "Measure",
    "Paragraph",
    "RuledLine",
    "SizePreset",
    "Status",
    "balanced_lines",
    "line_starts",
    "load_profile",
    "text_width_mm",
]
