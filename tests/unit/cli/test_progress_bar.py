"""How far a run is, how fast, how long it will take."""

from __future__ import annotations

import io
import sys

import pytest

from docgen.cli import progress_bar


class Terminal(io.StringIO):
    """A terminal as far as anybody asks."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    """A clock whose only item is the time."""
    now = [100.0]
    monkeypatch.setattr("docgen.cli.progress_bar.time.monotonic", lambda: now[0])
    return now


def test_elsewhere_a_line_a_quarter_tells_rate_and_time_left(
    clock: list[float], capsys: pytest.CaptureFixture[str]
) -> None:
    with progress_bar.shown_progress() as progress:
        for done in range(1, 9):
            clock[0] += 0.5
            progress(done, 8, "")
    assert capsys.readouterr().err.splitlines() == [
        "Đã làm 2/8 văn bản, 2 văn bản/giây, còn khoảng 3 giây",
        "Đã làm 4/8 văn bản, 2 văn bản/giây, còn khoảng 2 giây",
        "Đã làm 6/8 văn bản, 2 văn bản/giây, còn khoảng 1 giây",
        "Đã làm 8/8 văn bản",
    ]


def test_a_slow_run_is_heard_of_in_between(clock: list[float], capsys: pytest.CaptureFixture[str]) -> None:
    with progress_bar.shown_progress() as progress:
        for done in range(1, 4):
            clock[0] += 15
            progress(done, 1000, "")
    assert capsys.readouterr().err.splitlines() == ["Đã làm 2/1000 văn bản, 0 văn bản/giây, còn khoảng 14970 giây"]


def test_a_terminal_gets_a_bar_with_the_paper_just_done(monkeypatch: pytest.MonkeyPatch) -> None:
    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    with progress_bar.shown_progress() as progress:
        progress(1, 3, "Nội quy của [Công ty] A")
        progress(3, 3, "Nội quy của [Công ty] B")
    shown = terminal.getvalue()
    assert "3/3" in shown
    assert "[Công ty] B" in shown
    assert "/giây" in shown
