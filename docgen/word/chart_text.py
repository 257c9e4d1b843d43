"""The texts of a chart: titles, labels, names of series; and their tags put together where formats cut them."""

from __future__ import annotations

from lxml import etree

from docgen.composition.tag_text import Place, scan
from docgen.diagnostics import Span
from docgen.word.xml_names import ancestor

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
TEXT = _A + "t"
VALUE = _C + "v"
"""A name or number that the chart shows, remembered from its table of figures."""


def is_number(element: etree._Element) -> bool:
    """Tell whether a value is one of the figures that the chart draws."""
    return ancestor(element, _C + "numCache", _C + "numLit") is not None


def role_of(element: etree._Element) -> str:
    """Return what a text is to the chart, in words."""
    if ancestor(element, _C + "title") is not None:
        return "tiêu đề"
    if ancestor(element, _C + "tx") is not None and ancestor(element, _C + "ser") is not None:
        return "tên dãy số liệu"
    return "nhãn"


def gather_tags(root: etree._Element) -> None:
    """Put the text of each tag that lies over several runs of a chart's paragraph into the run where it begins."""
    for paragraph in root.iter(_A + "p"):
        texts = [found for run in paragraph for found in run.iterchildren(TEXT)]
        joined = "".join(text.text or "" for text in texts)
        if len(texts) < 2 or "{" not in joined:
            continue
        owners = [text for text in texts for _ in text.text or ""]
        for tag in scan(joined, Place(Span("")))[0]:
            owners[tag.start : tag.end] = [owners[tag.start]] * (tag.end - tag.start)
        for text in texts:
            text.text = "".join(char for char, owner in zip(joined, owners, strict=True) if owner is text)
