"""Styles of both papers in one: where a name means two things, the old paper's style is kept under another name."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence

from lxml import etree

from docgen.comparison.keys import is_on, key_of, key_of_children
from docgen.word.xml_names import PARAGRAPH, TABLE, W, value_of

_STYLE = W + "style"
_REFERENCES = {W + "pStyle": "paragraph", W + "rStyle": "character", W + "tblStyle": "table"}
_NOT_LOOKS = tuple(
    W + name
    for name in ("next", "link", "uiPriority", "semiHidden", "unhideWhenUsed", "qFormat", "locked", "aliases", "name")
)
_OLD = "(cũ)"
_PARAGRAPH_PARTS = (W + "pPr", W + "rPr")


def merge_styles(old: etree._Element, new: etree._Element, used: Sequence[etree._Element]) -> bool:
    """Bring the old paper's styles into ``new``; tells whether that changed.

    ``used`` are the old trees; the styles that they name, and the usual one where they name none, are changed in place
    to those of the same look.
    """
    changed = False
    if key_of(old.find(W + "docDefaults")) != key_of(new.find(W + "docDefaults")):
        _fold_defaults(old)
        _fold_defaults(new)
        changed = True
    before, after = _by_id(old), _by_id(new)
    mapped = _mapping(before, after)
    usual = _usual(before)
    _point_usual(used, usual, _usual(after), mapped)
    wanted = _rename(used, mapped)
    return _add(wanted, before, mapped, new) or changed


def _by_id(root: etree._Element) -> dict[str, etree._Element]:
    return {value_of(style, "styleId") or "": style for style in root.findall(_STYLE)}


def _usual(styles: Mapping[str, etree._Element]) -> dict[str, str]:
    """Return the usual style of each kind."""
    found: dict[str, str] = {}
    for identity, style in styles.items():
        if value_of(style, "default") in ("1", "true", "on"):
            found[value_of(style, "type") or ""] = identity
    return found


def _look(identity: str, styles: Mapping[str, etree._Element], depth: int = 0) -> str:
    """Return what a style and those below it say."""
    style = styles.get(identity)
    if style is None or depth > 20:
        return ""
    base = value_of(style.find(W + "basedOn")) or ""
    own = key_of_children(style, (*_NOT_LOOKS, W + "basedOn"))
    return f"{value_of(style, 'type')}{own}|{_look(base, styles, depth + 1) if base else ''}"


def _mapping(before: Mapping[str, etree._Element], after: Mapping[str, etree._Element]) -> dict[str, str]:
    """Return for each old style the id it gets: its own, that of a style of the same name and look, or a new one."""
    names = {
        (value_of(style, "type"), (value_of(style.find(W + "name")) or "").casefold()): identity
        for identity, style in after.items()
    }
    mapped: dict[str, str] = {}
    taken = {identity.casefold() for identity in (*before, *after)}
    for identity, style in before.items():
        twin = identity if identity in after else None
        twin = twin or names.get((value_of(style, "type"), (value_of(style.find(W + "name")) or "").casefold()))
        if twin is None:
            mapped[identity] = identity
        elif _look(identity, before) == _look(twin, after):
            mapped[identity] = twin
        else:
            mapped[identity] = _free(f"{identity}Cu", taken)
    return mapped


def _free(wanted: str, taken: set[str]) -> str:
    name, number = wanted, 1
    while name.casefold() in taken:
        number += 1
        name = f"{wanted}{number}"
    taken.add(name.casefold())
    return name


def _point_usual(
    used: Sequence[etree._Element], usual: Mapping[str, str], now: Mapping[str, str], mapped: Mapping[str, str]
) -> None:
    """Name the usual style where an old tree names none and the new paper's usual one looks otherwise."""
    for kind, tag, holder, reference in (
        ("paragraph", PARAGRAPH, W + "pPr", W + "pStyle"),
        ("table", TABLE, W + "tblPr", W + "tblStyle"),
    ):
        if kind not in usual or mapped[usual[kind]] == now.get(kind):
            continue
        for root in used:
            for element in root.iter(tag):
                properties = element.find(holder)
                if properties is None:
                    properties = etree.Element(holder)
                    element.insert(0, properties)
                if properties.find(reference) is None:
                    properties.insert(0, etree.Element(reference, {W + "val": usual[kind]}))


def _rename(used: Sequence[etree._Element], mapped: Mapping[str, str]) -> list[str]:
    """Give old trees the ids of the redline; return the old ids that they name, in order."""
    wanted: dict[str, None] = {}
    for root in used:
        for reference in root.iter(*_REFERENCES):
            identity = value_of(reference) or ""
            if identity in mapped:
                wanted[identity] = None
                reference.set(W + "val", mapped[identity])
    return list(wanted)


def _add(
    wanted: list[str], before: Mapping[str, etree._Element], mapped: Mapping[str, str], new: etree._Element
) -> bool:
    """Copy the named old styles that the new paper lacks, and those they rest on."""
    names = {(value_of(style.find(W + "name")) or "").casefold() for style in new.findall(_STYLE)}
    present = set(_by_id(new))
    changed = False
    while wanted:
        identity = wanted.pop()
        style = before.get(identity)
        if style is None or mapped[identity] in present:
            continue
        present.add(mapped[identity])
        copied = copy.deepcopy(style)
        copied.set(W + "styleId", mapped[identity])
        if W + "default" in copied.attrib:
            del copied.attrib[W + "default"]
        for child in [child for child in copied if child.tag in (W + "next", W + "link", W + "aliases")]:
            copied.remove(child)
        _name_anew(copied, names)
        base = copied.find(W + "basedOn")
        if base is not None and value_of(base) in mapped:
            wanted.append(value_of(base) or "")
            base.set(W + "val", mapped[value_of(base) or ""])
        new.append(copied)
        changed = True
    return changed


def _name_anew(style: etree._Element, names: set[str]) -> None:
    name = style.find(W + "name")
    if name is None:
        return
    wanted = value_of(name) or ""
    if wanted.casefold() in names:
        style.set(W + "customStyle", "1")
        wanted, number = f"{wanted} {_OLD}", 1
        while wanted.casefold() in names:
            number += 1
            wanted = f"{value_of(name)} {_OLD} {number}"
        name.set(W + "val", wanted)
    names.add(wanted.casefold())


def _fold_defaults(root: etree._Element) -> None:
    """Write what a paper takes for granted into the styles that rest on no other, and take nothing for granted."""
    defaults = root.find(W + "docDefaults")
    if defaults is None:
        return
    given = {W + "pPr": defaults.find(f"{W}pPrDefault/{W}pPr"), W + "rPr": defaults.find(f"{W}rPrDefault/{W}rPr")}
    for style in root.findall(_STYLE):
        if value_of(style, "type") != "paragraph" or style.find(W + "basedOn") is not None:
            continue
        for tag in _PARAGRAPH_PARTS:
            properties = given[tag]
            if properties is not None:
                _fold(style, tag, list(properties))
    root.remove(defaults)


def _fold(style: etree._Element, tag: str, given: list[etree._Element]) -> None:
    own = style.find(tag)
    if own is None:
        own = etree.Element(tag)
        place = next((i for i, child in enumerate(style) if child.tag in (W + "rPr", W + "tblPr")), len(style))
        style.insert(place, own)
    for child in given:
        there = own.find(str(child.tag))
        if there is None:
            own.append(copy.deepcopy(child))
        elif not is_on(there) or len(there.attrib) > 1:
            for name, value in child.attrib.items():
                if name not in there.attrib:
                    there.set(str(name), str(value))
