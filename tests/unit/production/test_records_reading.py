from __future__ import annotations

import multiprocessing
import os
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from docgen import records
from docgen.diagnostics import Diagnostic
from docgen.production import records_cache, records_reading
from docgen.production.office import Office, read_office
from docgen.production.records_cache import open_cache
from docgen.production.records_reading import read_records
from docgen.records import Dossier, FileReading, load_dossier
from docgen.review import review
from tests.support.large_office import write_large_office
from tests.support.record_files import ENTERPRISES, PARK, edits, small_office, told

ALL = 1
"""Bytes from which on an office counts as large: every one does."""


@pytest.fixture(autouse=True)
def user_folder(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path_factory.mktemp("nguoi_dung")
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    monkeypatch.setattr(Path, "home", lambda: folder)
    return folder


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return put(tmp_path / "van_phong", small_office())


@pytest.fixture
def files_read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that were parsed, as opposed to those known from the cache."""
    parsed: list[str] = []
    read_file = records.read_file

    def noting(file: str, kind: str, data: bytes) -> FileReading:
        parsed.append(file)
        return read_file(file, kind, data)

    monkeypatch.setattr(records_reading, "read_file", noting)
    return parsed


def put(folder: Path, files: dict[str, bytes]) -> Path:
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


def read(folder: Path, processes: int = 1, large: int = ALL) -> tuple[Dossier, list[Diagnostic]]:
    return answer(read_office(folder)[0], processes, large)


def answer(office: Office, processes: int = 1, large: int = ALL) -> tuple[Dossier, list[Diagnostic]]:
    """The dossier and all complaints, those of the rules across records at the end."""
    read = read_records(office, processes, large)
    return read.dossier, [*read.complaints, *read.across()]


def afresh(files: Mapping[str, bytes]) -> dict[str, Any]:
    dossier, complaints = load_dossier(files)
    return told(dossier, [*complaints, *review(dossier)])


def entries(folder: Path) -> list[Path]:
    return sorted((folder / ".docgen/ho_so").iterdir())


def expected(folder: Path) -> dict[str, Any]:
    return afresh(read_office(folder)[0].records)


def test_what_is_known_says_the_same_as_what_is_read(
    folder: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = told(*read(folder))
    assert len(files_read) == len(small_office())
    files_read.clear()
    monkeypatch.setattr(records_reading.ReadRecords.across, "__defaults__", (_not_asked,))
    second = told(*read(folder))
    assert files_read == []
    assert first == second == expected(folder)


def _not_asked(_dossier: Dossier) -> list[Diagnostic]:
    raise AssertionError("the rules were asked again")


@pytest.mark.parametrize("method", ["fork", "spawn"])
def test_other_processes_say_the_same(
    folder: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch, method: str
) -> None:
    monkeypatch.setattr("docgen.production.side_by_side.can_fork", lambda: method == "fork")
    assert told(*read(folder, processes=2)) == expected(folder)
    assert files_read == []
    assert not multiprocessing.active_children()


def test_a_small_office_is_read_each_time_and_keeps_nothing(folder: Path) -> None:
    assert told(*read(folder, large=records_reading.LARGE)) == expected(folder)
    assert not (folder / ".docgen").exists()


def test_one_changed_byte_is_seen_and_only_its_file_is_read(folder: Path, files_read: list[str]) -> None:
    read(folder)
    files_read.clear()
    path = folder / ENTERPRISES
    status = path.stat()
    path.write_bytes(path.read_bytes().replace(b"so_lao_dong: ", b"so_lao_dong: 1", 1))
    os.utime(path, ns=(status.st_atime_ns, status.st_mtime_ns))
    assert told(*read(folder)) == expected(folder)
    assert files_read == [ENTERPRISES]


def test_the_same_bytes_under_another_name_are_read_again(folder: Path, files_read: list[str]) -> None:
    read(folder)
    files_read.clear()
    (folder / PARK).rename(folder / "records/khu/khac.yaml")
    assert told(*read(folder)) == expected(folder)
    assert files_read == ["records/khu/khac.yaml"]


@settings(deadline=None, max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(first=edits(), second=edits())
def test_after_any_edits_the_answer_is_that_of_reading_afresh(
    tmp_path_factory: pytest.TempPathFactory, first: dict[str, bytes], second: dict[str, bytes]
) -> None:
    folder = tmp_path_factory.mktemp("sua")
    for files in (first, second, first):
        office = Office(folder, files)
        assert told(*answer(office)) == afresh(files)


@pytest.mark.parametrize("at", [0, 3, 20, 60, -1])
def test_a_tampered_entry_is_refused_and_made_anew(folder: Path, files_read: list[str], at: int) -> None:
    read(folder)
    before = {path: path.read_bytes() for path in entries(folder)}
    for path, data in before.items():
        changed = bytearray(data)
        changed[at] ^= 1
        path.write_bytes(changed)
    files_read.clear()
    assert told(*read(folder)) == expected(folder)
    assert len(files_read) == len(small_office())
    assert {path: path.read_bytes() for path in entries(folder)} == before


@pytest.mark.parametrize("size", [0, 10, 47, 200])
def test_a_truncated_entry_is_refused_and_made_anew(folder: Path, files_read: list[str], size: int) -> None:
    read(folder)
    for path in entries(folder):
        path.write_bytes(path.read_bytes()[:size])
    files_read.clear()
    assert told(*read(folder)) == expected(folder)
    assert len(files_read) == len(small_office())


def test_entries_exchanged_between_files_are_refused(folder: Path, files_read: list[str]) -> None:
    read(folder)
    first, second = entries(folder)[:2]
    data = first.read_bytes()
    first.write_bytes(second.read_bytes())
    second.write_bytes(data)
    files_read.clear()
    assert told(*read(folder)) == expected(folder)
    assert len(files_read) == 2


def test_entries_of_another_user_are_not_even_looked_into(
    folder: Path, user_folder: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder)
    (key,) = user_folder.rglob("khoa_bo_nho_dem")
    key.unlink()
    files_read.clear()

    def refuse(_data: bytes) -> FileReading:
        raise AssertionError("bytes of somebody else were unpacked")

    with monkeypatch.context() as patch:
        patch.setattr(records_cache, "unpack", refuse)
        assert told(*read(folder)) == expected(folder)
    assert len(files_read) == len(small_office())


def test_entries_of_another_program_are_not_used(
    folder: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    read(folder)
    files_read.clear()
    monkeypatch.setattr(records_cache, "program_digest", lambda *_rooms: b"another program")
    assert told(*read(folder)) == expected(folder)
    assert len(files_read) == len(small_office())


def test_entries_of_vanished_files_and_leavings_of_killed_runs_are_swept(folder: Path) -> None:
    read(folder)
    (folder / PARK).unlink()
    (folder / ".docgen/ho_so/abc.1.tmp").write_bytes(b"half")
    read(folder)
    assert len(entries(folder)) == len(small_office())  # one of a file less, one of the rules


def test_the_key_is_for_its_user_only(folder: Path, user_folder: Path) -> None:
    read(folder)
    (key,) = user_folder.rglob("khoa_bo_nho_dem")
    assert key.stat().st_mode & 0o777 == 0o600
    assert len(key.read_bytes()) == 32
    key.chmod(0o644)
    assert open_cache(folder) is None


def test_a_key_that_was_cut_short_is_not_used(folder: Path, user_folder: Path) -> None:
    read(folder)
    (key,) = user_folder.rglob("khoa_bo_nho_dem")
    key.write_bytes(b"")
    assert open_cache(folder) is None
    assert told(*read(folder)) == expected(folder)


def test_git_passes_the_cache_over(folder: Path) -> None:
    read(folder)
    assert (folder / ".docgen/.gitignore").read_text() == "*\n"


@pytest.mark.parametrize("name", [".docgen", ".docgen/ho_so"])
def test_a_cache_folder_that_leads_elsewhere_is_not_used(folder: Path, tmp_path: Path, name: str) -> None:
    elsewhere = tmp_path / "noi_khac"
    elsewhere.mkdir()
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).symlink_to(elsewhere, target_is_directory=True)
    assert told(*read(folder)) == expected(folder)
    assert not [path for path in elsewhere.rglob("*") if path.is_file()]


def test_where_nothing_can_be_written_records_are_read_all_the_same(
    folder: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_arguments: object, **_words: object) -> None:
        raise PermissionError(13, "read-only")

    with monkeypatch.context() as patch:
        patch.setattr(Path, "mkdir", refuse)
        assert told(*read(folder)) == expected(folder)
    assert not (folder / ".docgen").exists()
    read(folder)
    with monkeypatch.context() as patch:
        patch.setattr(Path, "write_bytes", refuse)
        patch.setattr(Path, "unlink", refuse)
        (folder / ENTERPRISES).rename(folder / "records/doanh_nghiep/khac.yaml")
        assert told(*read(folder)) == expected(folder)


def test_two_runs_at_once_are_both_right(folder: Path) -> None:
    code = (
        "import sys; from pathlib import Path\n"
        "from docgen.production.office import read_office\n"
        "from docgen.production.records_reading import read_records\n"
        "office = read_office(Path(sys.argv[1]))[0]\n"
        "for _ in range(20):\n"
        "    read = read_records(office, 2, 1)\n"
        "    print(len(list(read.dossier.records())), len([*read.complaints, *read.across()]))\n"
    )
    runs = [
        subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
        for _ in range(3)
    ]
    said = expected(folder)
    for run in runs:
        out, error = run.communicate()
        assert error == b""
        assert out.decode().split("\n")[:-1] == [f"{len(said['records'])} {len(said['complaints'])}"] * 20
    assert not list((folder / ".docgen/ho_so").glob("*.tmp"))


def test_files_of_a_process_that_died_are_read_here(
    folder: Path, files_read: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("docgen.production.side_by_side._serve", _die_at_once)
    assert told(*read(folder, processes=2)) == expected(folder)
    assert len(files_read) == len(small_office())


def _die_at_once(*_arguments: object) -> None:
    os._exit(9)


def test_no_process_is_left_when_reading_is_broken_off(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def stop(_packed: bytes) -> Iterator[FileReading]:
        raise KeyboardInterrupt

    monkeypatch.setattr(records_reading, "unpack", stop)
    with pytest.raises(KeyboardInterrupt):
        read(folder, processes=2)
    assert not multiprocessing.active_children()


def test_no_process_is_left_when_the_reading_one_is_killed(tmp_path: Path) -> None:
    folder = write_large_office(tmp_path / "lon", 1500)
    code = (
        "import os, sys; from pathlib import Path\n"
        "from docgen.production import records_reading, side_by_side as room\n"
        "from docgen.production.office import read_office\n"
        "work = room._serve\n"
        "def telling(*arguments): os.write(1, b'w'); work(*arguments)\n"
        "room._serve = telling\n"
        "records_reading.read_records(read_office(Path(sys.argv[1]))[0], 2, 1)\n"
        "os.write(1, b'done')\n"
    )
    with subprocess.Popen([sys.executable, "-c", code, str(folder)], stdout=subprocess.PIPE, bufsize=0) as run:
        assert run.stdout is not None
        assert run.stdout.read(1) + run.stdout.read(1) == b"ww"
        run.kill()
        # The workers hold the other end of the pipe: it ends when the last of them is gone.
        assert run.stdout.read() == b""


def test_a_made_up_office_is_sound_and_the_same_each_time(tmp_path: Path) -> None:
    first, second = (write_large_office(tmp_path / name, 250) for name in ("a", "b"))
    offices = [read_office(folder)[0] for folder in (first, second)]
    assert offices[0].records == offices[1].records
    dossier, complaints = answer(offices[0], 2)
    assert not [item for item in complaints if item.is_error]
    assert len(dossier.enterprises) == 250
    assert len(dossier.parks) == 40
