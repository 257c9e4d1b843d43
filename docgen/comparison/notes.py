"""Footnotes and endnotes: notes that both papers have are one, old ones that are gone stay for the struck-out words."""

from __future__ import annotations

import copy

from lxml import etree

from docgen.comparison.assembly import OFFICE, Adoption, Assembly, content_type
from docgen.comparison.finishing import finish, with_both_names
from docgen.comparison.keys import key_of_children
from docgen.comparison.marks import Marker
from docgen.word.package import Package
from docgen.word.xml_names import W, serialise, value_of

KINDS = {"footnotes": W + "footnote", "endnotes": W + "endnote"}


class Notes:
    """The notes of one kind in the redline."""

    def __init__(self, kind: str, old: etree._Element | None, new: etree._Element | None) -> None:
        """``kind`` is a key of KINDS; ``old`` and ``new`` are the prepared roots of the parts, None for none."""
        self._kind = kind
        self._tag = KINDS[kind]
        self._old = {} if old is None else {value_of(note, "id") or "": note for note in old.findall(self._tag)}
        self._root = new
        self._is_made = new is None and old is not None
        if self._is_made and old is not None:
            self._root = copy.deepcopy(old)
            for note in self._root.findall(self._tag):
                if value_of(note, "type") is None:
                    self._root.remove(note)
        self._source = old
        self.changed = self._is_made

    def rename(self, body: etree._Element) -> None:
        """Give the references of the old body the numbers that its notes have in the redline."""
        if self._root is None:
            return
        keys = {
            key_of_children(note): value_of(note, "id") or ""
            for note in self._root.findall(self._tag)
            if value_of(note, "type") is None
        }
        for reference in body.iter(f"{self._tag}Reference"):
            note = self._old.get(value_of(reference, "id") or "")
            if note is not None:
                identity = keys.get(key_of_children(note)) or self._add(note)
                reference.set(W + "id", identity)

    def separate(self, body: etree._Element) -> None:
        """Give a note that stands in the finished body twice, struck out here and put in there, a twin."""
        seen: set[str] = set()
        for reference in body.iter(f"{self._tag}Reference"):
            identity = value_of(reference, "id") or ""
            if identity in seen and self._root is not None:
                note = next((item for item in self._root if value_of(item, "id") == identity), None)
                if note is not None:
                    identity = self._add(note)
                    reference.set(W + "id", identity)
            seen.add(identity)

    def _add(self, note: etree._Element) -> str:
        assert self._root is not None
        twin = copy.deepcopy(note)
        numbers = [int(value_of(item, "id") or "0") for item in self._root.findall(self._tag)]
        identity = str(max([*numbers, 0]) + 1)
        twin.set(W + "id", identity)
        self._root.append(twin)
        self.changed = True
        return identity

    def write(
        self, package: tuple[Package, Package], assembly: Assembly, adoption: Adoption | None, marker: Marker
    ) -> None:
        """Put the part into the redline where it changed; ``package`` are the old and the new one."""
        if not self.changed or self._root is None:
            return
        old, new = package
        root = self._root if self._source is None else with_both_names(self._root, self._source)
        finish(root, marker)
        names = new.related(new.main, self._kind)
        if names:
            name = names[0]
        else:
            there = old.related(old.main, self._kind)[0]
            name = assembly.add(f"word/{self._kind}.xml", content_type(old, there), b"")
            assembly.relate(new.main, f"{OFFICE}/{self._kind}", name)
        if adoption is not None:
            adoption.settle(root, name)
        assembly.change(name, serialise(root))
