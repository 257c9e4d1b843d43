"""One template in the tag language of each peer."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from copy import deepcopy
from dataclasses import dataclass

from lxml import etree

from tests.benchmarks.regulation import Neutral, W, text_of, write_package

_MARK = re.compile(r"⟦(?:(if|end|i\.)\s?)?(\w+)⟧")
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"


@dataclass(frozen=True)
class Dialect:
    """How one language writes a value, the borders of a condition in a line and over lines, a value of an item."""

    value: str
    item: str
    inline: Mapping[str, str]
    block: Mapping[str, str]
    repeat: Callable[[etree._Element, str], None]


def write_template(neutral: Neutral, dialect: Dialect) -> bytes:
    """Return the .docx with tags for the marks."""
    return write_package({**neutral.package, **{name: _tagged(root, dialect) for name, root in neutral.marked.items()}})


def _tagged(marked: etree._Element, dialect: Dialect) -> bytes:
    root = deepcopy(marked)
    for element in list(root.iter(W + "p", W + "tr")):
        name = str(element.attrib.pop("loop", ""))
        for text in element.iter(W + "t") if element.tag == W + "p" or name else ():
            _fill(text, dialect, name, alone=_MARK.fullmatch(text_of(element)) is not None)
        if name:
            dialect.repeat(element, name)
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)


def _fill(text: etree._Element, dialect: Dialect, loop: str, alone: bool) -> None:
    def tag(match: re.Match[str]) -> str:
        word, name = match.groups()
        if word == "i.":
            return dialect.item.format(list=loop, key=name)
        if word is None:
            return dialect.value.format(name)
        return (dialect.block if alone else dialect.inline)[word].format(name)

    text.text = _MARK.sub(tag, text.text or "")
    text.set(_SPACE, "preserve")


def _around(element: etree._Element, opening: str, closing: str) -> None:
    """Put a copy of the paragraph or row before and after it that holds only a tag."""
    for tag, put in ((opening, element.addprevious), (closing, element.addnext)):
        border = deepcopy(element)
        texts = list(border.iter(W + "t"))
        for text in texts:
            text.text = ""
        texts[0].text = tag
        put(border)


def _repeat_docxtpl(element: etree._Element, name: str) -> None:
    letter = "tr" if element.tag == W + "tr" else "p"
    _around(element, f"{{%{letter} for i in {name} %}}", f"{{%{letter} endfor %}}")


def _repeat_docxtemplater(element: etree._Element, name: str) -> None:
    if element.tag == W + "p":
        _around(element, f"{{#{name}}}", f"{{/{name}}}")
        return
    texts = list(element.iter(W + "t"))
    texts[0].text = f"{{#{name}}}{texts[0].text}"
    texts[-1].text = f"{texts[-1].text}{{/{name}}}"


def _repeat_carbone(element: etree._Element, name: str) -> None:
    following = deepcopy(element)
    for text in following.iter(W + "t"):
        text.text = (text.text or "").replace("[i]", "[i+1]")
    element.addnext(following)


_DOCXTEMPLATER = {"if": "{{#{}}}", "end": "{{/{}}}"}
_CARBONE = {"if": "{{d.{}:ifEQ(true):showBegin}}", "end": "{{d.{}:showEnd}}"}

DOCXTPL = Dialect(
    value="{{{{ {} }}}}",
    item="{{{{ i.{key} }}}}",
    inline={"if": "{{% if {} %}}", "end": "{{% endif %}}"},
    block={"if": "{{%p if {} %}}", "end": "{{%p endif %}}"},
    repeat=_repeat_docxtpl,
)
"""docxtpl's language, which is ours."""

DOCXTEMPLATER = Dialect("{{{}}}", "{{{key}}}", _DOCXTEMPLATER, _DOCXTEMPLATER, _repeat_docxtemplater)

CARBONE = Dialect("{{d.{}}}", "{{d.{list}[i].{key}}}", _CARBONE, _CARBONE, _repeat_carbone)
