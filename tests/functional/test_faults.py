"""Kills, full and refusing disks, two runs at once, clocks set back: nothing lost, nothing doubled, no half file."""

from __future__ import annotations

import io
import os
import random
import re
import shutil
import subprocess
import sys
import time
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.functional.conftest import tree
from tests.support.attacked import Limited
from tests.support.large_office import write_large_office

ENTERPRISES = 20
KILLS_A_ROUND = 4
STEPS = 110
"""About so many pieces are written, synced and renamed in a build."""
ROUNDS = 14
REPOSITORY = Path(__file__).resolve().parents[2]
RUN = [sys.executable, "-c", "import sys; from docgen.cli.main import run; sys.exit(run(sys.argv[1:]))"]
Program = Callable[..., "subprocess.CompletedProcess[bytes]"]


@pytest.fixture(scope="module")
def quick() -> Iterator[Limited]:
    """Call ``docgen WORDS…`` in a process of its own that starts at once and can be killed."""
    server = Limited(free=True)
    yield server
    server.close()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An office of twenty enterprises and everything shipped, never changed."""
    return write_large_office(tmp_path_factory.mktemp("faults") / "van_phong", ENTERPRISES, parks=9)


@dataclass(frozen=True)
class Run:
    """A run that nothing disturbs: its papers and how many seconds it took here and now."""

    papers: dict[str, bytes]
    seconds: float


@pytest.fixture(scope="module")
def whole_run(folder: Path, quick: Limited, tmp_path_factory: pytest.TempPathFactory) -> Run:
    """The first run of all."""
    output = tmp_path_factory.mktemp("dung") / "ra"
    started = time.monotonic()
    answer = quick("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    assert answer.code == 0, answer.said
    seconds = time.monotonic() - started
    papers = tree(output)
    assert len(papers) > ENTERPRISES
    return Run(papers, seconds)


@pytest.fixture(scope="module")
def undisturbed(whole_run: Run) -> dict[str, bytes]:
    """The papers of a run that nothing disturbs."""
    return whole_run.papers


@pytest.fixture(scope="module")
def duration(whole_run: Run) -> float:
    """Seconds that such a run takes."""
    return whole_run.seconds


def whole(papers: dict[str, bytes]) -> None:
    """Assert that every file is a whole one: a zip with right checksums, a PDF with its end."""
    for name, data in papers.items():
        if name.endswith(".pdf"):
            assert data.startswith(b"%PDF-"), name
            assert data.rstrip().endswith(b"%%EOF"), name
        else:
            assert name.endswith(".docx"), name
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                assert archive.testzip() is None, name


def left_over(output: Path) -> list[Path]:
    """Temporary files that nobody took away."""
    return [path for path in output.rglob("*") if path.name.endswith(".tmp")]


# Kills -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_a_run_killed_again_and_again_is_completed_by_the_next_one(
    folder: Path, undisturbed: dict[str, bytes], duration: float, quick: Limited, tmp_path: Path, seed: int
) -> None:
    """Fourteen rounds of four kills, by the clock and by the steps of writing, then one run to the end."""
    chance = random.Random(seed)
    output = tmp_path / "ra"
    words = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    for number in range(KILLS_A_ROUND):
        if number % 2:
            quick.killed_at(chance.randrange(1, STEPS), *words)
        else:
            quick.killed(chance.uniform(0, duration), *words)
        left = tree(output) if output.exists() else {}
        whole(left)
        assert all(undisturbed[name] == data for name, data in left.items())
    answer = quick(*words)
    assert answer.code == 0, answer.said
    assert tree(output) == undisturbed
    assert not left_over(output)
    if seed % 5 == 0:
        again = quick(*words)
        assert again.code == 0, again.said
        assert tree(output) == undisturbed


def test_kills_while_records_change_leave_no_old_paper_and_no_double(
    folder: Path, duration: float, quick: Limited, tmp_path: Path
) -> None:
    """Between kills a record changes: the last run's papers are those of the last records, one file each."""
    chance = random.Random(99)
    office = tmp_path / "van_phong"
    shutil.copytree(folder, office)
    output = tmp_path / "ra"
    words = ("--thu-muc", office, "build", "--ra", output, "--tien-trinh", "1")
    record = next(iter(sorted((office / "records/doanh_nghiep").glob("*.yaml"))))
    text = record.read_text(encoding="utf-8")
    address = next(line for line in text.splitlines() if line.strip().startswith("dia_chi:"))
    for number in range(8):
        record.write_text(text.replace(address, f"  dia_chi: Lô {number}, đường mới"), encoding="utf-8")
        quick.killed(chance.uniform(duration / 3, duration), *words)
        whole(tree(output) if output.exists() else {})
    assert quick(*words).code == 0
    fresh = tmp_path / "moi"
    assert quick("--thu-muc", office, "build", "--ra", fresh, "--tien-trinh", "1").code == 0
    assert tree(output) == tree(fresh)


