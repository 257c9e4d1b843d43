"""Numbered lists of both papers in one: an old list that the new paper defines otherwise gets a new number."""

from __future__ import annotations

import copy
from collections.abc import Iterable

from lxml import etree

from docgen.comparison.keys import key_of_children
from docgen.word.xml_names import W_NAMESPACE, W, parse_template_xml, value_of

_NUM, _ABSTRACT, _NUM_ID = W + "num", W + "abstractNum", W + "numId"
_EMPTY = f'<w:numbering xmlns:w="{W_NAMESPACE}"/>'.encode()
_IDENTITY = (W + "nsid", W + "tmpl")


def merge_numbering(
    old: etree._Element | None, new: etree._Element | None, used: Iterable[etree._Element]
) -> tuple[etree._Element | None, bool]:
    """Bring the old paper's lists into the new one's; returns the lists and whether they changed.

    ``used`` are the old trees that name lists; their numbers are changed in place.
    """
    if old is None:
        return new, False
    made = parse_template_xml(_EMPTY) if new is None else new
    mapped: dict[str, str] = {}
    changed = False
    for root in used:
        for reference in root.iter(_NUM_ID):
            number = value_of(reference) or ""
            if number not in mapped:
                mapped[number], added = _home(number, old, made)
                changed |= added
            reference.set(W + "val", mapped[number])
    return (made if changed or new is not None else None), changed


def _home(number: str, old: etree._Element, made: etree._Element) -> tuple[str, bool]:
    num = _find(old, _NUM, "numId", number)
    if num is None:
        return number, False
    there = _find(made, _NUM, "numId", number)
    if there is not None and _definition(there, made) == _definition(num, old):
        return number, False
    abstract = _find(old, _ABSTRACT, "abstractNumId", value_of(num.find(W + "abstractNumId")) or "")
    copied = copy.deepcopy(num)
    identity = _next(made, _NUM, "numId")
    copied.set(_NUM_ID, identity)
    if abstract is not None:
        twin = copy.deepcopy(abstract)
        abstract_id = _next(made, _ABSTRACT, "abstractNumId")
        twin.set(W + "abstractNumId", abstract_id)
        for name in (*_IDENTITY, W + "styleLink"):
            for element in twin.findall(name):
                twin.remove(element)
        made.insert(len(made.findall(_ABSTRACT)) + len(made.findall(W + "numPicBullet")), twin)
        reference = copied.find(W + "abstractNumId")
        assert reference is not None
        reference.set(W + "val", abstract_id)
    made.insert(_after_nums(made), copied)
    return identity, True


def _after_nums(made: etree._Element) -> int:
    return len(made) - len(made.findall(W + "numIdMacAtCleanup"))


def _find(root: etree._Element, tag: str, name: str, value: str) -> etree._Element | None:
    return next((item for item in root.findall(tag) if value_of(item, name) == value), None)


def _next(root: etree._Element, tag: str, name: str) -> str:
    return str(max((int(value_of(item, name) or "0") for item in root.findall(tag)), default=0) + 1)


def _definition(num: etree._Element, root: etree._Element) -> str:
    abstract = _find(root, _ABSTRACT, "abstractNumId", value_of(num.find(W + "abstractNumId")) or "")
    return key_of_children(num, (W + "abstractNumId",)) + key_of_children(abstract, _IDENTITY)
