"""Two papers in, one out in which every change is marked: accept all and it is the new one, refuse all the old one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from docgen.comparison.assembly import OFFICE, Adoption, Assembly, content_type
from docgen.comparison.blocks import compare_stories
from docgen.comparison.clauses import BOOKMARK, Reading, clauses_of
from docgen.comparison.finishing import finish, with_both_names
from docgen.comparison.keys import key_of
from docgen.comparison.marks import Marker
from docgen.comparison.merging_numbering import merge_numbering
from docgen.comparison.merging_styles import merge_styles
from docgen.comparison.notes import KINDS, Notes
from docgen.comparison.opening import open_paper
from docgen.comparison.paragraph_text import style_names
from docgen.comparison.paragraphs import Story, changed_section
from docgen.comparison.preparing import prepared
from docgen.comparison.sections import EdgeWriter, effective_parts
from docgen.comparison.summarising import ClauseChange, summarise
from docgen.diagnostics import Diagnostic
from docgen.word.package import Package
from docgen.word.xml_names import W, serialise, value_of

_SECTION = W + "sectPr"
_EDGES = ("header", "footer")
_FIRST_NUMBER = 1_000
"""Numbers of changes begin here, above those that comments of a paper have."""


@dataclass(frozen=True, slots=True)
class Redline:
    """The marked paper as the bytes of a .docx, the changes clause by clause, and what is to be said of the files.

    ``is_unchanged`` tells that nothing is marked: both papers say the same in the same form.
    """

    data: bytes
    is_unchanged: bool
    changes: tuple[ClauseChange, ...]
    notices: tuple[Diagnostic, ...]


def compare(old: bytes, new: bytes, old_file: str, new_file: str) -> Redline | list[Diagnostic]:
    """Return the redline of two .docx; the files' names are for messages. With an error, the complaints instead."""
    before, found = open_paper(old, old_file)
    after, found_new = open_paper(new, new_file)
    found = [*found, *found_new]
    if before is None or after is None:
        return found
    same = _same_looks(before, after)
    was = _Paper.read(before, keep_comments=False, same_looks=same)
    now = _Paper.read(after, keep_comments=True, same_looks=same)
    seen: dict[etree._Element, Reading] = {}
    changes = summarise(
        tuple(clauses_of(was.body, style_names(before), seen)), tuple(clauses_of(now.body, style_names(after), seen))
    )
    marker = Marker(_FIRST_NUMBER)
    # With other styles an old paragraph may open something else once its style has got another name.
    data = _redline(was, now, marker, seen if same else {})
    return Redline(data, not marker.made, changes, tuple(found))


@dataclass(frozen=True, slots=True)
class _Paper:
    """The parts of a paper that hold text, each parsed and prepared.

    ``styles`` and ``numbering`` are None where there are none, or where both papers have the same.
    """

    package: Package
    root: etree._Element
    edges: dict[str, etree._Element]
    notes: dict[str, etree._Element]
    styles: etree._Element | None
    numbering: etree._Element | None

    @classmethod
    def read(cls, package: Package, *, keep_comments: bool, same_looks: bool) -> _Paper:
        def parsed(name: str) -> etree._Element:
            return prepared(package.by_name[name].data, keep_comments=keep_comments)

        def only(kind: str) -> etree._Element | None:
            names = package.related(package.main, kind)
            return parsed(names[0]) if names else None

        looks = [] if same_looks else [only("styles"), only("numbering")]
        edges = {name: parsed(name) for kind in _EDGES for name in package.related(package.main, kind)}
        notes = {kind: root for kind in KINDS if (root := only(kind)) is not None}
        return cls(package, parsed(package.main), edges, notes, *(looks or (None, None)))

    @property
    def body(self) -> etree._Element:
        found = self.root.find(W + "body")
        return etree.SubElement(self.root, W + "body") if found is None else found

    @property
    def stories(self) -> tuple[etree._Element, ...]:
        return (self.root, *self.edges.values(), *self.notes.values())

    def sections(self) -> list[etree._Element]:
        return [section for section in self.root.iter(_SECTION) if value_of(section.getparent(), "id") is None]

    def names(self) -> frozenset[str]:
        return frozenset(value_of(mark, "name") or "" for mark in self.root.iter(W + "bookmarkStart"))


