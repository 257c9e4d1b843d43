"""Source text -> tree of nodes, from the events of PyYAML's parser (the C one where there is one).

Events rather than PyYAML's own tree: they show anchors, aliases and tags, nest without recursion, and are five times
faster for a file of thousands of records.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import yaml

from docgen.diagnostics import Diagnostic, Rule, Span
from docgen.schema.characters import complaint_about, first_forbidden, forbidden_characters, stops_yaml
from docgen.schema.complaints import (
    ALIAS,
    ANCHOR,
    BAD_KEY,
    DUPLICATE_KEY,
    EMPTY_FILE,
    FILE_TOO_LARGE,
    MERGE_KEY,
    OLD_ENCODING,
    SEVERAL_DOCUMENTS,
    TAG,
    TOO_DEEP,
)
from docgen.schema.line_checks import cut_text, joined_line, odd_indentation
from docgen.schema.nodes import Entry, Mapping, Node, Scalar, Sequence
from docgen.schema.syntax_errors import syntax_complaint
from docgen.vietnamese import from_legacy, legacy_encoding, nfc, slug

DEEPEST = 8
"""Lists and groups nest at most so deep."""
MOST_KEYS = 1_000
"""Keys of one group."""
MOST_EVENTS = 1_200_000
"""Values, lists and groups of one file; their nodes take fifty times the bytes of the file that tells them."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_QUOTE_IT = 'Đặt cả giá trị trong dấu ngoặc kép: khóa: "…"'
_TEXT_AFTER_HASH = re.compile(r"\S[ \t]+#[^\s#~!]")


def compose(text: str, file: str) -> tuple[Node | None, list[Diagnostic]]:
    """Return the tree of a YAML text and everything that is wrong with its form.

    None when nothing can be read: an empty file, broken YAML, forbidden indentation. Other mistakes (a key twice, an
    alias, a tag) leave the tree whole but for the refused part.
    """
    text = nfc(text.replace("\r\n", "\n").replace("\r", "\n"))
    blocked = forbidden_characters(text, file) if stops_yaml(text) else odd_indentation(text, file)
    if blocked:
        return None, blocked
    composer = _Composer(text, file)
    try:
        composer.run(_LOADER(text))
    except yaml.YAMLError as error:
        found = syntax_complaint(error, text.split("\n"), file, composer.last_quoted)
        last = composer.complaints[-1] if composer.complaints else None
        if last is not None and last.is_error and last.span.line == found.span.line:
            return None, composer.complaints
        return None, [*composer.complaints, found]
    if composer.stopped:
        return None, composer.complaints
    if not composer.complaints and _is_empty(composer.root):
        hint = "Điền nội dung hoặc xóa tệp này"
        return None, [*composer.complaints, EMPTY_FILE.at(Span(file), "tệp chưa có nội dung nào", hint)]
    return composer.root, composer.complaints


def compose_part(text: str, file: str, first_line: int) -> Node | None:
    """Return the tree of a part of a text that ``compose`` has read whole and found right, or None where it is empty.

    The part begins with line ``first_line`` of the file and stands alone: one item of the list that the file is.
    """
    composer = _Composer(text, file, first_line)
    composer.run(_LOADER(text))
    return composer.root


# The same keys and values come again in thousands of records.
_name = lru_cache(maxsize=4096)(slug)
_old_encoding = lru_cache(maxsize=16384)(legacy_encoding)


def _is_empty(root: Node | None) -> bool:
    if isinstance(root, Scalar):
        return root.is_empty
    return root is None or not (root.items if isinstance(root, Sequence) else root.entries)


class _Open:
    """A list or group whose end has not come yet; ``entries`` is None for a list."""

    __slots__ = ("column", "entries", "items", "key", "line")

    def __init__(self, line: int, column: int, entries: dict[str, Entry] | None) -> None:
        self.line = line
        self.column = column
        self.entries = entries
        self.items: list[Node] = []
        self.key: Node | None = None


