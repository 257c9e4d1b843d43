"""What the fields of a part are told to do, and where a link by field leads."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from lxml import etree

from docgen.word.xml_names import W, value_of

SAFE_LINK = re.compile(r"(https?|mailto):", re.IGNORECASE)
"""How the target of a link may begin."""

TAG_LINK = re.compile(r"(\{|%7b){2}", re.IGNORECASE)
"""How a target begins that a tag gives."""

_FIELD_NAME = re.compile(r"[\s\u200b\u00ad]*([A-Za-z]+)")
_FIELD_WORD = re.compile(r'(\\[A-Za-z!*#@])(?=[\s"“«]|$)|["“«]([^"”»]*)["”»]?|([^\s"“«]+)')
"""A word of a field after its name: a switch, a quoted word, a bare one; quotes may follow without a blank."""
_LINK_SWITCHES = ("\\l", "\\o", "\\t")
"""Switches of a HYPERLINK field that are followed by a word of their own: a bookmark, a hint, a frame."""


@dataclass(frozen=True, slots=True)
class FieldCode:
    """A field's instruction and the element that it begins at."""

    code: str
    element: etree._Element

    @property
    def name(self) -> str:
        """The field's name in capitals, "" where it has none."""
        name = _FIELD_NAME.match(self.code)
        return name.group(1).upper() if name else ""

    @property
    def leads_to(self) -> str:
        """The address of a HYPERLINK field that leads to a file, a script or another machine, else nothing."""
        name = _FIELD_NAME.match(self.code)
        if name is None or name.group(1).upper() != "HYPERLINK":
            return ""
        before = ""
        for switch, quoted, bare in _FIELD_WORD.findall(self.code, name.end()):
            target = str(quoted or bare)
            # A tag at the beginning is told by its place later: field codes are never filled.
            leads_out = target and not SAFE_LINK.match(target) and not TAG_LINK.match(target)
            if leads_out and before not in _LINK_SWITCHES:
                return target
            before = switch.lower()
        return ""


def field_codes(root: etree._Element) -> list[FieldCode]:
    """Return each field instruction of a part; fields may nest and be split over runs."""
    found = [FieldCode(value_of(simple, "instr") or "", simple) for simple in root.iter(W + "fldSimple")]
    stack: list[_OpenField] = []
    for element in root.iter(W + "fldChar", W + "instrText", W + "delInstrText", W + "t"):
        kind = value_of(element, "fldCharType")
        if kind == "begin":
            stack.append(_OpenField(element))
        elif kind in ("separate", "end") and stack:
            stack[-1].in_code = False
            if kind == "end":
                found.append(stack.pop().whole)
        elif element.text:
            around = next((each for each in reversed(stack) if each.in_code), None)
            if around is not None:
                around.code.append(element.text)
            elif element.tag != W + "t":
                found.append(FieldCode(element.text, element))
    return found + [each.whole for each in stack]


@dataclass
class _OpenField:
    """A field being read: its code so far, text that nested fields put into it included."""

    element: etree._Element
    code: list[str] = field(default_factory=list)
    in_code: bool = True

    @property
    def whole(self) -> FieldCode:
        return FieldCode("".join(self.code), self.element)
