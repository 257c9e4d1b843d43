"""The package of the redline: the new paper's parts, with those of the old paper that its words still need."""

from __future__ import annotations

import posixpath
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from docgen.word.archive import Entry, write_archive
from docgen.word.package import RELATIONSHIP, Package, rels_of
from docgen.word.xml_names import parse_template_xml, serialise

_TYPES = "[Content_Types].xml"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_CONTENT = f"{{{_PACKAGE}/content-types}}"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_EXTERNAL = "External"
_REFERENCE = f"{{{OFFICE}}}"
_REFERRING = etree.XPath("descendant-or-self::*[@r:*]", namespaces={"r": OFFICE})


@dataclass(frozen=True, slots=True)
class Link:
    """A relationship of a part; ``target`` is the name of an entry, or an address where ``external``."""

    identity: str
    kind: str
    target: str
    external: bool


def links_of(package: Package, part: str) -> dict[str, Link]:
    """Return the relationships of a part by id."""
    entry = package.by_name.get(rels_of(part))
    if entry is None:
        return {}
    found = {}
    for item in parse_template_xml(entry.data).iter(RELATIONSHIP):
        external = item.get("TargetMode") == _EXTERNAL
        target = item.get("Target", "")
        if not external:
            folder = posixpath.dirname(part)
            target = (
                target.lstrip("/") if target.startswith("/") else posixpath.normpath(posixpath.join(folder, target))
            )
        identity = item.get("Id", "")
        found[identity] = Link(identity, item.get("Type", ""), target, external)
    return found


def content_type(package: Package, part: str) -> str:
    """Return the declared type of a part, "" for none."""
    root = parse_template_xml(package.by_name[_TYPES].data)
    for item in root.iter(f"{_CONTENT}Override"):
        if item.get("PartName") == f"/{part}":
            return str(item.get("ContentType", ""))
    extension = part.rsplit(".", 1)[-1].lower()
    for item in root.iter(f"{_CONTENT}Default"):
        if item.get("Extension", "").lower() == extension:
            return str(item.get("ContentType", ""))
    return ""


class Assembly:
    """A package under construction on the ground of the new paper."""

    def __init__(self, package: Package) -> None:
        """``package`` is the new paper."""
        self.package = package
        self._changed: dict[str, bytes] = {}
        self._added: dict[str, tuple[str, bytes]] = {}
        self._links: dict[str, dict[str, Link]] = {}
        self._gone: set[str] = set()

    def links(self, part: str) -> dict[str, Link]:
        """Return the relationships of a part, to be added to."""
        if part not in self._links:
            self._links[part] = dict(links_of(self.package, part))
        return self._links[part]

    def change(self, part: str, data: bytes) -> None:
        """Give a part other bytes."""
        if part in self._added:
            self._added[part] = (self._added[part][0], data)
        else:
            self._changed[part] = data

    def add(self, wanted: str, kind: str, data: bytes) -> str:
        """Add a part of a content type; return its name, ``wanted`` or the next free one."""
        stem, dot, extension = wanted.rpartition(".")
        taken = {name.casefold() for name in (*self.package.by_name, *self._added)}
        name, number = wanted, 1
        while name.casefold() in taken:
            number += 1
            name = f"{stem}_{number}{dot}{extension}"
        self._added[name] = (kind, data)
        return name

    def relate(self, part: str, kind: str, target: str, *, external: bool = False) -> str:
        """Return the id of a relationship of ``part`` to the target, made where there is none."""
        links = self.links(part)
        for link in links.values():
            if (link.kind, link.target, link.external) == (kind, target, external):
                return link.identity
        number = len(links) + 1
        while f"rId{number}" in links:
            number += 1
        links[f"rId{number}"] = Link(f"rId{number}", kind, target, external)
        return f"rId{number}"

    def drop_link(self, part: str, identity: str) -> None:
        """Take away a relationship and the part that it leads to."""
        link = self.links(part).pop(identity)
        self._gone |= {link.target, rels_of(link.target)}

    def copy_part(self, source: Package, part: str) -> str:
        """Copy a part of another package, and what it relates to, under a free name; an equal one serves as it is."""
        data = source.by_name[part].data
        links = links_of(source, part)
        here = self.package.by_name.get(part)
        if not links and here is not None and here.data == data:
            return part
        for name, (_, added) in self._added.items():
            if not links and added == data:
                return name
        name = self.add(part, content_type(source, part), data)
        self._links[name] = {
            identity: Link(identity, link.kind, self.copy_part(source, link.target), False)
            if not link.external and link.target in source.by_name
            else link
            for identity, link in links.items()
        }
        return name

    def finished(self) -> bytes:
        """Return the finished package."""
        entries = [entry for entry in self.package.entries if entry.name not in self._gone]
        present = {entry.name for entry in entries}
        changed = {name: data for name, data in self._changed.items() if name in present}
        for part, links in self._links.items():
            if part in self._gone or links == links_of(self.package, part):
                continue
            name, data = rels_of(part), _links_xml(part, links.values())
            if name in present:
                changed[name] = data
            else:
                entries.append(Entry.of(name, data))
        entries += [Entry.of(name, data) for name, (_, data) in self._added.items()]
        changed[_TYPES] = self._types()
        return write_archive(entries, changed)

    def _types(self) -> bytes:
        root = parse_template_xml(self.package.by_name[_TYPES].data)
        for item in list(root.iter(f"{_CONTENT}Override")):
            if item.get("PartName", "").lstrip("/") in self._gone:
                root.remove(item)
        for name, (kind, _) in self._added.items():
            if kind:
                etree.SubElement(root, f"{_CONTENT}Override", {"PartName": f"/{name}", "ContentType": kind})
        return serialise(root)