@pytest.mark.parametrize("seed", range(3))
def test_a_killed_parent_of_several_processes_is_completed_too(
    folder: Path, undisturbed: dict[str, bytes], quick: Limited, tmp_path: Path, seed: int
) -> None:
    output = tmp_path / "ra"
    words = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "2")
    quick.killed(random.Random(seed).uniform(0.5, 2.5), *words)
    left = tree(output) if output.exists() else {}
    whole(left)
    assert all(undisturbed[name] == data for name, data in left.items())
    assert quick("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1").code == 0
    assert tree(output) == undisturbed


WORKERS_KILLED = """
import random, sys, psutil
from docgen.cli import progress_bar
from docgen.cli.main import run
chance, killed = random.Random(int(sys.argv[1])), []
def is_worker(process):
    try:
        return "spawn_main" in " ".join(process.cmdline())
    except psutil.Error:
        return False
def plain(done, total, title):
    workers = [child for child in psutil.Process().children() if is_worker(child)]
    if workers and len(killed) < 4 and chance.random() < 0.3:
        killed.append(chance.choice(workers))
        killed[-1].kill()
progress_bar._plain = plain
if __name__ == "__main__":
    code = run(sys.argv[2:])
    print(len(killed), "killed", file=sys.stderr)
    sys.exit(code)
"""


@pytest.mark.parametrize("seed", range(2))
def test_the_command_makes_every_paper_though_its_workers_are_killed(
    folder: Path, undisturbed: dict[str, bytes], program: Program, tmp_path: Path, seed: int
) -> None:
    answer = program(
        WORKERS_KILLED, str(seed), "--thu-muc", folder, "build", "--ra", tmp_path / "ra", "--tien-trinh", "2"
    )
    said = answer.stderr.decode("utf-8")
    assert answer.returncode == 0, said
    assert re.search("^[1-4] killed$", said, re.MULTILINE), said
    assert "Traceback" not in said
    assert tree(tmp_path / "ra") == undisturbed
    assert not left_over(tmp_path / "ra")


def test_an_edit_by_hand_survives_kills(
    folder: Path, undisturbed: dict[str, bytes], duration: float, quick: Limited, tmp_path: Path
) -> None:
    chance = random.Random(5)
    output = tmp_path / "ra"
    words = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    assert quick(*words).code == 0
    name = next(name for name in sorted(undisturbed) if name.endswith(".docx"))
    (output / name).write_bytes(b"sua tay")
    (output / ".docgen/nhat_ky.sqlite").unlink()
    for _ in range(6):
        quick.killed(chance.uniform(0, duration), *words)
        assert (output / name).read_bytes() == b"sua tay"
    assert quick(*words).code == 0
    papers = tree(output)
    beside = [other for other in papers if other not in undisturbed]
    assert papers[name] == b"sua tay"
    assert [papers[other] for other in beside] == [undisturbed[name]]


# Disks -----------------------------------------------------------------------------------------------------------

FULL = """
import io, os, subprocess, sys
from pathlib import Path
office, output, size, copies = sys.argv[1], Path(sys.argv[2]), sys.argv[3], Path(sys.argv[4])
def mount(*options):
    subprocess.run(["mount", *options, "-t", "tmpfs", "docgen", output], check=True)
def build():
    code = "import sys; from docgen.cli.main import run; sys.exit(run(sys.argv[1:]))"
    words = ["--thu-muc", office, "build", "--ra", str(output), "--tien-trinh", sys.argv[5]]
    return subprocess.run([sys.executable, "-c", code, *words], check=False).returncode
output.mkdir()
mount("-o", f"size={size}")
first = build()
subprocess.run(["cp", "-a", f"{output}/.", copies / "day"], check=True)
subprocess.run(["mount", "-o", "remount,size=64m", output], check=True)
second = build()
subprocess.run(["cp", "-a", f"{output}/.", copies / "du"], check=True)
subprocess.run(["umount", output], check=True)
print(first, second)
"""


