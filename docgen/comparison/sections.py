"""Headers and footers: which a section really has, and one redline for every pair of them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from lxml import etree

from docgen.comparison.assembly import OFFICE, Adoption, Assembly, content_type, links_of
from docgen.comparison.blocks import compare_stories
from docgen.comparison.finishing import finish, with_both_names
from docgen.comparison.keys import key_of_children
from docgen.comparison.paragraphs import SectionPlace, Story
from docgen.word.package import Package
from docgen.word.xml_names import W, parse_template_xml, serialise, value_of

_ID = f"{{{OFFICE}}}id"
_KINDS = {W + "headerReference": "header", W + "footerReference": "footer"}
_ORDER = ("default", "first", "even")
Slot = tuple[str, str]
"""Header or footer, and on which pages: («header», «first»)."""


def effective_parts(sections: Iterable[etree._Element], package: Package) -> dict[etree._Element, dict[Slot, str]]:
    """Return the part that each section shows in each place; what it does not say is as in the section before."""
    links = links_of(package, package.main)
    found: dict[etree._Element, dict[Slot, str]] = {}
    current: dict[Slot, str] = {}
    for section in sections:
        current = dict(current)
        for reference in section.iter(*_KINDS):
            link = links.get(reference.get(_ID, ""))
            if link is not None and link.target in package.by_name:
                current[_KINDS[str(reference.tag)], value_of(reference, "type") or "default"] = link.target
        found[section] = current
    return found


class EdgeWriter:
    """Writes the headers and footers that the sections of the redline refer to, each pair of parts once."""

    def __init__(
        self,
        old: tuple[Package, Mapping[str, etree._Element]],
        new: tuple[Package, Mapping[str, etree._Element]],
        assembly: Assembly,
        story: Story,
        styles: Mapping[str, str],
    ) -> None:
        """``old`` and ``new`` are each a package with the prepared roots of its headers and footers by part."""
        self._old, self._old_roots = old
        self._new, self._new_roots = new
        self._assembly, self._story, self._styles = assembly, story, styles
        self._written: dict[tuple[str | None, str | None], str] = {}

    def write(
        self,
        places: Iterable[SectionPlace],
        old: Mapping[etree._Element, dict[Slot, str]],
        new: Mapping[etree._Element, dict[Slot, str]],
    ) -> None:
        """Give every section of the redline its references."""
        main = self._new.main
        for place in places:
            before = {} if place.old is None else old[place.old]
            after = {} if place.new is None else new[place.new]
            for reference in list(place.element.iter(*_KINDS)):
                place.element.remove(reference)
            both = place.old is not None and place.new is not None
            slots = sorted({*before, *after}, key=lambda slot: (slot[0] == "footer", _ORDER.index(slot[1])))
            for number, slot in enumerate(slots):
                target = self._target(slot[0], before.get(slot), after.get(slot), compared=both)
                identity = self._assembly.relate(main, f"{OFFICE}/{slot[0]}", target)
                names = {W + "type": slot[1], _ID: identity}
                place.element.insert(number, etree.Element(f"{W}{slot[0]}Reference", names))
        self._drop_unused(places)

    def _target(self, kind: str, old: str | None, new: str | None, *, compared: bool) -> str:
        if (old, new) not in self._written:
            self._written[old, new] = self._made(kind, old, new, compared=compared)
        return self._written[old, new]

    def _made(self, kind: str, old: str | None, new: str | None, *, compared: bool) -> str:
        before = None if old is None else self._old_roots[old]
        after = None if new is None else self._new_roots[new]
        if new is not None and (not compared or (before is not None and _same(before, after))):
            return new
        root = parse_template_xml(_pick(after, before))
        source = new if new is not None else old
        assert source is not None
        type_of = content_type(self._new if new is not None else self._old, source)
        name = self._assembly.add(f"word/{kind}_so_sanh.xml", type_of, b"")
        if new is not None:
            self._assembly.links(name).update(self._assembly.links(new))
        adoption = Adoption(self._old, old, self._assembly, name) if old is not None else None
        early = [] if before is None else list(parse_template_xml(serialise(before)))
        if adoption is not None and before is not None:
            for element in early:
                adoption.rename(element)
        late = [] if after is None else list(root)
        for child in list(root):
            root.remove(child)
        if compared:
            root.extend(compare_stories(early, late, self._story, self._styles, moves=False))
        else:
            root.extend(early or late)
        if before is not None:
            root = with_both_names(root, before)
        finish(root, self._story.marker)
        if adoption is not None:
            adoption.settle(root, name)
        self._assembly.change(name, serialise(root))
        return name

    def _drop_unused(self, places: Iterable[SectionPlace]) -> None:
        main = self._new.main
        used = {reference.get(_ID) for place in places for reference in place.element.iter(*_KINDS)}
        for identity, link in list(self._assembly.links(main).items()):
            if link.kind.rsplit("/", 1)[-1] in _KINDS.values() and identity not in used:
                self._assembly.drop_link(main, identity)


def _same(old: etree._Element, new: etree._Element | None) -> bool:
    return key_of_children(old) == key_of_children(new)


def _pick(first: etree._Element | None, second: etree._Element | None) -> bytes:
    root = first if first is not None else second
    assert root is not None
    return serialise(root)
