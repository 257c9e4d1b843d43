"""What a run says at its end."""

from __future__ import annotations

import os
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
    if answer.damaged_journal is not None:
        yield damaged_journal_line(answer.damaged_journal)
    if answer.fewer_processes is not None:
        yield _fewer_processes_line(answer.fewer_processes)
    yield from _made(request, answer, seconds)
    if answer.printed:
        yield "Tệp để gửi in và bảng theo dõi:"
        yield from (f"  {request.output / written.used}" for written in answer.printed)
    yield from _kept(answer)
    yield from _register(request, answer)
    yield from _not_made(answer)
    yield from _without_certificate(answer)
    yield from _stale(answer)
    yield from _warnings(answer.diagnostics)


def damaged_journal_line(path: Path) -> str:
    """Return what to know about a journal that cannot be read."""
    return (
        f"Lưu ý: nhật ký của thư mục kết quả bị hỏng ({path}) nên được lập lại; tệp nào không chắc là do docgen làm ra "
        "thì coi như đã sửa tay và giữ nguyên."
    )


def _fewer_processes_line(count: int) -> str:
    how = f"chỉ {count} tiến trình" if count else "chỉ tiến trình này"
    return (
        f"Lưu ý: máy không cho mở đủ số tiến trình (hết bộ nhớ hoặc hết lượt) nên {how} làm việc, có thể chậm hơn; "
        "văn bản làm ra vẫn như nhau. Lần sau hãy đóng bớt chương trình, hoặc ghi --tien-trinh nhỏ hơn."
    )


def _made(request: BuildRequest, answer: BuildResult, seconds: float) -> Iterator[str]:
    took = f"{seconds:.1f}".replace(".", ",")
    made = [(paper, written) for paper, written in answer.made if written.is_new]
    if not answer.made:
        yield f"Không có văn bản nào để làm ({took} giây)."
    elif not made and not answer.locked:
        yield f"Mọi văn bản đều đã có sẵn và còn đúng ({took} giây):"
        made = list(answer.made)
    elif request.dry_run:
        yield f"Làm thử {len(made)} văn bản trong {took} giây; chưa ghi tệp nào. Khi làm thật, các tệp sẽ để trong:"
    else:
        yield f"Đã làm {len(made)} văn bản trong {took} giây:"
    for type_id in dict.fromkeys(paper.type_id for paper, _ in made):
        written = [it for paper, it in made if paper.type_id == type_id]
        name = answer.checked.types[type_id].declaration.name
        yield f"  {grouped(len(written)):>6}  {name}: {_place(request.output, written)}"


def _place(output: Path, written: list[Written]) -> str:
    """Return the folder that holds all of these files, or the file itself when there is one."""
    if len(written) == 1:
        return str(output / written[0].used)
    folders = {str((output / name).parent) for name in {it.used.rpartition("/")[0] + "/_" for it in written}}
    if not folders:
        return str(output)
    common = os.path.commonpath(folders)
    return common if len(folders) == 1 else f"{common} ({len(folders)} thư mục con)"


def _kept(answer: BuildResult) -> Iterator[str]:
    unchanged = sum(written.outcome.name == "UNCHANGED" for _, written in answer.made)
    if unchanged:
        yield f"{grouped(unchanged)} tệp đã có sẵn đúng nội dung nên giữ nguyên."
    beside = [written for _, written in answer.made if written.outcome.name == "BESIDE"]
    if beside:
        yield f"{len(beside)} tệp đã được sửa tay (hoặc không do docgen làm ra) nên giữ nguyên; bản mới để bên cạnh:"
        yield from _some([f"{written.path}  ->  {written.used}" for written in beside])
    moved = [written for _, written in answer.made if written.archived]
    if moved:
        yield f"{len(moved)} tệp đã được sửa tay, nay có bản mới thay chỗ; bản sửa tay chuyển tới:"
        yield from _some([f"{written.path}  ->  {written.archived}" for written in moved])


def _register(request: BuildRequest, answer: BuildResult) -> Iterator[str]:
    news = answer.register
    if news is None:
        return
    if news.given:
        shown = ", ".join(news.given[:_MOST_LISTED]) + (" …" if len(news.given) > _MOST_LISTED else "")
        yield f"Sổ cấp giấy: {'sẽ cấp' if request.dry_run else 'đã ghi'} {len(news.given)} số mới: {shown}."
    yield f"Sổ cấp giấy có {news.head.count} dòng, đầu sổ {news.head}"


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