def can_mount() -> bool:
    """Whether a small disk of its own can be had here: Linux with user namespaces."""
    if sys.platform != "linux" or shutil.which("unshare") is None:
        return False
    probe = ["unshare", "-rm", "mount", "-t", "tmpfs", "x", "/mnt"]
    return subprocess.run(probe, check=False, capture_output=True).returncode == 0


if can_mount():

    @pytest.mark.parametrize(("size", "processes"), [("40k", "1"), ("120k", "1"), ("200k", "2")])
    def test_a_full_disk_stops_the_run_in_words_and_room_lets_the_next_one_end(
        folder: Path, undisturbed: dict[str, bytes], tmp_path: Path, size: str, processes: str
    ) -> None:
        for name in ("day", "du"):
            (tmp_path / name).mkdir()
        command = ["unshare", "-rm", sys.executable, "-c", FULL]
        words = map(str, (folder, tmp_path / "ra", size, tmp_path, processes))
        answer = subprocess.run([*command, *words], check=False, capture_output=True, cwd=REPOSITORY, timeout=120)
        said = answer.stderr.decode("utf-8")
        assert answer.stdout.decode("utf-8").splitlines()[-1].split()[:2] == ["4", "0"], said
        assert "đĩa đã đầy" in said
        assert "Traceback" not in said
        left = tree(tmp_path / "day")
        whole(left)
        assert all(undisturbed[name] == data for name, data in left.items())
        assert tree(tmp_path / "du") == undisturbed
        assert not left_over(tmp_path / "du")

    READ_ONLY = """
import subprocess, sys
subprocess.run(["mount", "--bind", "-o", "ro", sys.argv[1], sys.argv[1]], check=True)
from docgen.cli.main import run
sys.exit(run(["--thu-muc", sys.argv[2], "build", "--ra", sys.argv[3], "--tien-trinh", "1"]))
"""

    @pytest.mark.parametrize("below", ["", "moi"])
    def test_a_read_only_disk_is_told_in_words_and_left_as_it_was(folder: Path, tmp_path: Path, below: str) -> None:
        disk = tmp_path / "dia"
        disk.mkdir()
        (disk / "cu.docx").write_bytes(b"cua nguoi khac")
        command = ["unshare", "-rm", sys.executable, "-c", READ_ONLY, disk, folder, disk / below]
        answer = subprocess.run(list(map(str, command)), check=False, capture_output=True, cwd=REPOSITORY, timeout=60)
        said = answer.stderr.decode("utf-8")
        assert answer.returncode == 4, said
        assert "chỉ cho đọc" in said
        assert "Traceback" not in said
        assert [path.name for path in disk.iterdir()] == ["cu.docx"]


WRITES_FAIL = """
import builtins, errno, io, os, sys
real, left = io.open, [int(sys.argv[1])]
class Full(io.FileIO):
    def write(self, data):
        left[0] -= len(data)
        if left[0] < 0:
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return super().write(data)
def opened(file, mode="r", *rest, **named):
    if mode == "xb":
        return io.BufferedWriter(Full(file, "xb"))
    return real(file, mode, *rest, **named)
io.open = builtins.open = opened
from docgen.cli.main import run
sys.exit(run(sys.argv[2:]))
"""
SYNC_FAILS = """
import errno, os, sys
real, left = os.fsync, [int(sys.argv[1])]
def fsync(handle):
    left[0] -= 1
    if left[0] < 0:
        raise OSError(getattr(errno, sys.argv[2]), os.strerror(getattr(errno, sys.argv[2])))
    real(handle)
os.fsync = fsync
from docgen.cli.main import run
sys.exit(run(sys.argv[3:]))
"""


