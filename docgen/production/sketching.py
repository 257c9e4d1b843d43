"""One certificate as a picture, to look at while its drawing is being changed."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from docgen.diagnostics import Diagnostic
from docgen.pdf import first_page_as_png
from docgen.production.asking import Asked
from docgen.production.check import CheckedOffice
from docgen.production.coding import as_specimen
from docgen.production.composing import compose_all
from docgen.production.engines import CertificateEngine
from docgen.production.registering import with_known_numbers
from docgen.production.whole_file import write_whole


@dataclass(frozen=True, slots=True)
class Sketch:
    """What was drawn, or why nothing was; ``others`` counts the papers that were asked for too."""

    title: str | None
    others: int
    diagnostics: tuple[Diagnostic, ...] = ()


def sketch_certificate(checked: CheckedOffice, asked: Asked, target: Path, dots_per_inch: int) -> Sketch:
    """Draw the first certificate that is asked for and write it to ``target`` as a PNG."""
    drawn = [key for key in asked.types if isinstance(checked.engines.get(key), CertificateEngine)]
    checked = with_known_numbers(checked)
    papers = compose_all(checked, drawn, asked.selection)
    if not papers.documents:
        return Sketch(None, 0, tuple(papers.diagnostics))
    document = papers.documents[0]
    engine = checked.engines[document.type_id]
    faults = engine.faults(document.fields)
    if faults:
        return Sketch(None, 0, tuple(faults))
    write_whole(target, first_page_as_png(engine.make(as_specimen(document.fields)), dots_per_inch))
    return Sketch(document.file_id, len(papers.documents) - 1)