class _Composer:
    """Builds nodes from events; keeps complaints and never raises for a clerk's mistake."""

    def __init__(self, text: str, file: str, first_line: int = 1) -> None:
        self.complaints: list[Diagnostic] = []
        self.root: Node | None = None
        self.stopped = False
        self.last_quoted: tuple[int, int, int] | None = None
        self._file = file
        self._first_line = first_line
        self._lines = text.split("\n")
        self._cuts = (" #" in text or "\t#" in text) and _TEXT_AFTER_HASH.search(text) is not None
        self._open: list[_Open] = []
        self._documents = 0

    def run(self, parser: Any) -> None:
        """Take all events of the parser, up to a mistake that stops it. Raises yaml.YAMLError for broken YAML."""
        takers, get_event, scalar, add = self._takers(), parser.get_event, yaml.ScalarEvent, self._add
        file, first, may_be_cut, new = self._file, self._first_line, self._cuts, tuple.__new__
        event, left = get_event(), MOST_EVENTS
        while event is not None and not self.stopped:
            kind = type(event)
            left -= 1
            if left < 0:
                self._refuse_size(event.start_mark, f"tệp có hơn {MOST_EVENTS} giá trị")
            # Nearly every event is a plain value on one line with nothing special about it: done here, without detours.
            if kind is scalar and not (event.style or event.anchor or event.tag or may_be_cut):
                start, end, text = event.start_mark, event.end_mark, event.value
                line, column = start.line, start.column
                if end.line == line:
                    node = new(Scalar, (text, file, line + first, column + 1, end.column - column, True, False))
                    if not text.isascii() and _old_encoding(text) is not None:
                        self._refuse_old(node)
                    add(node)
                else:
                    self._scalar(event)
            else:
                taker = takers.get(kind)
                if taker is not None:
                    taker(event)
            event = get_event()

    def _takers(self) -> dict[type, Callable[[Any], None]]:
        """Made for each run: kept in the composer they would hold it and its tree until Python finds the ring."""
        return {
            yaml.ScalarEvent: self._scalar,
            yaml.MappingStartEvent: self._start,
            yaml.SequenceStartEvent: self._start,
            yaml.MappingEndEvent: self._end,
            yaml.SequenceEndEvent: self._end,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }

    def _document(self, event: Any) -> None:
        self._documents += 1
        if self._documents > 1:
            message = "một tệp chỉ có một phần; dấu --- ở đây mở phần thứ hai"
            self._complain(SEVERAL_DOCUMENTS, event.start_mark, 3, message, "Xóa dòng --- này")
            self.stopped = True

    def _start(self, event: Any) -> None:
        mark = event.start_mark
        self._refuse_marks(event)
        if len(self._open) >= DEEPEST:
            message = f"các mục lồng nhau quá {DEEPEST} bậc"
            hint = "Kiểm tra thụt đầu dòng, dấu ngoặc [ ] và { } ở dòng này"
            self._complain(TOO_DEEP, mark, 1, message, hint)
            self.stopped = True
            return
        entries: dict[str, Entry] | None = {} if type(event) is yaml.MappingStartEvent else None
        self._open.append(_Open(mark.line + self._first_line, mark.column + 1, entries))

    def _end(self, event: Any) -> None:
        done = self._open.pop()
        if done.entries is None:
            self._add(Sequence(tuple(done.items), self._file, done.line, done.column))
        else:
            self._add(Mapping(done.entries, self._file, done.line, done.column))

    def _alias(self, event: Any) -> None:
        mark, name = event.start_mark, event.anchor
        message = f"«*{name}» bắt đầu bằng dấu *, là cách viết tham chiếu mà tệp này không dùng"
        self._complain(ALIAS, mark, len(name) + 1, message, _QUOTE_IT)
        self._add(Scalar(f"*{name}", self._file, mark.line + 1, mark.column + 1, len(name) + 1, refused=True))

    def _scalar(self, event: Any) -> None:
        start, end = event.start_mark, event.end_mark
        text, plain = event.value, not event.style
        line, column = start.line + self._first_line, start.column + 1
        one_line = end.line == start.line
        length = end.column - start.column if one_line else max(len(self._lines[start.line]) - start.column, 1)
        refused = event.anchor is not None or event.tag is not None
        if refused:
            self._refuse_marks(event)
        if event.style == '"':
            text = nfc(text)
            refused = self._refuse_escaped(text, start, length) or refused
        node = Scalar(text, self._file, line, column, length, plain, refused)
        if not text.isascii():
            self._refuse_old(node)
        if plain:
            if not one_line:
                self.complaints += joined_line(self._lines, self._file, start.line, end.line)
            if self._cuts:
                self.complaints += cut_text(self._lines, end, self._file)
        elif event.style in "\"'":
            self.last_quoted = (line, column, end.line + 1)
        self._add(node)

    def _add(self, node: Node) -> None:
        if not self._open:
            self.root = node
            return
        top = self._open[-1]
        key, entries = top.key, top.entries
        if entries is None:
            top.items.append(node)
        elif key is None:
            top.key = node
        else:
            top.key = None
            name = _name(key.text) if type(key) is Scalar else ""
            if name and name not in entries and len(entries) < MOST_KEYS:
                entries[name] = tuple.__new__(Entry, (key, node))
            else:
                self._refuse_entry(entries, key, name)

    def _refuse_entry(self, entries: dict[str, Entry], key: Node, name: str) -> None:
        if not name or not isinstance(key, Scalar):
            self._refuse_key(key)
        elif name not in entries:
            message = f"một mục có hơn {MOST_KEYS} khóa"
            self.complaints.append(FILE_TOO_LARGE.at(key.span, message, "Xem lại thụt đầu dòng từ đầu mục này"))
            self.stopped = True
        else:
            first = entries[name].key
            as_written = "" if first.text == key.text else f" (ở đó viết là «{first.text}»)"
            message = f"khóa «{key.text}» đã có ở dòng {first.line}{as_written}"
            hint = "Giữ một dòng và xóa dòng kia"
            self.complaints.append(DUPLICATE_KEY.at(key.span, message, hint))

    def _refuse_size(self, mark: Any, message: str) -> None:
        self._complain(FILE_TOO_LARGE, mark, 1, message, "Chia tệp thành nhiều tệp nhỏ trong cùng thư mục")
        self.stopped = True

    def _refuse_key(self, key: Node) -> None:
        if isinstance(key, Scalar) and key.text == "<<":
            message = "tệp này không dùng khóa << để gộp nội dung của mục khác"
            self.complaints.append(MERGE_KEY.at(key.span, message, "Chép nội dung cần dùng vào mục này"))
        elif isinstance(key, Scalar):
            message = f"«{key.text}» không dùng làm tên khóa được" if key.text else "thiếu tên khóa trước dấu hai chấm"
            hint = "Tên khóa gồm chữ, số và dấu gạch dưới, ví dụ ma_so_thue: …"
            self.complaints.append(BAD_KEY.at(key.span, message, hint))
        elif not self._is_template_tag(key):
            message = "tên khóa phải là chữ, ở đây lại là danh sách hay nhóm trong ngoặc"
            self.complaints.append(BAD_KEY.at(key.span, message, _QUOTE_IT))

    def _is_template_tag(self, key: Node) -> bool:
        """Whether the key is the inside of an unquoted ``{{ … }}``; the binder then complains about the value."""
        return self._lines[key.line - 1][: key.column].endswith("{{")

    def _refuse_marks(self, event: Any) -> None:
        mark = event.start_mark
        if event.anchor is not None:
            message = f"«&{event.anchor}» bắt đầu bằng dấu &, là cách đặt tên mục mà tệp này không dùng"
            self._complain(ANCHOR, mark, len(event.anchor) + 1, message, _QUOTE_IT)
        if event.tag is not None:
            message = "giá trị bắt đầu bằng dấu !, là cách ghi kiểu mà tệp này không dùng"
            self._complain(TAG, mark, 1, message, _QUOTE_IT, "Nếu không cần thì xóa dấu ! và từ liền sau")

    def _refuse_escaped(self, text: str, mark: Any, length: int) -> bool:
        char = first_forbidden(text)
        if char is not None:
            self.complaints.append(complaint_about(char, Span(self._file, mark.line + 1, mark.column + 1, length)))
        return char is not None

    def _refuse_old(self, node: Scalar) -> None:
        encoding = _old_encoding(node.text)
        if encoding is not None:
            message = f"chữ này có vẻ gõ theo bảng mã {encoding}, văn bản mới sẽ hiện sai"
            converted = from_legacy(node.text, encoding)
            self.complaints.append(OLD_ENCODING.at(node.span, message, f"Gõ lại bằng Unicode: «{converted}»"))

    def _complain(self, rule: Rule, mark: Any, length: int, message: str, *hints: str) -> None:
        self.complaints.append(rule.at(Span(self._file, mark.line + 1, mark.column + 1, length), message, *hints))
