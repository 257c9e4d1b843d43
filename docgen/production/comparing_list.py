"""The list of what changed in many papers, as the sheets a clerk prints and goes through."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from docgen.comparison import ChangeKind, ClauseChange, Redline
from docgen.records import Column, Sheet, write_workbook
from docgen.vietnamese import grouped

_LONGEST = 600
"""Letters of a clause that a row shows; the redline has all of it."""

_COLUMNS = (
    Column("Văn bản", 34),
    Column("Điều, khoản", 20),
    Column("Thay đổi", 11),
    Column("Số cũ", 18),
    Column("Số mới", 18),
    Column("Nội dung cũ", 46),
    Column("Nội dung mới", 46),
    Column("Từ thêm", 8),
    Column("Từ bỏ", 8),
)
_COUNTS = (Column("Văn bản", 60), Column("Kết quả", 22), *(Column(kind.value.capitalize(), 11) for kind in ChangeKind))


def changes_workbook(redlines: Sequence[tuple[str, Redline]], only_new: Sequence[str], gone: Sequence[str]) -> bytes:
    """Return an .xlsx: a sheet with a row for every changed clause, one with a row for every paper."""
    details = [row for name, redline in redlines for row in _rows(name, redline)]
    papers = [_counts(name, redline) for name, redline in redlines]
    empty = ("",) * len(ChangeKind)
    papers += [(name, "mới", *empty) for name in only_new] + [(name, "không còn", *empty) for name in gone]
    sheets = (
        Sheet("Thay đổi", _COLUMNS, tuple(details)),
        Sheet("Văn bản", _COUNTS, tuple(sorted(papers))),
    )
    return write_workbook(sheets)


def result_of(redline: Redline) -> str:
    """Return in two or three words how a paper fared."""
    if redline.is_unchanged:
        return "không đổi"
    return "có thay đổi" if redline.changes else "chỉ đổi cách trình bày"


def _counts(name: str, redline: Redline) -> tuple[str, ...]:
    counts = [sum(change.kind is kind for change in redline.changes) for kind in ChangeKind]
    return (name, result_of(redline), *(grouped(count) if count else "" for count in counts))


def _rows(name: str, redline: Redline) -> Iterator[tuple[str, ...]]:
    for change in redline.changes:
        yield (
            name,
            change.clause.level.value or "phần khác",
            change.kind.value,
            change.old_number,
            change.new_number,
            _text(change, is_old=True),
            _text(change, is_old=False),
            str(change.words_added or ""),
            str(change.words_removed or ""),
        )


def _text(change: ClauseChange, *, is_old: bool) -> str:
    clause = change.old if is_old else change.new
    if clause is None:
        return ""
    if change.kind is ChangeKind.RENUMBERED:
        return clause.heading[:_LONGEST]
    return clause.text if len(clause.text) <= _LONGEST else clause.text[: _LONGEST - 1] + "…"
