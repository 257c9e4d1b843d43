"""Writing papers: whole or not at all, never over a person's work."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest

from docgen.production.manifest import JOURNAL, MANIFEST, digest_of, read_manifest
from docgen.production.output import Outcome, Output, plan_path


def put(root: Path, path: str, data: bytes) -> tuple[str, Outcome]:
    with Output(root) as output:
        written = output.put(path, data, "noi_quy", "bm001")
    return written.used, written.outcome


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
    real = Path.replace

    def held(self: Path, target: Path) -> Path:
        if target.name == "a.docx":
            raise PermissionError(errno.EACCES, "in use", str(target))
        return real(self, target)

    monkeypatch.setattr(Path, "replace", held)
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
    output = Output(tmp_path).__enter__()
    output.put("a.docx", b"2", "noi_quy", "a")
    output.put("b.docx", b"2", "noi_quy", "b")
    output.__exit__(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert (tmp_path / JOURNAL).exists()
    assert put(tmp_path, "a.docx", b"3") == ("a.docx", Outcome.WRITTEN)
    assert put(tmp_path, "b.docx", b"3") == ("b.docx", Outcome.WRITTEN)
    assert not (tmp_path / JOURNAL).exists()


def test_a_run_killed_between_journal_and_file_keeps_the_older_paper_as_ours(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"1")
    (tmp_path / JOURNAL).write_text(json.dumps({"tep": "a.docx", "sha256": digest_of(b"2")}) + '\n{"tep": "b.do')
    assert put(tmp_path, "a.docx", b"3") == ("a.docx", Outcome.WRITTEN)


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
    with pytest.raises(OSError, match="ra ngoài"), Output(tmp_path / "ra") as output:
        output.put(path, b"1", "noi_quy", "a")


def test_a_linked_sub_folder_does_not_lead_papers_outside(tmp_path: Path) -> None:
    (tmp_path / "ngoai").mkdir()
    (tmp_path / "ra").mkdir()
    (tmp_path / "ra/noi_quy").symlink_to(tmp_path / "ngoai", target_is_directory=True)
    with pytest.raises(OSError, match="ra ngoài"), Output(tmp_path / "ra") as output:
        output.put("noi_quy/a.docx", b"1", "noi_quy", "a")
    assert not list((tmp_path / "ngoai").iterdir())


def test_a_folder_with_the_name_of_a_paper_is_the_disks_failure(tmp_path: Path) -> None:
    (tmp_path / "a.docx").mkdir()
    with pytest.raises(OSError, match="trùng tên"), Output(tmp_path) as output:
        output.put("a.docx", b"1", "noi_quy", "a")


def test_a_damaged_manifest_counts_as_empty_so_that_papers_are_kept(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"1")
    (tmp_path / MANIFEST).write_text("{hỏng", encoding="utf-8")
    assert put(tmp_path, "a.docx", b"2")[1] is Outcome.BESIDE


def test_the_manifest_says_which_record_each_paper_was_made_for(tmp_path: Path) -> None:
    put(tmp_path, "a.docx", b"1")
    entry = read_manifest(tmp_path).entries["a.docx"]
    assert (entry.digest, entry.type_id, entry.subject_id) == (digest_of(b"1"), "noi_quy", "bm001")


def test_planning_writes_nothing(tmp_path: Path) -> None:
    missing = tmp_path / "chua_co"
    written = plan_path(missing, "noi_quy/a.docx", digest_of(b"1"), read_manifest(missing))
    assert written.outcome is Outcome.WRITTEN
    assert not missing.exists()