@pytest.mark.parametrize("room", [0, 9_000, 100_000])
def test_a_write_that_fails_half_way_leaves_whole_papers_only(
    folder: Path, undisturbed: dict[str, bytes], program: Program, quick: Limited, tmp_path: Path, room: int
) -> None:
    output = tmp_path / "ra"
    words = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    answer = program(WRITES_FAIL, str(room), *words)
    said = answer.stderr.decode("utf-8")
    assert answer.returncode == 4, said
    assert "đĩa đã đầy" in said
    assert "Traceback" not in said
    left = tree(output)
    assert len(left) < len(undisturbed)
    assert all(undisturbed[name] == data for name, data in left.items())
    assert not left_over(output)
    assert quick(*words).code == 0
    assert tree(output) == undisturbed


@pytest.mark.parametrize(("good", "name", "words"), [(5, "EIO", "ổ đĩa báo lỗi"), (9, "EDQUOT", "đĩa đã đầy")])
def test_a_disk_that_fails_to_keep_a_file_is_told_in_words(
    folder: Path,
    undisturbed: dict[str, bytes],
    program: Program,
    quick: Limited,
    tmp_path: Path,
    good: int,
    name: str,
    words: str,
) -> None:
    output = tmp_path / "ra"
    command = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    answer = program(SYNC_FAILS, str(good), name, *command)
    said = answer.stderr.decode("utf-8")
    assert answer.returncode == 4, said
    assert words in said
    assert "Traceback" not in said
    whole(tree(output))
    assert quick(*command).code == 0
    assert tree(output) == undisturbed


# Folders ---------------------------------------------------------------------------------------------------------


def test_an_output_path_that_is_a_file_is_told_in_words(folder: Path, quick: Limited, tmp_path: Path) -> None:
    (tmp_path / "ra").write_bytes(b"tep")
    answer = quick("--thu-muc", folder, "build", "--ra", tmp_path / "ra")
    assert answer.code == 4, answer.said
    assert answer.err.strip().splitlines()[-1].startswith("Lỗi: ")
    assert "Traceback" not in answer.said
    assert (tmp_path / "ra").read_bytes() == b"tep"


@pytest.mark.parametrize("where", ["/proc/docgen", "/dev/null/docgen"])
def test_an_output_folder_that_cannot_be_made_is_told_in_words(folder: Path, quick: Limited, where: str) -> None:
    answer = quick("--thu-muc", folder, "build", "--ra", where)
    assert answer.code == 4, answer.said
    assert answer.err.strip().splitlines()[-1].startswith("Lỗi: ")
    assert "Traceback" not in answer.said


def test_a_folder_in_the_place_of_a_paper_stays(
    folder: Path, undisturbed: dict[str, bytes], quick: Limited, tmp_path: Path
) -> None:
    name = sorted(undisturbed)[3]
    (tmp_path / "ra" / name / "cua_toi").mkdir(parents=True)
    answer = quick("--thu-muc", folder, "build", "--ra", tmp_path / "ra")
    assert answer.code == 4, answer.said
    assert "có thư mục trùng tên" in answer.err
    assert (tmp_path / "ra" / name / "cua_toi").is_dir()


def test_links_out_of_the_output_folder_are_not_followed(
    folder: Path, undisturbed: dict[str, bytes], quick: Limited, tmp_path: Path
) -> None:
    name = sorted(undisturbed)[3]
    (tmp_path / "ngoai").mkdir()
    place = (tmp_path / "ra" / name).parent
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(tmp_path / "ngoai", target_is_directory=True)
    answer = quick("--thu-muc", folder, "build", "--ra", tmp_path / "ra")
    assert answer.code == 4, answer.said
    assert "ra ngoài thư mục kết quả" in answer.err
    assert not list((tmp_path / "ngoai").iterdir())


DELETED = """
import shutil, sys
from docgen.cli import progress_bar
from docgen.cli.main import run
deleted = []
def plain(done, total, title):
    if done >= 7 and not deleted:
        deleted.append(shutil.rmtree(sys.argv[1]))
progress_bar._plain = plain
sys.exit(run(sys.argv[2:]))
"""


def test_an_output_folder_deleted_during_the_run_is_told_or_made_again(
    folder: Path, undisturbed: dict[str, bytes], program: Program, quick: Limited, tmp_path: Path
) -> None:
    output = tmp_path / "ra"
    words = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    answer = program(DELETED, output, *words)
    said = answer.stderr.decode("utf-8")
    assert answer.returncode == 4, said
    assert "Traceback" not in said
    assert "Lỗi: " in said
    whole(tree(output) if output.exists() else {})
    assert quick(*words).code == 0
    assert tree(output) == undisturbed