def _same_looks(old: Package, new: Package) -> bool:
    """Tell whether both papers have the very same styles and lists, as those from one template have."""

    def looks(package: Package) -> list[bytes]:
        return [
            package.by_name[name].data if name else b""
            for kind in ("styles", "numbering")
            for name in (package.related(package.main, kind) or [""])[:1]
        ]

    return looks(old) == looks(new)


def _redline(old: _Paper, new: _Paper, marker: Marker, seen: Mapping[etree._Element, Reading]) -> bytes:
    assembly = Assembly(new.package)
    _merge_looks(old, new, assembly)
    notes = {kind: Notes(kind, old.notes.get(kind), new.notes.get(kind)) for kind in KINDS}
    note_links = dict(_note_links(old, new, assembly))
    for each in notes.values():
        each.rename(old.root)
    main = new.package.main
    adoption = Adoption(old.package, old.package.main, assembly, main)
    adoption.rename(old.root, (W + "headerReference", W + "footerReference"))
    edges = effective_parts(old.sections(), old.package), effective_parts(new.sections(), new.package)
    names = old.names(), new.names()
    named = all(any(map(BOOKMARK.fullmatch, side)) for side in names)
    story = Story(marker, names[1], named, seen=seen)
    styles = {**style_names(old.package), **style_names(new.package)}
    _write_body(old, new, story, styles)
    root = with_both_names(new.root, old.root)
    writer = EdgeWriter((old.package, old.edges), (new.package, new.edges), assembly, story, styles)
    writer.write(story.sections, *edges)
    finish(root, marker)
    adoption.settle(root, main)
    for kind, each in notes.items():
        each.separate(root)
        each.write((old.package, new.package), assembly, note_links.get(kind), marker)
    assembly.change(main, serialise(root))
    return assembly.finished()


def _write_body(old: _Paper, new: _Paper, story: Story, styles: dict[str, str]) -> None:
    before, after = old.body, new.body
    early, late = (_last_section(body) for body in (before, after))
    blocks = compare_stories(list(before), list(after), story, styles, moves=True)
    for child in list(after):
        after.remove(child)
    after.extend(blocks)
    after.append(changed_section(early, late, story))


def _last_section(body: etree._Element) -> etree._Element:
    found = body.find(_SECTION)
    return etree.SubElement(body, _SECTION) if found is None else found


def _note_links(old: _Paper, new: _Paper, assembly: Assembly) -> Iterator[tuple[str, Adoption]]:
    for kind, root in old.notes.items():
        source = old.package.related(old.package.main, kind)[0]
        target = (new.package.related(new.package.main, kind) or [f"word/{kind}.xml"])[0]
        adoption = Adoption(old.package, source, assembly, target)
        adoption.rename(root)
        yield kind, adoption


def _merge_looks(old: _Paper, new: _Paper, assembly: Assembly) -> None:
    """Bring the old paper's lists and styles into the new one's, and the old trees to the names they then have."""
    if key_of(old.styles) == key_of(new.styles) and key_of(old.numbering) == key_of(new.numbering):
        return
    used: Iterable[etree._Element] = [*old.stories, *([] if old.styles is None else [old.styles])]
    numbering, changed = merge_numbering(old.numbering, new.numbering, used)
    if changed and numbering is not None:
        _store(numbering, "numbering", old.package, new.package, assembly)
    if old.styles is None:
        return
    if new.styles is None:
        _store(old.styles, "styles", old.package, new.package, assembly)
    elif merge_styles(old.styles, new.styles, list(old.stories)):
        _store(with_both_names(new.styles, old.styles), "styles", old.package, new.package, assembly)


def _store(root: etree._Element, kind: str, old: Package, new: Package, assembly: Assembly) -> None:
    names = new.related(new.main, kind)
    if names:
        assembly.change(names[0], serialise(root))
        return
    there = old.related(old.main, kind)[0]
    name = assembly.add(f"word/{kind}.xml", content_type(old, there), serialise(root))
    assembly.relate(new.main, f"{OFFICE}/{kind}", name)
