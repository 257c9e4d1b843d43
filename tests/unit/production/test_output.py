"""Writing papers: whole or not at all, never over a person's work."""

from __future__ import annotations

import errno
import hashlib
import json
import os
from datetime import date
from pathlib import Path

import pytest

from docgen.composition import Subject, SubjectKind
from docgen.production.journal import Journal
from docgen.production.output import Outcome, Output, plan_path
from docgen.production.papers import Paper
from docgen.production.shelf import Shelf

DIGESTS = {"records/khu/khu.yaml": b"1", "templates/noi_quy/mau.docx": b"2"}


def paper(path: str) -> Paper:
    return Paper("noi_quy", Subject(SubjectKind.ENTERPRISE, path, 2017), path, path, b"said", tuple(DIGESTS))


def put(root: Path, path: str, data: bytes, archive_day: date | None = None) -> tuple[str, Outcome]:
    with Output(root, DIGESTS, archive_day=archive_day) as output:
        ((_, written),) = (*output.put(paper(path), data), *output.flush())
    return written.used, written.outcome


def digest_of(data: bytes) -> bytes:
    return hashlib.sha256(data).digest()


def test_a_paper_is_written_with_its_folders(tmp_path: Path) -> None:
    assert put(tmp_path / "ra", "noi_quy/bm/a.docx", b"1") == ("noi_quy/bm/a.docx", Outcome.WRITTEN)
    assert (tmp_path / "ra/noi_quy/bm/a.docx").read_bytes() == b"1"


def test_a_paper_that_is_already_right_is_left_untouched(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"1")
    os.utime(tmp_path / "a.docx", (1, 1))
    assert put(tmp_path, "a.docx", b"1")[1] is Outcome.UNCHANGED
    assert (tmp_path / "a.docx").stat().st_mtime == 1


def test_our_own_older_paper_is_replaced(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"1")
    assert put(tmp_path, "a.docx", b"2") == ("a.docx", Outcome.WRITTEN)
    assert (tmp_path / "a.docx").read_bytes() == b"2"


def test_a_paper_edited_by_hand_is_kept_and_the_new_one_goes_beside_it(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"1")
    (tmp_path / "a.docx").write_bytes(b"sua tay")
    assert put(tmp_path, "a.docx", b"2") == ("a (bản mới).docx", Outcome.BESIDE)
    assert (tmp_path / "a.docx").read_bytes() == b"sua tay"
    assert (tmp_path / "a (bản mới).docx").read_bytes() == b"2"


def test_the_new_one_beside_is_ours_and_follows_later_runs(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"la")
    assert put(tmp_path, "a.docx", b"1")[0] == "a (bản mới).docx"
    assert put(tmp_path, "a.docx", b"2")[0] == "a (bản mới).docx"
    assert (tmp_path / "a (bản mới).docx").read_bytes() == b"2"


def test_a_new_one_beside_that_was_edited_is_kept_too(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"la")
    put(tmp_path, "a.docx", b"1")
    (tmp_path / "a (bản mới).docx").write_bytes(b"sua")
    assert put(tmp_path, "a.docx", b"2")[0] == "a (bản mới 2).docx"
    assert (tmp_path / "a (bản mới).docx").read_bytes() == b"sua"


def test_a_foreign_paper_with_the_right_bytes_is_adopted(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"1")
    assert put(tmp_path, "a.docx", b"1")[1] is Outcome.UNCHANGED
    assert put(tmp_path, "a.docx", b"2") == ("a.docx", Outcome.WRITTEN)


@pytest.mark.parametrize("owner", ["~$n001-hoa-sen.docx", "~$bmn001-hoa-sen.docx", ".~lock.bmn001-hoa-sen.docx#"])
def test_a_paper_open_in_word_or_libreoffice_is_set_aside(tmp_path: Path, owner: str) -> None:
    put(tmp_path, "bmn001-hoa-sen.docx", b"1")
    (tmp_path / owner).write_bytes(b"")
    assert put(tmp_path, "bmn001-hoa-sen.docx", b"2")[1] is Outcome.LOCKED
    assert (tmp_path / "bmn001-hoa-sen.docx").read_bytes() == b"1"


