"""What ``docgen compare`` says at its end."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from docgen.vietnamese import grouped

if TYPE_CHECKING:
    from docgen.comparison import ClauseChange, Redline
    from docgen.production import Comparison

_MOST_LISTED = 30
_LONGEST = 70


def comparison_lines(answer: Comparison, *, is_single: bool) -> Iterator[str]:
    """Yield the lines: what changed in each paper, which papers have no partner, where the results are."""
    if not answer.pairs and not answer.only_new and not answer.gone:
        yield "Không có văn bản Word nào để so sánh."
        return
    if is_single:
        yield from _one(answer)
    else:
        yield from _many(answer)
    if answer.list_file is not None:
        yield f"Bảng tóm tắt: {answer.list_file}"


def _one(answer: Comparison) -> Iterator[str]:
    pair = answer.pairs[0]
    redline = pair.redline
    if redline is None or redline.is_unchanged:
        yield "Hai văn bản giống nhau cả về chữ và cách trình bày."
        return
    yield f"Thay đổi: {counts_of(redline)}."
    for change in redline.changes[:_MOST_LISTED]:
        yield f"  {_line(change)}"
    yield from _more(len(redline.changes))
    if pair.written is not None:
        yield f"Văn bản mang vết sửa: {pair.written}"


def _many(answer: Comparison) -> Iterator[str]:
    read = [pair for pair in answer.pairs if pair.redline is not None]
    changed = [pair for pair in read if pair.redline is not None and not pair.redline.is_unchanged]
    yield f"Đã so sánh {grouped(len(read))} cặp văn bản: {grouped(len(changed))} cặp có thay đổi."
    for pair in changed[:_MOST_LISTED]:
        if pair.redline is not None:
            yield f"  {pair.name}: {counts_of(pair.redline)}"
    yield from _more(len(changed))
    yield from _names("Mới, không có bản cũ", answer.only_new)
    yield from _names("Không còn trong bản mới", answer.gone)
    yield from _names("Không so sánh được", [pair.name for pair in answer.failed])
    folders = sorted({str(pair.written.parent) for pair in changed if pair.written is not None})
    if folders:
        yield f"Văn bản mang vết sửa: {folders[0]}" + (f" và {len(folders) - 1} thư mục khác" if folders[1:] else "")


def _names(what: str, names: tuple[str, ...] | list[str]) -> Iterator[str]:
    if names:
        yield f"{what}: {grouped(len(names))}"
        yield from (f"  {name}" for name in names[:_MOST_LISTED])
        yield from _more(len(names))


def _more(count: int) -> Iterator[str]:
    if count > _MOST_LISTED:
        yield f"  … và {grouped(count - _MOST_LISTED)} mục nữa, xem bảng tóm tắt"


def counts_of(redline: Redline) -> str:
    """Return «thêm 2, sửa 5» or, where no words of a clause changed, that only the layout did."""
    from docgen.comparison import ChangeKind

    counts = {kind: sum(change.kind is kind for change in redline.changes) for kind in ChangeKind}
    return ", ".join(f"{kind.value} {grouped(count)}" for kind, count in counts.items() if count) or (
        "chỉ đổi cách trình bày"
    )


def _line(change: ClauseChange) -> str:
    old, new = change.old_number, change.new_number
    place = new if old in ("", new) else old if not new else f"{old} → {new}"
    text = " ".join((change.clause.heading or change.clause.text).split())
    shown = text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"
    words = f" (+{change.words_added}/−{change.words_removed} từ)" if change.words_added or change.words_removed else ""
    return f"{change.kind.value}: {place}{words}: {shown}"
