"""Warnings about templates that are right and yet may not say what their author thinks, seen with the office's records.

Each template is read once; every paper of the office is then followed through its tags, one pass over the papers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from docgen.composition import OWNERS, Document, FieldTree, LoadedType, Selection, SubjectKind, kinds_citing
from docgen.composition.catalogue import declaration_fields
from docgen.composition.expression import compile_condition
from docgen.composition.guarding import Unguarded, unguarded
from docgen.composition.tag_survey import Seen, TagSurvey
from docgen.composition.tag_text import Place, Tag, scan, shorten
from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.model import LegalAct
from docgen.production.check import CheckedOffice, check_office
from docgen.production.complaints_lint import ALWAYS_TRUE, NEVER_FILLED, NEVER_TRUE
from docgen.production.composing import compose_each
from docgen.production.engines import CertificateEngine, Engine, WordEngine
from docgen.production.papers import made_apart
from docgen.production.registering import with_known_numbers
from docgen.records import Record
from docgen.word.numbering import FUNCTIONS

FEWEST_PAPERS = 3
"""Papers below which a condition that always holds says nothing about the template."""


@dataclass(frozen=True, slots=True)
class Preview:
    """A checked office, every complaint about it, and how many papers it makes."""

    checked: CheckedOffice
    diagnostics: tuple[Diagnostic, ...]
    papers: int


@dataclass(frozen=True, slots=True)
class _Part:
    """One part of a template with what is to be learnt of it."""

    survey: TagSurvey
    unguarded: tuple[Unguarded, ...]

    @classmethod
    def of(cls, tags: Sequence[Tag], fields: FieldTree) -> _Part:
        """Read the tags once."""
        found = unguarded(tags, fields, FUNCTIONS)
        return cls(TagSurvey(tags, fields, FUNCTIONS, [each.tag for each in found]), tuple(found))

    def complaints(self) -> Iterator[Diagnostic]:
        """Yield the fields without a guard, with how often they are empty now."""
        seen = {id(each.tag): each for each in self.survey.values}
        for each in self.unguarded:
            known = seen.get(id(each.tag))
            if known is None or not known.asked:
                yield each.complaint()
                continue
            empty = known.asked - known.held
            now = f"hiện {empty} chỗ trống" if empty else "hiện chưa chỗ nào trống"
            yield each.complaint(f" ({now}, {self.survey.papers} văn bản đã xét)")


def examine(folder: Path) -> Preview:
    """Check an office as a build does, and look at its templates with the eyes of its records; writes nothing.

    Papers are composed one after the other and dropped again. Raises OSError when the disk fails.
    """
    checked = with_known_numbers(check_office(folder))
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
        self._parts = {
            key: [_Part.of(tags, checked.types[key].fields) for tags in _tags_of(engine)]
            for key, engine in checked.engines.items()
        }
        self._papers = dict.fromkeys(checked.engines, 0)
        self._acts = list(_acts(checked))

    def see(self, document: Document) -> None:
        """Follow one paper through the tags of its template."""
        self._papers[document.type_id] += 1
        for part in self._parts[document.type_id]:
            part.survey.see(document.fields)
        seen = self._checked.types[document.type_id].declaration.subject
        for _, kind, part in self._acts:
            if kind is seen:
                part.survey.see(document.fields)

    def warnings(self) -> list[Diagnostic]:
        """Return what is to be said of the templates, and of the records with them, after all papers were seen."""
        found = list(_of_declarations(self._checked))
        for key, parts in self._parts.items():
            found += [complaint for part in parts for complaint in part.complaints()]
            found += _of_surveys([part.survey for part in parts])
            if not self._papers[key] and key not in made_apart(self._checked):
                found += _never_made(self._checked.types[key])
        for record, kind, part in self._acts:
            found += [*part.complaints(), *_never_cited(record, kind, part.survey)]
        return found


def unguarded_fields(checked: CheckedOffice) -> list[Diagnostic]:
    """Return the warnings that need no paper: fields that may be empty and are needed without a guard."""
    found = list(_of_declarations(checked))
    for key, engine in checked.engines.items():
        loaded = checked.types[key]
        for tags in _tags_of(engine):
            found += [each.complaint() for each in unguarded(tags, loaded.fields, FUNCTIONS)]
    return found


def _of_declarations(checked: CheckedOffice) -> Iterator[Diagnostic]:
    for loaded in checked.types.values():
        fields = declaration_fields(loaded.declaration.subject)
        texts = loaded.texts
        named = (texts.type_name, texts.abstract, texts.symbol, *texts.recipients, texts.filing, texts.folder)
        for text in (*named, texts.file_label):
            yield from (each.complaint() for each in unguarded(text.program.tags, fields))


def _tags_of(engine: Engine) -> Iterator[Sequence[Tag]]:
    """Yield the tags of each part of a Word template, of each text of a certificate under the condition of its box."""
    if isinstance(engine, WordEngine):
        yield from (program.tags for program in engine.template.programs)
    elif isinstance(engine, CertificateEngine):
        drawn = engine.declaration
        yield from (text.program.tags for text in drawn.about)
        for box in drawn.boxes:
            tags = [tag for text in box.texts for tag in text.program.tags]
            if box.condition is None:
                yield tags
            else:
                yield [*box.condition.program.tags, *tags, *_ending(box.span)]


def _ending(span: Span) -> Sequence[Tag]:
    """Return the tag that closes a condition which stands by itself."""
    return scan("{% endif %}", Place(span))[0]


def _acts(checked: CheckedOffice) -> Iterator[tuple[Record[LegalAct], SubjectKind, _Part]]:
    """Yield the acts that are cited under a condition, once for each kind of subject whose facts it asks."""
    for record in checked.dossier.legal_acts.values():
        span = record.span("dieu_kien")
        for kind in kinds_citing(record.value, checked.types) if record.value.verified else ():
            fields = declaration_fields(kind)
            condition = compile_condition(record.value.condition or "", span, fields)[0]
            if condition is not None:
                yield record, kind, _Part.of([*condition.program.tags, *_ending(span)], fields)


def _never_cited(record: Record[LegalAct], kind: SubjectKind, survey: TagSurvey) -> Iterator[Diagnostic]:
    if any(seen.asked and not seen.held for seen in survey.conditions):
        shown = shorten(record.value.condition or "")
        noun = OWNERS[kind].noun if kind in OWNERS else "bản ghi"
        message = f"Không {noun} nào làm điều kiện «{shown}» đúng nên văn bản này chưa bao giờ vào phần căn cứ"
        yield NEVER_TRUE.at(record.span("dieu_kien"), message, f"Xem lại điều kiện, hoặc hồ sơ {noun}.")


def _never_made(loaded: LoadedType) -> Iterator[Diagnostic]:
    """Note the condition of a type that leaves out every subject."""
    if loaded.declaration.condition is not None:
        shown = shorten(loaded.declaration.condition)
        message = f"Không bản ghi nào làm điều kiện «{shown}» đúng nên không có văn bản nào"
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