def test_a_paper_that_windows_does_not_let_go_is_set_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.docx", b"1")
    real = os.replace

    def held(source: str, target: str) -> None:
        if Path(target).name == "a.docx":
            raise PermissionError(errno.EACCES, "in use", str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", held)
    assert put(tmp_path, "a.docx", b"2")[1] is Outcome.LOCKED
    assert put(tmp_path, "b.docx", b"2")[1] is Outcome.WRITTEN
    assert not list(tmp_path.glob(".*.tmp"))


def test_a_full_disk_leaves_the_old_paper_and_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    put(tmp_path, "a.docx", b"1")

    def full(handle: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        put(tmp_path, "a.docx", b"2")
    monkeypatch.undo()
    assert (tmp_path / "a.docx").read_bytes() == b"1"
    assert not list(tmp_path.rglob(".docgen-*.tmp"))
    assert put(tmp_path, "a.docx", b"2") == ("a.docx", Outcome.WRITTEN)


def test_papers_of_a_run_that_broke_off_are_known_to_the_next(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"1")
    output = Output(tmp_path, DIGESTS).__enter__()
    output.put(paper("a.docx"), b"2")
    output.put(paper("b.docx"), b"2")
    output.flush()
    output.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert put(tmp_path, "a.docx", b"3") == ("a.docx", Outcome.WRITTEN)
    assert put(tmp_path, "b.docx", b"3") == ("b.docx", Outcome.WRITTEN)


def test_papers_are_noted_before_they_get_their_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.replace

    def killed_after(source: str, target: str) -> None:
        real(source, target)
        raise SystemExit

    monkeypatch.setattr(os, "replace", killed_after)
    output = Output(tmp_path, DIGESTS).__enter__()
    with pytest.raises(SystemExit):
        output.put(paper("a.docx"), b"1")
    output.__exit__(SystemExit, SystemExit(), None)
    monkeypatch.undo()
    assert (tmp_path / "a.docx").read_bytes() == b"1"
    put(tmp_path, "khac.docx", b"1")
    assert put(tmp_path, "a.docx", b"2") == ("a.docx", Outcome.WRITTEN)


def test_a_run_killed_between_journal_and_file_keeps_the_older_paper_as_ours(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.docx", b"1")

    def killed(handle: int) -> None:
        raise SystemExit

    monkeypatch.setattr(os, "fsync", killed)
    output = Output(tmp_path, DIGESTS).__enter__()
    with pytest.raises(SystemExit):
        output.put(paper("a.docx"), b"2")
    output.__exit__(SystemExit, SystemExit(), None)
    monkeypatch.undo()
    assert (tmp_path / "a.docx").read_bytes() == b"1"
    assert put(tmp_path, "a.docx", b"3") == ("a.docx", Outcome.WRITTEN)


def test_many_papers_of_one_folder_are_written_together(tmp_path: Path) -> None:
    papers = {f"noi_quy/{number}.docx": str(number).encode() for number in range(200)}
    with Output(tmp_path, DIGESTS) as output:
        written = [it for path, data in papers.items() for it in output.put(paper(path), data)]
        written += output.flush()
    assert {one.path for one, _ in written} == set(papers)
    assert {path: (tmp_path / path).read_bytes() for path in papers} == papers


def test_an_edited_paper_is_moved_to_the_folder_of_the_day_when_that_is_asked_for(tmp_path: Path) -> None:
    put(tmp_path, "noi_quy/a.docx", b"1")
    for count, edit in enumerate((b"sua", b"sua nua"), start=1):
        (tmp_path / "noi_quy/a.docx").write_bytes(edit)
        assert put(tmp_path, "noi_quy/a.docx", b"2", date(2026, 3, 5)) == ("noi_quy/a.docx", Outcome.WRITTEN)
        assert (tmp_path / "noi_quy/a.docx").read_bytes() == b"2"
        kept = tmp_path / ".docgen/luu_cu/2026-03-05/noi_quy"
        assert len(list(kept.iterdir())) == count
    assert (kept / "a.docx").read_bytes() == b"sua"
    assert (kept / "a (2).docx").read_bytes() == b"sua nua"


def test_our_newer_paper_beside_an_edited_one_goes_to_the_archive_with_it(tmp_path: Path) -> None:
    (tmp_path / "a.docx").write_bytes(b"la")
    put(tmp_path, "a.docx", b"1")
    assert put(tmp_path, "a.docx", b"2", date(2026, 3, 5)) == ("a.docx", Outcome.WRITTEN)
    assert not (tmp_path / "a (bản mới).docx").exists()
    kept = {path.name: path.read_bytes() for path in (tmp_path / ".docgen/luu_cu/2026-03-05").iterdir()}
    assert kept == {"a.docx": b"la", "a (bản mới).docx": b"1"}


def test_an_edited_paper_that_is_open_is_not_moved(tmp_path: Path) -> None:
    (tmp_path / "abcd.docx").write_bytes(b"la")
    (tmp_path / "~$cd.docx").write_bytes(b"")
    assert put(tmp_path, "abcd.docx", b"1", date(2026, 3, 5))[1] is Outcome.LOCKED
    assert (tmp_path / "abcd.docx").read_bytes() == b"la"


def test_temporary_files_of_dead_runs_are_swept(tmp_path: Path) -> None:
    (tmp_path / "noi_quy").mkdir()
    (tmp_path / "noi_quy/.docgen-1-7.tmp").write_bytes(b"half")
    put(tmp_path, "a.docx", b"1")
    assert not (tmp_path / "noi_quy/.docgen-1-7.tmp").exists()


def test_temporary_files_of_a_folder_with_its_own_lock_are_left_to_its_runs(tmp_path: Path) -> None:
    (tmp_path / "rieng").mkdir()
    (tmp_path / "rieng/.docgen.lock").write_bytes(b"")
    (tmp_path / "rieng/.docgen-1-7.tmp").write_bytes(b"half")
    put(tmp_path, "a.docx", b"1")
    assert (tmp_path / "rieng/.docgen-1-7.tmp").exists()


@pytest.mark.parametrize("path", ["../a.docx", "noi_quy/../../a.docx", "/tmp/a.docx"])
def test_nothing_is_written_outside_the_output_folder(tmp_path: Path, path: str) -> None:
    with pytest.raises(OSError, match="ra ngoài"), Output(tmp_path / "ra", DIGESTS) as output:
        output.put(paper(path), b"1")


def test_a_linked_sub_folder_does_not_lead_papers_outside(tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra/noi_quy").symlink_to(tmp_path / "ngoai", target_is_directory=True)
    with pytest.raises(OSError, match="ra ngoài"), Output(tmp_path / "ra", DIGESTS) as output:
        output.put(paper("noi_quy/a.docx"), b"1")
    assert not list((tmp_path / "ngoai").iterdir())


def test_a_folder_with_the_name_of_a_paper_is_the_disks_failure(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(OSError, match="trùng tên"), Output(tmp_path, DIGESTS) as output:
        output.put(paper("a.docx"), b"1")


def test_a_hidden_folder_that_leads_outside_is_refused(tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra/.docgen").symlink_to(tmp_path / "ngoai", target_is_directory=True)
    with pytest.raises(OSError, match="ra ngoài"), Output(tmp_path / "ra", DIGESTS):
        pass
    assert not list((tmp_path / "ngoai").iterdir())


def test_the_journal_of_an_earlier_version_is_taken_over_once(tmp_path: Path) -> None:
    for name in ("a.docx", "b.docx", "c.docx"):
        (tmp_path / name).write_bytes(b"1")
    row = {"sha256": digest_of(b"1").hex(), "loai": "noi_quy", "ma": "a"}
    (tmp_path / ".docgen.json").write_text(json.dumps({"phien_ban": 1, "tep": {"a.docx": row}}), encoding="utf-8")
    (tmp_path / ".docgen.nhat_ky").write_text(
        json.dumps({"tep": "b.docx", **row}) + '\n{"tep": "b.do', encoding="utf-8"
    )
    assert put(tmp_path, "khac.docx", b"1") == ("khac.docx", Outcome.WRITTEN)
    assert not (tmp_path / ".docgen.json").exists()
    assert not (tmp_path / ".docgen.nhat_ky").exists()
    assert put(tmp_path, "a.docx", b"2") == ("a.docx", Outcome.WRITTEN)
    assert put(tmp_path, "b.docx", b"2") == ("b.docx", Outcome.WRITTEN)
    assert put(tmp_path, "c.docx", b"2") == ("c (bản mới).docx", Outcome.BESIDE)


def test_planning_writes_nothing(tmp_path: Path) -> None:
    missing = tmp_path / "chua_co"
    with Journal(missing, DIGESTS, writable=False) as journal:
        written = plan_path(Shelf(missing, journal), "noi_quy/a.docx", digest_of(b"1"))
    assert written.outcome is Outcome.WRITTEN
    assert not missing.exists()
