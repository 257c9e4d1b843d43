"""The journal of an output folder lost, damaged, taken over; edited and open papers; runs that broke off."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest

from docgen.composition.failure import TagFailure
from docgen.diagnostics import Rule, Severity, Span
from docgen.production import BuildRequest, Outcome, build, executors
from docgen.production import whole_file as writing
from docgen.production.whole_file import FileHeldError
from tests.functional.conftest import Command, tree

JOURNAL = "output/.docgen/nhat_ky.sqlite"


def paper(office: Path, name: str) -> Path:
    (found,) = [path for path in (office / "output/noi_quy").rglob(f"*{name}*") if "bản mới" not in path.name]
    return found


def change_address(office: Path, name: str) -> None:
    file = office / f"records/doanh_nghiep/{name}.yaml"
    text = file.read_text(encoding="utf-8")
    file.write_text(text.replace("Lô C", "Lô Đ"), encoding="utf-8")
    assert "Lô Đ" in file.read_text(encoding="utf-8")


@pytest.fixture
def built(office: Path, docgen: Command) -> Path:
    """The small office with all its papers made."""
    assert docgen("--thu-muc", office, "build").code == 0
    return office


def half(data: bytes) -> bytes:
    return data[: len(data) // 2]


def noise(data: bytes) -> bytes:
    return data[:4096] + bytes(255 - byte for byte in data[4096:])


DAMAGES: dict[str, Callable[[bytes], bytes]] = {
    "không phải sqlite": lambda data: b"day khong phai la nhat ky" * 100,
    "cụt": half,
    "nhiễu": noise,
}


@pytest.mark.parametrize("name", DAMAGES)
def test_a_damaged_journal_is_set_aside_and_no_edit_by_hand_is_lost(built: Path, docgen: Command, name: str) -> None:
    journal = built / JOURNAL
    journal.write_bytes(DAMAGES[name](journal.read_bytes()))
    broken = journal.read_bytes()
    edited = paper(built, "bm001")
    edited.write_bytes(b"sua tay")
    right = tree(built / "output")
    told = docgen("--thu-muc", built, "status")
    assert told.code == 0
    assert "nhật ký của thư mục kết quả bị hỏng" in told.out
    assert journal.read_bytes() == broken
    answer = docgen("--thu-muc", built, "build")
    assert answer.code == 0, answer.err
    assert "nhật ký của thư mục kết quả bị hỏng" in answer.out
    assert (built / "output/.docgen/nhat_ky.hong-1.sqlite").read_bytes() == broken
    after = tree(built / "output")
    beside = edited.with_name(f"{edited.stem} (bản mới).docx")
    assert after.pop(beside.relative_to(built / "output").as_posix())
    assert after == right
    again = docgen("--thu-muc", built, "build")
    assert "bị hỏng" not in again.out
    assert "Mọi văn bản đều đã có sẵn" in again.out


def test_after_a_lost_journal_our_own_papers_are_known_again_by_their_bytes(built: Path, docgen: Command) -> None:
    (built / JOURNAL).unlink()
    change_address(built, "bm002")
    docgen("--thu-muc", built, "build")
    # The text of bm002 changed too, so nothing proves that its old file is ours: it stays.
    assert [path for path in tree(built / "output") if "bản mới" in path] == [
        path for path in tree(built / "output") if "bm002" in path and "bản mới" in path
    ]
    change_address(built, "bm001")
    docgen("--thu-muc", built, "build")
    assert sum("bản mới" in path for path in tree(built / "output")) == 1


def test_a_journal_of_a_later_version_is_not_touched_but_set_aside(built: Path, docgen: Command) -> None:
    with closing(sqlite3.connect(built / JOURNAL)) as journal:
        journal.execute("PRAGMA user_version = 99")
    answer = docgen("--thu-muc", built, "build")
    assert answer.code == 0
    with closing(sqlite3.connect(built / "output/.docgen/nhat_ky.hong-1.sqlite")) as journal:
        assert journal.execute("PRAGMA user_version").fetchone() == (99,)


def test_the_papers_of_an_earlier_version_are_taken_over(built: Path, docgen: Command) -> None:
    files = {
        path: {"sha256": hashlib.sha256(data).hexdigest(), "loai": path.split("/")[0], "ma": "x"}
        for path, data in tree(built / "output").items()
    }
    (built / JOURNAL).unlink()
    (built / "output/.docgen.json").write_text(json.dumps({"phien_ban": 1, "tep": files}), encoding="utf-8")
    change_address(built, "bm001")
    assert "6  cũ vì mẫu" in docgen("--thu-muc", built, "status").out
    answer = docgen("--thu-muc", built, "build")
    assert answer.code == 0
    assert "bản mới" not in answer.out
    assert "Đã làm 1 văn bản" in answer.out
    assert not (built / "output/.docgen.json").exists()


def test_an_edited_paper_stays_and_its_newer_text_follows_the_records(built: Path, docgen: Command) -> None:
    edited = paper(built, "bm001")
    old = edited.read_bytes()
    edited.write_bytes(b"sua tay")
    docgen("--thu-muc", built, "build")
    beside = edited.with_name(f"{edited.stem} (bản mới).docx")
    assert beside.read_bytes() == old
    change_address(built, "bm001")
    docgen("--thu-muc", built, "build")
    assert beside.read_bytes() != old
    assert edited.read_bytes() == b"sua tay"
    assert "bản mới: noi_quy" in docgen("--thu-muc", built, "status").out
    edited.write_bytes(old)
    docgen("--thu-muc", built, "build")
    status = docgen("--thu-muc", built, "status").out
    assert "1  thừa" in status
    assert "6  còn đúng" in status


def test_an_edited_paper_gives_way_when_that_is_asked_for(built: Path, docgen: Command) -> None:
    edited = paper(built, "bm001")
    old = edited.read_bytes()
    edited.write_bytes(b"sua tay")
    docgen("--thu-muc", built, "build")
    answer = docgen("--thu-muc", built, "build", "--ghi-de")
    assert answer.code == 0
    assert "1 tệp đã được sửa tay, nay có bản mới thay chỗ" in answer.out
    assert edited.read_bytes() == old
    kept = list((built / "output/.docgen/luu_cu").rglob(edited.name))
    assert [path.read_bytes() for path in kept] == [b"sua tay"]
    assert not any("bản mới" in path for path in tree(built / "output"))
    assert "6  còn đúng" in docgen("--thu-muc", built, "status").out


def test_a_dry_run_never_moves_edited_papers(built: Path, docgen: Command) -> None:
    edited = paper(built, "bm001")
    edited.write_bytes(b"sua tay")
    answer = docgen("--thu-muc", built, "build", "--ghi-de", "--thu")
    assert "Làm thử 1 văn bản" in answer.out
    assert edited.read_bytes() == b"sua tay"
    assert not (built / "output/.docgen/luu_cu").exists()


def test_a_paper_that_is_let_go_during_the_run_is_written_at_its_end(
    built: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    change_address(built, "bm001")
    held = paper(built, "bm001")
    tries: list[Path] = []
    real = writing.rename

    def rename(source: str, target: str) -> None:
        if Path(target) == held:
            tries.append(held)
            if len(tries) == 1:
                raise FileHeldError(13, "in use", str(target))
        real(source, target)

    monkeypatch.setattr(writing, "rename", rename)
    answer = build(BuildRequest(built, built / "output"))
    assert len(tries) == 2
    assert not answer.locked
    outcomes = {written.path: written.outcome for _, written in answer.made}
    assert outcomes[held.relative_to(built / "output").as_posix()] is Outcome.WRITTEN
    assert not list((built / "output").rglob("*.tmp"))


def test_a_paper_open_in_word_is_left_and_made_when_it_is_closed(built: Path, docgen: Command) -> None:
    change_address(built, "bm001")
    change_address(built, "bm002")
    held = paper(built, "bm001")
    before = held.read_bytes()
    owner = held.with_name(f"~${held.name[2:]}")
    owner.write_bytes(b"")
    answer = docgen("--thu-muc", built, "build")
    assert answer.code == 4
    assert "Đã làm 1 văn bản" in answer.out
    assert held.read_bytes() == before
    owner.unlink()
    assert docgen("--thu-muc", built, "build").code == 0
    assert held.read_bytes() != before


def test_an_open_paper_that_is_right_holds_nothing_up(built: Path, docgen: Command) -> None:
    held = paper(built, "bm001")
    held.with_name(f"~${held.name[2:]}").write_bytes(b"")
    assert docgen("--thu-muc", built, "build").code == 0


def test_a_part_of_the_papers_does_not_forget_the_others(built: Path, docgen: Command) -> None:
    docgen("--thu-muc", built, "build", "noi-quy", "--khu", "kcn_bao_minh", "--lam-lai")
    assert "6  còn đúng" in docgen("--thu-muc", built, "status").out


def test_papers_of_a_run_killed_elsewhere_are_still_ours_after_a_run_of_a_part(
    built: Path, docgen: Command, program: Callable[..., Any]
) -> None:
    source = """