def _referring(root: etree._Element) -> list[etree._Element]:
    found = _REFERRING(root)
    assert isinstance(found, list)
    return [element for element in found if isinstance(element, etree._Element)]


def _links_xml(part: str, links: Iterable[Link]) -> bytes:
    space = f"{_PACKAGE}/relationships"
    root = etree.Element(f"{{{space}}}Relationships", nsmap={None: space})  # type: ignore[dict-item]
    for link in links:
        target = link.target
        if not link.external:
            target = posixpath.relpath(target, posixpath.dirname(part) or ".")
        item = etree.SubElement(root, RELATIONSHIP, {"Id": link.identity, "Type": link.kind, "Target": target})
        if link.external:
            item.set("TargetMode", _EXTERNAL)
    return serialise(root)


class Adoption:
    """Pictures and links that old words carry into a part of the redline: found beforehand, copied where still used."""

    def __init__(self, source: Package, source_part: str, assembly: Assembly, part: str) -> None:
        """``part`` is the part of the new paper (or of the redline) that old words of ``source_part`` will be in."""
        self._source, self._assembly, self._part = source, assembly, part
        self._old = links_of(source, source_part)
        self._given: dict[str, Link] = {}

    def rename(self, root: etree._Element, leaving_out: tuple[str, ...] = ()) -> None:
        """Give the references of an old tree the ids they will have, those to the same thing the new paper's."""
        there = {
            self._mark(link, self._assembly.package): link.identity
            for link in self._assembly.links(self._part).values()
        }
        for element in _referring(root):
            if element.tag in leaving_out:
                continue
            for name, value in list(element.attrib.items()):
                link = self._old.get(str(value)) if str(name).startswith(_REFERENCE) else None
                if link is not None:
                    same = there.get(self._mark(link, self._source))
                    identity = same or f"rIdCu{link.identity}"
                    if same is None:
                        self._given[identity] = link
                    element.set(str(name), identity)

    def settle(self, root: etree._Element, part: str) -> None:
        """Copy into the package what the finished part still refers to."""
        used = {
            str(value)
            for element in _referring(root)
            for name, value in element.attrib.items()
            if str(name).startswith(_REFERENCE)
        }
        for identity, link in self._given.items():
            if identity in used:
                target = link.target
                if not link.external:
                    target = self._assembly.copy_part(self._source, link.target)
                self._assembly.links(part)[identity] = Link(identity, link.kind, target, link.external)

    @staticmethod
    def _mark(link: Link, package: Package) -> tuple[str, str, object]:
        entry = None if link.external else package.by_name.get(link.target)
        if entry is None:
            return link.kind, link.target, link.external
        alone = rels_of(link.target) not in package.by_name
        return link.kind, "" if alone else link.target, (entry.checksum, entry.size)
