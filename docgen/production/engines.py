"""The engine of each document type, compiled once a run: a filled Word template or a drawn certificate."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from docgen.composition import LoadedType
from docgen.diagnostics import Diagnostic, Span
from docgen.layout import LayoutProfile, load_profile
from docgen.pdf import CertificateDeclaration, check_certificate, draw_certificate, load_declaration
from docgen.production.coding import CODE, code_of
from docgen.production.complaints import NO_LAYOUT
from docgen.production.templates_cache import TemplatesCache
from docgen.schema import decode
from docgen.word import WordTemplate

LAYOUT_FILE = "templates/the_thuc/nd30_2020.yaml"


class Engine(Protocol):
    """Turns the fields of a document into the bytes of a file."""

    @property
    def extension(self) -> str:
        """Extension of the files, without the dot."""
        ...

    def faults(self, fields: Mapping[str, Any]) -> list[Diagnostic]:
        """Return what can be told, before anything is written, to keep this paper from being made."""
        ...

    def make(self, fields: Mapping[str, Any]) -> bytes:
        """Return the bytes of one paper; raises what ``failures.REFUSALS`` names when a fact is missing."""
        ...


@dataclass(frozen=True, slots=True)
class WordEngine:
    """Fills a Word template."""

    template: WordTemplate
    profile: LayoutProfile
    extension: str = "docx"

    def faults(self, fields: Mapping[str, Any]) -> list[Diagnostic]:
        """Return nothing: a page of Word grows with its text, and the tags were looked at with the template."""
        return []

    def make(self, fields: Mapping[str, Any]) -> bytes:
        """Return a .docx."""
        return self.template.render(fields, self.profile)


@dataclass(frozen=True, slots=True)
class CertificateEngine:
    """Draws a certificate."""

    declaration: CertificateDeclaration
    extension: str = "pdf"

    def faults(self, fields: Mapping[str, Any]) -> list[Diagnostic]:
        """Return the texts that do not fit their boxes and the letters that the font lacks."""
        return check_certificate(fields, self.declaration, coded=CODE in fields)

    def make(self, fields: Mapping[str, Any]) -> bytes:
        """Return a .pdf."""
        return draw_certificate(fields, self.declaration, code_of(fields))


def load_engines(
    types: Mapping[str, LoadedType], files: Mapping[str, bytes], templates: TemplatesCache
) -> tuple[dict[str, Engine], list[Diagnostic]]:
    """Compile the template or drawing of every type; a type with a mistake is complained about and left out.

    ``templates`` compiles Word templates, or knows them from the last time.
    """
    profile, diagnostics = load_layout(files)
    engines: dict[str, Engine] = {}
    for key, loaded in types.items():
        engine, found = _load_engine(loaded, files, profile, templates)
        diagnostics += found
        if engine is not None:
            engines[key] = engine
    return engines, diagnostics


def load_layout(files: Mapping[str, bytes]) -> tuple[LayoutProfile | None, list[Diagnostic]]:
    """Read the layout of Word papers from the office's own templates."""
    if LAYOUT_FILE not in files:
        message = "thiếu tệp thể thức văn bản (khổ giấy, lề, cỡ chữ)"
        hint = "Chép lại tệp này từ một thư mục văn phòng mới tạo bằng lệnh docgen init"
        return None, [NO_LAYOUT.at(Span(LAYOUT_FILE), message, hint)]
    text, diagnostics = decode(files[LAYOUT_FILE], LAYOUT_FILE)
    if text is None:
        return None, diagnostics
    profile, found = load_profile(text, LAYOUT_FILE)
    return profile, [*diagnostics, *found]


def _load_engine(
    loaded: LoadedType, files: Mapping[str, bytes], profile: LayoutProfile | None, templates: TemplatesCache
) -> tuple[Engine | None, list[Diagnostic]]:
    file = loaded.engine_file
    data = files[file]
    if loaded.declaration.template is not None:
        template, diagnostics = templates.compiled(loaded)
        engine = WordEngine(template, profile) if template is not None and profile is not None else None
        return engine, diagnostics
    text, diagnostics = decode(data, file)
    if text is None:
        return None, diagnostics
    folder = file[: file.rfind("/") + 1]
    beside = {name.removeprefix(folder): content for name, content in files.items() if name.startswith(folder)}
    declaration, found = load_declaration(text, file, loaded.fields, beside)
    return CertificateEngine(declaration) if declaration is not None else None, [*diagnostics, *found]
