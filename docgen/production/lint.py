"""Warnings about templates that are right and yet may not say what their author thinks, seen with the office's records.

Each template is read once; every paper of the office is then followed through its tags, one pass over the papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.composition import Document, LoadedType, Selection
from docgen.composition.catalogue import declaration_fields
from docgen.composition.guarding import unguarded
from docgen.composition.tag_survey import Seen, TagSurvey
from docgen.composition.tag_text import Tag, shorten
from docgen.diagnostics import Diagnostic, Rule
from docgen.production.check import CheckedOffice, check_office
from docgen.production.complaints_lint import ALWAYS_TRUE, NEVER_FILLED, NEVER_TRUE
from docgen.production.composing import Preview, compose_each
from docgen.production.engines import Engine, WordEngine
from docgen.word.numbering import FUNCTIONS

FEWEST_PAPERS = 3
"""Papers below which a condition that always holds says nothing about the template."""


@dataclass(frozen=True, slots=True)
class _Surveyed:
    loaded: LoadedType
    surveys: tuple[TagSurvey, ...]


def examine(folder: Path) -> Preview:
    """Check an office as a build does, and look at its templates with the eyes of its records; writes nothing.

    Papers are composed one after the other and dropped again. Raises OSError when the disk fails.
    """
    checked = check_office(folder)
    if not checked.is_sound:
        found = [*checked.diagnostics, *unguarded_fields(checked)]
        return Preview(checked, tuple(dict.fromkeys(found)), 0)
    lint = Lint(checked)
    found, count = list(checked.diagnostics), 0
    for item in compose_each(checked, checked.types, Selection()):
        found += item.diagnostics
        if item.document is not None:
            lint.see(item.document)
            count += 1
    found += lint.warnings()
    return Preview(checked, tuple(dict.fromkeys(found)), count)


class Lint:
    """Looks at the templates of an office; show it every paper, then ask for its warnings."""

    def __init__(self, checked: CheckedOffice) -> None:
        self._checked = checked
        self._surveyed = {
            key: _Surveyed(
                checked.types[key],
                tuple(TagSurvey(tags, checked.types[key].fields, FUNCTIONS) for tags in _parts(engine)),
            )
            for key, engine in checked.engines.items()
        }

    def see(self, document: Document) -> None:
        """Follow one paper through the tags of its template."""
        for survey in self._surveyed[document.type_id].surveys:
            survey.see(document.fields)

    def warnings(self) -> list[Diagnostic]:
        """Return what is to be said of the templates, and of the records with them, after all papers were seen."""
        found = unguarded_fields(self._checked)
        for surveyed in self._surveyed.values():
            found += _never_made(surveyed, self._checked)
            found += _of_surveys(surveyed.surveys)
        return found


def unguarded_fields(checked: CheckedOffice) -> list[Diagnostic]:
    """Return the warnings that need no paper: fields that may be empty and are printed without a guard."""
    found: list[Diagnostic] = []
    for key, loaded in checked.types.items():
        declared = declaration_fields(loaded.declaration.subject)
        for text in _declared(loaded):
            found += [each.complaint() for each in unguarded(text, declared)]
        engine = checked.engines.get(key)
        for tags in _parts(engine) if engine is not None else ():
            found += [each.complaint() for each in unguarded(tags, loaded.fields, FUNCTIONS)]
    return found


def _parts(engine: Engine) -> Iterator[Sequence[Tag]]:
    """Yield the tags of each part of a Word template."""
    if isinstance(engine, WordEngine):
        yield from (program.tags for program in engine.template.programs)


def _declared(loaded: LoadedType) -> Iterator[Sequence[Tag]]:
    texts = loaded.texts
    for text in (texts.type_name, texts.abstract, texts.symbol, *texts.recipients, texts.filing, texts.folder):
        yield text.program.tags
    yield texts.file_label.program.tags


def _never_made(surveyed: _Surveyed, checked: CheckedOffice) -> Iterator[Diagnostic]:
    """Note the condition of a type that leaves out every subject."""
    loaded = surveyed.loaded
    if loaded.declaration.condition is None or any(survey.papers for survey in surveyed.surveys):
        return
    if surveyed.surveys and checked.is_sound:
        message = (
            f"Không bản ghi nào làm điều kiện «{shorten(loaded.declaration.condition)}» đúng nên không có văn bản nào"
        )
        yield NEVER_TRUE.at(loaded.places.span("dieu_kien"), message, "Xem lại điều kiện, hoặc hồ sơ.")


def _of_surveys(surveys: Sequence[TagSurvey]) -> Iterator[Diagnostic]:
    papers = max((survey.papers for survey in surveys), default=0)
    conditions = [seen for survey in surveys for seen in survey.conditions]
    never = [seen for seen in conditions if seen.asked and not seen.held]
    always = [seen for seen in conditions if seen.asked == seen.held and not seen.is_guard]
    always = [seen for seen in always if min(seen.asked, papers) >= FEWEST_PAPERS]
    values = [seen for survey in surveys for seen in (*survey.values, *survey.lists)]
    empty = [seen for seen in values if seen.asked and not seen.held]
    yield from _noted(NEVER_TRUE, never, "Không bản ghi nào làm điều kiện của thẻ «{}» đúng", papers)
    yield from _noted(ALWAYS_TRUE, always, "Bản ghi nào cũng làm điều kiện của thẻ «{}» đúng", papers)
    yield from _noted(NEVER_FILLED, empty, "Thẻ «{}» dùng trường mà mọi bản ghi đều để trống", papers)


_HINTS = {
    NEVER_TRUE: "Nếu không phải cố ý, xem lại điều kiện: phần văn bản bên trong chưa bao giờ được in.",
    ALWAYS_TRUE: "Nếu không phải cố ý, xem lại điều kiện: phần văn bản bên trong văn bản nào cũng in.",
    NEVER_FILLED: "Điền trường ấy vào hồ sơ, hoặc bỏ thẻ.",
}


def _noted(rule: Rule, all_seen: Iterable[Seen], message: str, papers: int) -> Iterator[Diagnostic]:
    """Note each different tag once, at its first place."""
    by_source: dict[str, list[Seen]] = {}
    for seen in all_seen:
        by_source.setdefault(seen.tag.body, []).append(seen)
    for alike in by_source.values():
        tag = alike[0].tag
        more = f", và {len(alike) - 1} thẻ giống thế" if len(alike) > 1 else ""
        text = f"{message.format(shorten(tag.source))}{more} ({papers} văn bản đã xét)"
        yield tag.place.complain(rule, text, _HINTS[rule])
