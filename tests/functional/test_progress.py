"""A clerk at a terminal sees how far a build is, how fast it goes and how long it will take."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

REPOSITORY = Path(__file__).resolve().parents[2]

if sys.platform != "win32":
    import pty

    def test_a_build_on_a_terminal_shows_papers_done_rate_and_time_left(bare_office: Path) -> None:
        ours, theirs = pty.openpty()
        words = ["build", "--thu-muc", str(bare_office), "--tien-trinh", "1"]
        run = subprocess.Popen(
            [sys.executable, "-m", "docgen", *words],
            stdout=subprocess.PIPE,
            stderr=theirs,
            env={**os.environ, "COLUMNS": "160", "TERM": "xterm", "PYTHONPATH": str(REPOSITORY)},
        )
        os.close(theirs)
        shown = b""
        # A terminal whose last program has gone answers with an error.
        with suppress(OSError):
            while data := os.read(ours, 65536):
                shown += data
        os.close(ours)
        out, _ = run.communicate()
        text = re.sub(r"\x1b\[[0-9;?]*[A-Za-z]", "", shown.decode("utf-8"))
        assert run.returncode == 0, text
        assert "đang đọc và kiểm tra hồ sơ, mẫu" in text
        assert re.search(r"3/3 +[1-9]\d*/giây +còn +0*0:00", text), text
        assert "Đã làm 3 văn bản" in out.decode("utf-8")
