"""The form of a record against the shape of its model: keys missing, unknown or empty, lists where text belongs."""

from __future__ import annotations

import re
from typing import Any, TypeAlias

from docgen.diagnostics import Diagnostic, Span
from docgen.schema.complaints import (
    BRACES,
    EMPTY_VALUE,
    MISSING_KEY,
    UNKNOWN_KEY,
    WANTS_GROUP,
    WANTS_LIST,
    WANTS_TEXT,
)
from docgen.schema.nodes import Entry, Mapping, Node, Scalar, Sequence
from docgen.schema.shape import Shape, ShapeField, ShapeKind, fields_below
from docgen.vietnamese import closest, slug

Path: TypeAlias = tuple[int | str, ...]
"""Keys and positions from the record down to a value."""

_IDENTIFIER = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_KEY_WITHOUT_SPACE = re.compile(r"[^\W\d][\w ]*:\S")
_YES_NO = {"có": "true", "không": "false"}
_LONGEST_SHOWN = 60


def shorten(text: str) -> str:
    """Return the text for a message: one line, at most 60 characters."""
    line = " ".join(text.split())
    return line if len(line) <= _LONGEST_SHOWN else line[: _LONGEST_SHOWN - 1] + "…"


class FormReader:
    """Turns one node into plain data for pydantic and complains about its form on the way.

    ``refused`` tells that a part was left out because the composer had complained about it.
    """

    def __init__(self) -> None:
        self.complaints: list[Diagnostic] = []
        self.refused = False
        self._spoiled: set[Path] = set()

    def read(self, node: Node, shape: Shape) -> Any:
        """Return the data of a whole record; what was complained about is None in it."""
        return self._value(node, shape, (), node.span, "bản ghi")

    def has_complained(self, path: Path) -> bool:
        """Tell whether the value at the path, or a parent of it, is already known to be wrong."""
        return any(path[:length] in self._spoiled for length in range(len(path) + 1))

    def _value(self, node: Node, shape: Shape | None, path: Path, at: Span, name: str) -> Any:
        if isinstance(node, Scalar):
            return self._scalar(node, shape, path, at, name)
        if isinstance(node, Sequence):
            if shape is not None and shape.kind not in (ShapeKind.LIST, ShapeKind.ANY):
                return self._not_a_list(shape, path, at, name)
            item = shape.item if shape is not None else None
            return [
                self._value(child, item, (*path, position), child.span, f"mục thứ {position + 1} của {name}")
                for position, child in enumerate(node.items)
            ]
        if shape is not None and shape.kind is ShapeKind.GROUP:
            return self._group(node, shape, path, at)
        if shape is not None and (shape.takes_text or shape.kind is ShapeKind.LIST):
            return self._not_a_group(node, shape, path, at, name)
        return self._table(node, shape, path)

    def _scalar(self, node: Scalar, shape: Shape | None, path: Path, at: Span, name: str) -> str | None:
        if node.refused:
            self.refused = True
            self._spoiled.add(path)
            return None
        if node.is_empty:
            self._spoil(path, EMPTY_VALUE.at(at, f"{name} để trống", *_empty_hints(shape)))
            return None
        if shape is None or shape.takes_text or shape.kind is ShapeKind.ANY:
            return text_for_model(node.text, shape)
        shown = shorten(node.text)
        if shape.kind is ShapeKind.LIST:
            message = f"{name} phải là danh sách, ở đây chỉ có «{shown}»"
            hint = f"Xuống dòng rồi đặt «- » trước mỗi mục: «- {shown}»"
            self._spoil(path, WANTS_LIST.at(node.span, message, hint))
        else:
            message = f"{name} phải gồm các dòng «khóa: giá trị», ở đây chỉ có «{shown}»"
            self._spoil(path, WANTS_GROUP.at(node.span, message, *_group_hints(shape, node.text)))
        return None

    def _not_a_list(self, shape: Shape, path: Path, at: Span, name: str) -> None:
        if shape.takes_text:
            message = f"{name} chỉ nhận một giá trị, ở đây lại là danh sách"
            hint = "Bỏ dấu «- » và viết giá trị ngay sau dấu hai chấm, hoặc đặt giá trị trong dấu ngoặc kép"
            self._spoil(path, WANTS_TEXT.at(at, message, hint))
        else:
            message = f"{name} phải gồm các dòng «khóa: giá trị», ở đây lại là danh sách"
            self._spoil(path, WANTS_GROUP.at(at, message, "Bỏ dấu «- » ở đầu dòng"))

    def _not_a_group(self, node: Mapping, shape: Shape, path: Path, at: Span, name: str) -> None:
        first = next(iter(node.entries.values()), None)
        if first is None or (first.key.line == node.line and first.key.column > node.column):
            message = f"{name} bắt đầu bằng dấu ngoặc nhọn nên không đọc được thành chữ"
            hint = 'Đặt cả giá trị trong dấu ngoặc kép: khóa: "{{ … }}"'
            self._spoil(path, BRACES.at(Span(node.file, node.line, node.column), message, hint))
        elif shape.kind is ShapeKind.LIST:
            message = f"{name} phải là danh sách, ở đây lại là các dòng «khóa: giá trị»"
            self._spoil(
                path, WANTS_LIST.at(at, message, f"Đặt «- » trước khóa đầu của mỗi mục: «- {first.key.text}: …»")
            )
        else:
            message = f"{name} chỉ nhận một giá trị, ở đây lại là các dòng «khóa: giá trị»"
            hints = ("Viết giá trị ngay sau dấu hai chấm", "Kiểm tra thụt đầu dòng của các dòng dưới khóa này")
            self._spoil(path, WANTS_TEXT.at(at, message, *hints))

    def _table(self, node: Mapping, shape: Shape | None, path: Path) -> dict[str, Any]:
        data = {}
        for name, entry in node.entries.items():
            key = name if shape is None else entry.key.text.strip()
            if shape is not None and shape.slugged and not _IDENTIFIER.fullmatch(key):
                key = name
            item = shape.item if shape is not None else None
            data[key] = self._value(entry.value, item, (*path, key), entry.key.span, f"khóa «{entry.key.text}»")
        return data

    def _group(self, node: Mapping, shape: Shape, path: Path, at: Span) -> dict[str, Any]:
        data: dict[str, Any] = {}
        meant: set[str] = set()
        for name, entry in node.entries.items():
            known = shape.fields.get(name)
            if known is None:
                meant.add(self._unknown_key(entry, node, shape))
            elif known.takes_text and isinstance(entry.value, Scalar) and entry.value.is_sound:
                data[known.key] = text_for_model(entry.value.text, known.shape)
            else:
                where = (*path, known.key)
                data[known.key] = self._value(entry.value, known.shape, where, entry.key.span, f"khóa {known.named}")
        for name, wanted in shape.fields.items():
            if wanted.required and name not in node.entries:
                self._spoiled.add((*path, wanted.key))
                if name not in meant:
                    self.complaints.append(_missing(wanted, at))
        return data

    def _unknown_key(self, entry: Entry, node: Mapping, shape: Shape) -> str:
        """Complain about a key that the model does not have; return the slug of the key that was meant, or nothing."""
        message = f"không có khóa «{entry.key.text}» ở mục này"
        free = {name: item.key for name, item in shape.fields.items() if name not in node.entries}
        near = closest(slug(entry.key.text), free.values())
        if near is not None:
            self.complaints.append(UNKNOWN_KEY.at(entry.key.span, message, f"Có phải «{near}» không?"))
            return slug(near)
        owners = [owner for owner, item in fields_below(shape) if slug(item.key) == slug(entry.key.text)]
        if owners:
            hint = f"Khóa này thuộc mục {owners[0].named}: thụt nó vào dưới khóa «{owners[0].key}»"
        elif free:
            hint = f"Các khóa còn dùng được ở đây: {', '.join(sorted(free.values()))}"
        else:
            hint = "Xóa dòng này, hoặc kiểm tra thụt đầu dòng"
        self.complaints.append(UNKNOWN_KEY.at(entry.key.span, message, hint))
        return ""

    def _spoil(self, path: Path, complaint: Diagnostic) -> None:
        self._spoiled.add(path)
        self.complaints.append(complaint)


