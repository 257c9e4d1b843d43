"""What a paper adds to the package of its template: parts, relationships, content types, styles, lists.

Made for the papers only whose values bring such things (pictures, sub-documents); all others are written without it.
"""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from copy import deepcopy

from lxml import etree

from docgen.word.archive import Entry, write_archive
from docgen.word.package import Package
from docgen.word.xml_names import W_NAMESPACE, W, parse_template_xml, serialise, value_of

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = f"{_PACKAGE}/relationships"
_CONTENT = f"{_PACKAGE}/content-types"
_TYPES = "[Content_Types].xml"
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"


class Additions:
    """The additions of one paper; gathered while objects are put into its parts, written at the end.

    ``filled`` are the parts that tags decide, by entry name; links among them are added to as they were filled.
    """

    def __init__(self, package: Package, filled: Mapping[str, bytes]) -> None:
        self._package = package
        self._filled = filled
        self._roots: dict[str, etree._Element] = {}
        self._added: dict[str, bytes] = {}
        self._by_digest: dict[tuple[str, str], str] = {}

    def relate(self, source: str, kind: str, target: str, *, external: bool = False, identity: str = "") -> str:
        """Relate a part to another part (by entry name) or an address; return the relationship's id, or give it one."""
        folder, name = posixpath.split(source)
        links = self._root(posixpath.join(folder, "_rels", f"{name}.rels"), f"{{{_RELATIONS}}}Relationships")
        shown = target if external else posixpath.relpath(target, folder or ".")
        used = {link.get("Id", ""): (link.get("Type"), link.get("Target")) for link in links}
        for known, said in used.items():
            if said == (kind, shown) and not identity:
                return known
        fresh = (name for number in range(1, len(used) + 2) if (name := f"docgen{number}") not in used)
        identity = identity or next(fresh)
        attributes = {"Id": identity, "Type": kind, "Target": shown}
        if external:
            attributes["TargetMode"] = "External"
        etree.SubElement(links, f"{{{_RELATIONS}}}Relationship", attributes)
        return identity

    def add_part(self, wanted: str, data: bytes, content_type: str) -> str:
        """Add a part under this name or one like it and return its name; the same bytes are added once."""
        key = (content_type, hashlib.sha256(data).hexdigest())
        if key in self._by_digest and not wanted.endswith(".xml"):
            return self._by_digest[key]
        stem, extension = posixpath.splitext(wanted)
        taken = {name.casefold() for name in (*self._package.by_name, *self._added)}
        names = (f"{stem}{number or ''}{extension}" for number in range(len(taken) + 1))
        name = next(name for name in names if name.casefold() not in taken)
        self._added[name] = data
        self._by_digest[key] = name
        self._declare(name, content_type)
        return name

    def styles(self) -> etree._Element:
        """Return the sheet of styles, to be added to; made where the template has none."""
        return self._related("styles")

    def lists(self) -> etree._Element:
        """Return the definitions of lists, to be added to; made where the template has none."""
        return self._related("numbering")

    def add_list(self, pattern: etree._Element, abstract: etree._Element | None) -> str:
        """Add a list like ``pattern`` (a ``w:num``), with its own pattern of levels if given; return its number."""
        lists = self.lists()
        number = str(1 + max((int(value_of(each, "numId") or 0) for each in lists.iter(W + "num")), default=0))
        made = deepcopy(pattern)
        made.set(W + "numId", number)
        numbers = lists.findall(W + "num")
        if abstract is not None:
            copied = deepcopy(abstract)
            for name in ("nsid", "tmpl"):
                # Word takes lists of one nsid for one list.
                for known in copied.findall(W + name):
                    copied.remove(known)
            others = lists.findall(W + "abstractNum")
            identity = str(1 + max((int(value_of(each, "abstractNumId") or 0) for each in others), default=-1))
            copied.set(W + "abstractNumId", identity)
            link = made.find(W + "abstractNumId")
            if link is not None:
                link.set(W + "val", identity)
            if others:
                others[-1].addnext(copied)
            elif numbers:
                numbers[0].addprevious(copied)
            else:
                lists.insert(len(lists.findall(W + "numPicBullet")), copied)
            numbers = lists.findall(W + "num")
        if numbers:
            numbers[-1].addnext(made)
        else:
            lists.append(made)
        return number

    def begin_anew(self, number: str) -> str:
        """Add a list like that of the number which begins to count again at each level; return its number."""
        lists = self.lists()
        pattern = next(each for each in lists.iter(W + "num") if value_of(each, "numId") == number)
        abstract = value_of(pattern.find(W + "abstractNumId"))
        levels = [each for each in lists.iter(W + "abstractNum") if value_of(each, "abstractNumId") == abstract]
        made = self.add_list(pattern, None)
        added = next(each for each in lists.iter(W + "num") if value_of(each, "numId") == made)
        known = {value_of(each, "ilvl"): each for each in added.iter(W + "lvlOverride")}
        for level in [each for found in levels for each in found.iter(W + "lvl")]:
            place = value_of(level, "ilvl") or "0"
            override = known.get(place)
            if override is None:
                override = etree.SubElement(added, W + "lvlOverride", {W + "ilvl": place})
            if override.find(W + "startOverride") is None:
                start = value_of(level.find(W + "start")) or "1"
                override.insert(0, override.makeelement(W + "startOverride", {W + "val": start}))
        return made

    def written(self, parts: dict[str, bytes]) -> bytes:
        """Return the container with these filled parts and all additions."""
        changed = {**parts, **{name: serialise(root) for name, root in self._roots.items()}}
        added = [Entry.of(name, data) for name, data in self._added.items() if name not in changed]
        known = self._package.by_name
        fresh = [Entry.of(name, b"") for name in changed if name not in known]
        return write_archive([*self._package.entries, *fresh, *added], changed)

    def _related(self, kind: str) -> etree._Element:
        names = self._package.related(self._package.main, kind)
        if names:
            return self._root(names[0], "")
        name = posixpath.join(posixpath.dirname(self._package.main), f"{kind}.xml")
        if name not in self._roots:
            self._declare(name, f"{_WORD}.{kind}+xml")
            self.relate(self._package.main, f"{OFFICE}/{kind}", name)
        return self._root(name, W + kind)

    def _root(self, name: str, made: str) -> etree._Element:
        if name not in self._roots:
            entry = self._package.by_name.get(name)
            if entry is not None:
                self._roots[name] = parse_template_xml(self._filled.get(name, entry.data))
            else:
                uri = etree.QName(made).namespace
                names: dict[str | None, str] = {"w" if uri == W_NAMESPACE else None: str(uri)}
                self._roots[name] = etree.Element(made, nsmap=names)  # type: ignore[arg-type]
        return self._roots[name]

    def _declare(self, name: str, content_type: str) -> None:
        types = self._root(_TYPES, "")
        extension = posixpath.splitext(name)[1].removeprefix(".").lower()
        if not name.endswith(".xml"):
            for default in types.iter(f"{{{_CONTENT}}}Default"):
                if default.get("Extension", "").lower() == extension:
                    if default.get("ContentType") == content_type:
                        return
                    break
            else:
                made = types.makeelement(
                    f"{{{_CONTENT}}}Default", {"Extension": extension, "ContentType": content_type}
                )
                types.insert(0, made)
                return
        etree.SubElement(types, f"{{{_CONTENT}}}Override", {"PartName": f"/{name}", "ContentType": content_type})
