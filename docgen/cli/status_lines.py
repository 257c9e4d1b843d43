"""The words of ``docgen status``: counts, then a list a state."""

from __future__ import annotations

from collections.abc import Iterator

from docgen.cli.summary import damaged_journal_line
from docgen.production import BuildRequest, OutputStatus, Standing, State
from docgen.vietnamese import capitalise_first, grouped

_MOST_REASONS = 3
_NEXT = {
    State.NEW: "chưa làm lần nào",
    State.CURRENT: "không phải làm lại",
    State.RECORD_CHANGED: "build sẽ làm lại",
    State.FORM_CHANGED: "build sẽ làm lại",
    State.EDITED: "build giữ nguyên tệp này, để bản mới bên cạnh",
    State.MISSING: "build sẽ làm lại",
    State.EXTRA: "không còn hồ sơ nào làm ra tệp này",
}


def status_lines(request: BuildRequest, answer: OutputStatus) -> Iterator[str]:
    """Yield how many papers are in each state, then which ones, except those that are right."""
    lists: dict[State, list[str]] = {state: [] for state in State}
    for standing in answer.standings:
        lists[standing.state].append(_line(standing))
    lists[State.EXTRA] = list(answer.extra)
    yield f"Thư mục kết quả: {request.output}"
    if answer.damaged_journal is not None:
        yield damaged_journal_line(answer.damaged_journal)
    for state, lines in lists.items():
        if state is State.EXTRA and not answer.extra_is_known:
            yield f"{'?':>8}  {state.value} (chỉ biết khi xem tất cả, không chọn khu, doanh nghiệp, năm)"
        else:
            yield f"{grouped(len(lines)):>8}  {state.value} ({_NEXT[state]})"
    for state, lines in lists.items():
        if lines and state is not State.CURRENT:
            yield ""
            yield f"{capitalise_first(state.value)}:"
            yield from (f"  - {line}" for line in lines)
    if answer.set_aside:
        yield ""
        yield "Chưa làm được:"
        yield from (f"  - {item.title}: {item.reason}" for item in answer.set_aside)


def _line(standing: Standing) -> str:
    path = standing.paper.path
    if standing.state is State.EDITED:
        return path if standing.needed else f"{path}  (bản mới: {standing.used})"
    reasons = list(standing.because)
    if not reasons:
        return path
    more = f" và {len(reasons) - _MOST_REASONS} tệp nữa" if len(reasons) > _MOST_REASONS else ""
    return f"{path}  ({', '.join(reasons[:_MOST_REASONS])}{more})"
