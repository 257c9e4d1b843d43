"""A .docx taken apart: its entries and how its parts relate to each other."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import cached_property

from lxml import etree

from docgen.word.archive import Entry
from docgen.word.xml_names import parse_template_xml

RELATIONSHIP = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@dataclass(frozen=True)
class Package:
    """A gated .docx: its entries in order, the name of its main part, the SHA-256 of the bytes it came from."""

    entries: tuple[Entry, ...]
    main: str
    digest: str

    @cached_property
    def by_name(self) -> dict[str, Entry]:
        """The entries by name."""
        return {entry.name: entry for entry in self.entries}

    def with_part(self, name: str, data: bytes) -> Package:
        """Return the package with other bytes for one entry."""
        entries = tuple(Entry.of(name, data) if entry.name == name else entry for entry in self.entries)
        return Package(entries, self.main, self.digest)

    def related(self, source: str, kind: str) -> list[str]:
        """Return the names of the parts that ``source`` ("" for the package) relates to as ``kind``, in order."""
        return [link.part for link in self.links(source) if link.kind == kind and link.part in self.by_name]

    def links(self, source: str) -> list[Link]:
        """Return the relationships of a part ("" for the package) in order."""
        rels = self.by_name.get(rels_of(source))
        if rels is None:
            return []
        return [_link(source, element) for element in parse_template_xml(rels.data).iter(RELATIONSHIP)]

    @cached_property
    def charts(self) -> frozenset[str]:
        """The names of the charts of all parts."""
        sources = [source_of(name) for name in self.by_name if name.endswith(".rels")]
        return frozenset(name for source in sources for name in self.related(source, "chart"))


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship: its id, the last word of its type, the entry that it leads to ("" where it leads outside)."""

    identity: str
    kind: str
    part: str


def _link(source: str, element: etree._Element) -> Link:
    kind = element.get("Type", "").rsplit("/", 1)[-1]
    leads_out = element.get("TargetMode") == "External"
    return Link(element.get("Id", ""), kind, "" if leads_out else _target(source, element.get("Target", "")))


def rels_of(source: str) -> str:
    """Return the name of the entry that holds the links of a part."""
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _target(source: str, target: str) -> str:
    if target.startswith("/"):
        return target.lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), target))


def source_of(rels: str) -> str:
    """Return the part whose links the entry holds, "" where it holds those of the package."""
    folder, name = posixpath.split(rels)
    return posixpath.join(posixpath.dirname(folder), name.removesuffix(".rels"))