# Two at once -----------------------------------------------------------------------------------------------------

WAITS = """
import sys
from docgen.cli import progress_bar
from docgen.cli.main import run
def plain(done, total, title):
    if done == 3:
        print("giu", flush=True)
        sys.stdin.readline()
progress_bar._plain = plain
sys.exit(run(sys.argv[1:]))
"""


@pytest.fixture
def holding(folder: Path, tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """A run that holds the output folder until it is told to go on."""
    words = ["--thu-muc", str(folder), "build", "--ra", str(tmp_path / "ra"), "--tien-trinh", "1"]
    process = subprocess.Popen(
        [sys.executable, "-c", WAITS, *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        cwd=REPOSITORY,
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "giu\n"
    yield process
    process.kill()
    process.communicate()


def test_a_second_run_is_refused_with_the_first_ones_name_and_the_first_goes_on(
    folder: Path, undisturbed: dict[str, bytes], quick: Limited, tmp_path: Path, holding: subprocess.Popen[str]
) -> None:
    words = ("--thu-muc", folder, "build", "--ra", tmp_path / "ra", "--tien-trinh", "1")
    second = quick(*words)
    assert second.code == 4, second.said
    assert f"tiến trình {holding.pid}" in second.err
    assert "đang được dùng" in second.err
    holding.communicate("di\n", timeout=60)
    assert holding.returncode == 0
    assert tree(tmp_path / "ra") == undisturbed
    assert quick(*words).code == 0
    assert tree(tmp_path / "ra") == undisturbed


def test_a_run_after_one_that_died_holding_the_folder_is_let_in(
    folder: Path, undisturbed: dict[str, bytes], quick: Limited, tmp_path: Path, holding: subprocess.Popen[str]
) -> None:
    holding.kill()
    holding.wait()
    answer = quick("--thu-muc", folder, "build", "--ra", tmp_path / "ra", "--tien-trinh", "1")
    assert answer.code == 0, answer.said
    assert tree(tmp_path / "ra") == undisturbed


def test_three_runs_that_start_together_give_the_papers_of_one(
    folder: Path, undisturbed: dict[str, bytes], tmp_path: Path
) -> None:
    output = tmp_path / "ra"
    words = ["--thu-muc", str(folder), "build", "--ra", str(output), "--tien-trinh", "1"]
    runs = [
        subprocess.Popen([*RUN, *words], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd=REPOSITORY)
        for _ in range(3)
    ]
    said = [run.communicate(timeout=120)[1] for run in runs]
    codes = [run.returncode for run in runs]
    assert set(codes) <= {0, 4}, said
    assert 0 in codes
    assert not any("Traceback" in text for text in said)
    assert all("đang được dùng" in text for text, code in zip(said, codes, strict=True) if code == 4)
    assert tree(output) == undisturbed


# Open files and clocks -------------------------------------------------------------------------------------------

HELD = """
import os, sys
from docgen.cli.main import run
real = os.replace
def replace(source, target, **named):
    if os.path.basename(target) == sys.argv[1]:
        raise PermissionError(13, "Permission denied")
    return real(source, target, **named)
os.replace = replace
sys.exit(run(sys.argv[2:]))
"""


def test_a_paper_that_another_program_holds_is_set_aside_and_the_rest_is_made(
    folder: Path, undisturbed: dict[str, bytes], program: Program, quick: Limited, tmp_path: Path
) -> None:
    """As Windows does: the rename is refused while the file is open."""
    output, fresh = tmp_path / "ra", tmp_path / "moi"
    assert quick("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1").code == 0
    moved = tmp_path / "van_phong"
    shutil.copytree(folder, moved)
    for file in sorted((moved / "records/doanh_nghiep").glob("*.yaml")):
        file.write_text(re.sub("dia_chi: .*", "dia_chi: Lô mới", file.read_text(encoding="utf-8")), encoding="utf-8")
    assert quick("--thu-muc", moved, "build", "--ra", fresh, "--tien-trinh", "1").code == 0
    today = tree(fresh)
    name = next(name for name in sorted(undisturbed) if today[name] != undisturbed[name])
    later = ("--thu-muc", moved, "build", "--ra", output, "--tien-trinh", "1")
    answer = program(HELD, Path(name).name, *later)
    said = answer.stdout.decode("utf-8") + answer.stderr.decode("utf-8")
    assert answer.returncode == 4, said
    assert "1 tệp đang mở trong chương trình khác nên chưa ghi được; đóng lại rồi chạy lại" in said
    assert name in said
    assert "Traceback" not in said
    assert tree(output) == {**today, name: undisturbed[name]}
    assert not left_over(output)
    assert quick(*later).code == 0
    assert tree(output) == today


def test_files_dated_in_the_future_and_the_past_change_nothing(folder: Path, quick: Limited, tmp_path: Path) -> None:
    """The clock was set back between the runs: records are older than the papers made from them, papers are of 2090."""
    office, output = tmp_path / "van_phong", tmp_path / "ra"
    shutil.copytree(folder, office)
    words = ("--thu-muc", office, "build", "--ra", output, "--tien-trinh", "1")
    assert quick(*words).code == 0
    before = tree(output)
    for path in output.rglob("*"):
        os.utime(path, (3_800_000_000, 3_800_000_000))
    edited = next(path for path in sorted(output.rglob("*.docx")))
    kept = edited.stat()
    edited.write_bytes(edited.read_bytes()[:-1] + b"x")
    os.utime(edited, ns=(kept.st_atime_ns, kept.st_mtime_ns))
    record = next(iter(sorted((office / "records/doanh_nghiep").glob("*.yaml"))))
    text = record.read_text(encoding="utf-8")
    first = next(line for line in text.splitlines() if line.strip().startswith("dia_chi:"))
    record.write_text(text.replace(first, "  dia_chi: Lô Một", 1), encoding="utf-8")
    os.utime(record, (86_400, 86_400))
    answer = quick(*words)
    assert answer.code == 0, answer.said
    after = tree(output)
    assert set(before) <= set(after)
    assert after[edited.relative_to(output).as_posix()].endswith(b"x")
    fresh = tmp_path / "moi"
    assert quick("--thu-muc", office, "build", "--ra", fresh, "--tien-trinh", "1").code == 0
    current = tree(fresh)
    changed = {name for name in current if after[name] != current[name]}
    assert changed == {edited.relative_to(output).as_posix()}
    assert set(after) - set(current) == {name for name in after if "bản mới" in name}


CLOCK = """
import datetime, sys, time
class Day(datetime.date):
    @classmethod
    def today(cls):
        return cls(1999, 12, 31)
class Moment(datetime.datetime):
    @classmethod
    def now(cls, tz=None):
        return cls(1999, 12, 31, 23, 59, 59, tzinfo=tz)
datetime.date, datetime.datetime = Day, Moment
time.time, time.time_ns = lambda: 946684799.0, lambda: 946684799 * 10**9
from docgen.cli.main import run
sys.exit(run(sys.argv[1:]))
"""


def test_a_clock_of_the_last_century_changes_nothing(
    folder: Path, undisturbed: dict[str, bytes], program: Program, quick: Limited, tmp_path: Path
) -> None:
    output = tmp_path / "ra"
    words = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    assert quick(*words).code == 0
    lost = sorted(undisturbed)[0]
    (output / lost).unlink()
    answer = program(CLOCK, *words)
    assert answer.returncode == 0, answer.stderr.decode("utf-8")
    assert tree(output) == undisturbed


def test_edited_papers_moved_away_twice_in_a_day_are_both_kept(
    folder: Path, undisturbed: dict[str, bytes], program: Program, quick: Limited, tmp_path: Path
) -> None:
    """The clock stands still or goes back: the dated folder is there already, nothing in it is written over."""
    output = tmp_path / "ra"
    words = ("--thu-muc", folder, "build", "--ra", output, "--tien-trinh", "1")
    assert quick(*words).code == 0
    name = sorted(undisturbed)[0]
    for text in (b"lan mot", b"lan hai", b"lan ba"):
        (output / name).write_bytes(text)
        answer = program(CLOCK, *words, "--ghi-de")
        assert answer.returncode == 0, answer.stderr.decode("utf-8")
    kept = {path.read_bytes() for path in (output / ".docgen").rglob("*") if path.is_file()}
    assert {b"lan mot", b"lan hai", b"lan ba"} <= kept
    assert tree(output) == undisturbed