import os, signal, sys
from pathlib import Path
from docgen.production import BuildRequest, build
from docgen.production import output

def killed(*words, **more):
    os.kill(os.getpid(), signal.SIGKILL)

real = output.write_whole

def write(target, data):
    real(target, data)
    killed()

output.write_whole = write
folder = Path(sys.argv[1])
build(BuildRequest(folder, folder / "output", types=("noi_quy",), enterprises=("bm001",)))
"""
    change_address(built, "bm001")
    before = paper(built, "bm001").read_bytes()
    program(source, built)
    assert paper(built, "bm001").read_bytes() != before
    docgen("--thu-muc", built, "build", "ke-hoach-lien-tich")
    assert "6  còn đúng" in docgen("--thu-muc", built, "status").out


def test_a_paper_that_cannot_be_made_is_set_aside_with_its_reason_and_tried_again_by_the_next_run(
    office: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = executors.make_one
    rule = Rule("thu-nghiem", Severity.ERROR, "Thử nghiệm")

    def make_one(engines: Any, job: executors.Job) -> executors.Made:
        if job.opened().get("doanh_nghiep", {}).get("ma") == "bm001":
            return executors.Made(job.position, failure=TagFailure(rule.at(Span("mau.docx"), "thiếu số điện thoại")))
        return real(engines, job)

    monkeypatch.setattr(executors, "make_one", make_one)
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 3
    assert "1 văn bản chưa làm được" in answer.out
    assert "thiếu số điện thoại" in answer.out
    assert len(tree(office / "output")) == 5
    monkeypatch.undo()
    answer = docgen("--thu-muc", office, "build")
    assert answer.code == 0
    assert "Đã làm 1 văn bản" in answer.out


def test_a_folder_that_refuses_the_journal_is_told_in_words(
    built: Path, docgen: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (built / JOURNAL).unlink()
    (built / JOURNAL).mkdir()
    answer = docgen("--thu-muc", built, "build")
    assert answer.code == 4
    assert "nhat_ky.sqlite" in answer.err
    assert "Traceback" not in answer.err


def test_processes_give_the_same_bytes(built: Path, docgen: Command, tmp_path: Path) -> None:
    answer = docgen("--thu-muc", built, "build", "--ra", tmp_path / "ra", "--tien-trinh", "2")
    assert answer.code == 0, answer.err
    assert tree(tmp_path / "ra") == tree(built / "output")


@pytest.mark.parametrize("words", [["--tien-trinh", "0"], ["--tien-trinh", "hai"], ["--tien-trinh", "2", "--cum", "x"]])
def test_a_wrong_number_of_processes_is_wrong_use(office: Path, docgen: Command, words: list[str]) -> None:
    assert docgen("--thu-muc", office, "build", *words).code == 2


def test_the_journal_holds_digests_and_names_only(built: Path) -> None:
    """What papers say, names of people among it, is not kept a second time."""
    record = (built / "records/doanh_nghiep/bm001.yaml").read_text(encoding="utf-8")
    assert "nguoi_dai_dien" in record or "ho_ten" in record
    data = (built / JOURNAL).read_bytes()
    names = [line.split("ho_ten:")[1].split(",")[0].strip(" }") for line in record.splitlines() if "ho_ten:" in line]
    assert names
    assert not [name for name in names if name.encode() in data]


def test_sizes_and_times_of_files_are_kept_as_they_were_written(built: Path) -> None:
    with closing(sqlite3.connect(built / JOURNAL)) as journal:
        rows = journal.execute("SELECT duong_dan, co, sua, cham FROM da_ghi").fetchall()
    assert len(rows) == 6
    for path, size, changed, touched in rows:
        status = (built / "output" / path).stat()
        assert (size, changed, touched) == (status.st_size, status.st_mtime_ns, status.st_ctime_ns)
