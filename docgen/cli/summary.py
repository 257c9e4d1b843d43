"""What a run says at its end."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from docgen.vietnamese import grouped

if TYPE_CHECKING:
    from docgen.diagnostics import Diagnostic
    from docgen.production import BuildRequest, BuildResult, Written

_MOST_LISTED = 10


def summary_lines(request: BuildRequest, answer: BuildResult, seconds: float) -> Iterator[str]:
    """Yield the lines of the summary: what was made and where, what was not and why, what deserves a look."""
    yield from _made(request, answer, seconds)
    yield from _kept(answer)
    yield from _not_made(answer)
    yield from _without_certificate(answer)
    yield from _stale(answer)
    yield from _warnings(answer.diagnostics)


def _made(request: BuildRequest, answer: BuildResult, seconds: float) -> Iterator[str]:
    done = len(answer.made) - len(answer.locked)
    took = f"{seconds:.1f}".replace(".", ",")
    if request.dry_run:
        yield f"Làm thử {done} văn bản trong {took} giây; chưa ghi tệp nào. Khi làm thật, các tệp sẽ để trong:"
    elif answer.made:
        yield f"Đã làm {done} văn bản trong {took} giây:"
    else:
        yield f"Không có văn bản nào để làm ({took} giây)."
        return
    for type_id in dict.fromkeys(document.type_id for document, _ in answer.made):
        written = [it for document, it in answer.made if document.type_id == type_id and it not in answer.locked]
        name = answer.checked.types[type_id].declaration.name
        yield f"  {grouped(len(written)):>6}  {name}: {_place(request.output, written)}"


def _place(output: Path, written: list[Written]) -> str:
    """Return the folder that holds all of these files, or the file itself when there is one."""
    if len(written) == 1:
        return str(output / written[0].used)
    folders = {str((output / it.used).parent) for it in written}
    if not folders:
        return str(output)
    common = os.path.commonpath(folders)
    return common if len(folders) == 1 else f"{common} ({len(folders)} thư mục con)"


def _kept(answer: BuildResult) -> Iterator[str]:
    outcomes = Counter(written.outcome.name for _, written in answer.made)
    if outcomes["UNCHANGED"]:
        yield f"Trong đó {outcomes['UNCHANGED']} tệp đã có sẵn đúng nội dung nên giữ nguyên."
    beside = [written for _, written in answer.made if written.outcome.name == "BESIDE"]
    if beside:
        yield f"{len(beside)} tệp đã được sửa tay (hoặc không do docgen làm ra) nên giữ nguyên; bản mới để bên cạnh:"
        yield from _some([f"{written.path}  ->  {written.used}" for written in beside])


def _not_made(answer: BuildResult) -> Iterator[str]:
    if answer.locked:
        yield f"{len(answer.locked)} tệp đang mở trong chương trình khác nên chưa ghi được; đóng lại rồi chạy lại:"
        yield from _some([written.used for written in answer.locked])
    if answer.set_aside:
        yield f"{len(answer.set_aside)} văn bản chưa làm được:"
        yield from (f"  - {item.title}: {item.reason}" for item in answer.set_aside)
    if answer.left_out:
        yield f"{len(answer.left_out)} hồ sơ đã bỏ ra ngoài:"
        yield from (f"  - {item.name} ({item.span}): {item.reason}" for item in answer.left_out)


def _without_certificate(answer: BuildResult) -> Iterator[str]:
    from docgen.review.standard import shortfall_text

    standings = answer.without_certificate
    if not standings:
        return
    yield "Chưa có giấy công nhận:"
    for standing in standings:
        yield f"  {standing.year}  {standing.park_name} ({standing.park_id}):"
        for failure in standing.failures:
            yield f"    - {failure.criterion.name}: {shortfall_text(failure)}"
        if standing.verdict.met:
            yield f"    - đạt chuẩn nhưng {standing.place.file}:{standing.place.line} chưa ghi quyết định công nhận"


def _stale(answer: BuildResult) -> Iterator[str]:
    if answer.stale:
        yield f"{len(answer.stale)} tệp của lần chạy trước không còn thuộc hồ sơ hiện nay, hãy xem lại:"
        yield from _some(list(answer.stale))


def _warnings(diagnostics: tuple[Diagnostic, ...]) -> Iterator[str]:
    warnings = [item for item in diagnostics if not item.is_error]
    if not warnings:
        return
    yield f"Lưu ý ({len(warnings)}), xem đủ bằng lệnh docgen check:"
    by_rule: dict[str, list[Diagnostic]] = {}
    for item in warnings:
        by_rule.setdefault(item.rule.title, []).append(item)
    for title, items in by_rule.items():
        yield f"  - {title}: {len(items)} chỗ, ví dụ {items[0].span}"


def _some(lines: list[str]) -> Iterator[str]:
    yield from (f"  - {line}" for line in lines[:_MOST_LISTED])
    if len(lines) > _MOST_LISTED:
        yield f"  … và {len(lines) - _MOST_LISTED} tệp nữa"