def text_for_model(text: str, shape: Shape | None) -> str:
    """Return the text for pydantic, whose own yes and no are English."""
    if shape is None or shape.kind is not ShapeKind.YES_NO:
        return text
    return _YES_NO.get(text.strip().casefold(), text)


def _missing(wanted: ShapeField, at: Span) -> Diagnostic:
    takes_text = wanted.shape.takes_text and wanted.example
    line = f"{wanted.key}: {wanted.example}" if takes_text else f"{wanted.key}:"
    return MISSING_KEY.at(at, f"thiếu khóa {wanted.named}", f"Thêm dòng «{line}»")


def _empty_hints(shape: Shape | None) -> tuple[str, ...]:
    if shape is not None and shape.kind is ShapeKind.GROUP:
        if not any(item.required for item in shape.fields.values()):
            return ("Viết các khóa thụt vào ở các dòng dưới, hoặc viết {} nếu không có gì để khai",)
        return ("Viết các khóa thụt vào ở các dòng dưới, hoặc bỏ hẳn dòng này nếu không bắt buộc",)
    if shape is not None and shape.kind is ShapeKind.LIST:
        return ("Viết các mục «- …» ở các dòng dưới, hoặc bỏ hẳn dòng này nếu không bắt buộc",)
    return ("Điền nội dung, hoặc bỏ hẳn dòng này nếu không bắt buộc",)


def _group_hints(shape: Shape, text: str) -> tuple[str, ...]:
    if _KEY_WITHOUT_SPACE.match(text):
        return (f"Sau dấu hai chấm phải có dấu cách: «{shorten(text.replace(':', ': ', 1))}»",)
    names = [item.key for item in shape.fields.values() if item.required] or [
        item.key for item in shape.fields.values()
    ]
    return (f"Viết các khóa thụt vào ở các dòng dưới: {', '.join(names) or 'khóa: giá trị'}",)
