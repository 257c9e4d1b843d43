"""Compiled templates kept between runs: never stale, never another's, never half."""

from __future__ import annotations

import os
import pickle
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from docgen.composition import LoadedType, Selection
from docgen.production import check_office, compose_all
from docgen.production.sealed_entries import open_user_entries
from docgen.word import compile_template
from tests.support.shipped import REPOSITORY
from tests.support.word_building import entries_of, zipped


@pytest.fixture
def user_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "nguoi_dung"
    monkeypatch.setenv("XDG_STATE_HOME", str(folder))
    monkeypatch.setenv("LOCALAPPDATA", str(folder))
    return folder


@pytest.fixture
def office(tmp_path: Path, user_folder: Path) -> Path:
    folder = tmp_path / "van_phong"
    shutil.copytree(REPOSITORY / "tests/dossiers/nho/records", folder / "records")
    for name in ("noi_quy", "dieu_khoan", "the_thuc"):
        shutil.copytree(REPOSITORY / "templates" / name, folder / "templates" / name)
    return folder


@pytest.fixture
def compilings(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The templates that are really compiled, in order."""
    found: list[str] = []

    def watched(data: bytes, file: str, *rest: object) -> object:
        found.append(file)
        return compile_template(data, file, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr("docgen.production.templates_cache.compile_template", watched)
    return found


class _Odd:
    """Something whose pickle is sealed rightly and does not open, as where a class has changed its shape since."""

    def __reduce__(self) -> tuple[object, ...]:
        return int, ("not a number",)


def test_an_entry_that_an_older_program_sealed_for_a_newer_one_is_made_anew(
    office: Path, compilings: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    packed = pickle.dumps(_Odd())
    with monkeypatch.context() as changed:
        changed.setattr("docgen.production.templates_cache.pickle.dumps", lambda _made: packed)
        expected = papers(office)
    assert papers(office) == expected
    assert papers(office) == expected
    assert len(compilings) == 2


def papers(folder: Path) -> list[bytes]:
    checked = check_office(folder)
    assert checked.is_sound, checked.diagnostics
    documents = compose_all(checked, ["noi_quy"], Selection()).documents
    return [checked.engines["noi_quy"].make(document.fields) for document in documents]


def entry(user_folder: Path) -> Path:
    (path,) = (path for path in (user_folder).rglob("mau/*") if path.is_file())
    return path


def test_a_template_is_compiled_once_and_fills_the_same_papers(office: Path, compilings: list[str]) -> None:
    first = papers(office)
    assert papers(office) == first
    assert compilings == ["templates/noi_quy/mau.docx"]
    assert not (office / ".docgen/mau").exists()


CHANGES: dict[str, Callable[[Path], object]] = {
    "the template": lambda folder: _reword(folder / "templates/noi_quy/mau.docx"),
    "a clause of the library": lambda folder: _replace(
        folder / "templates/dieu_khoan/noi_quy_2_ra_vao.yaml", "Thẻ ra, vào", "Thẻ ra, vào cổng"
    ),
}


def _reword(path: Path) -> None:
    entries = entries_of(path.read_bytes())
    body = entries["word/document.xml"]
    entries["word/document.xml"] = body.replace("QUY ĐỊNH CHUNG".encode(), "QUY ĐỊNH ĐẦU".encode())
    path.write_bytes(zipped(entries))


def _replace(path: Path, old: str, new: str) -> None:
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")


@pytest.mark.parametrize("change", CHANGES)
def test_what_a_template_is_made_of_makes_it_new(office: Path, compilings: list[str], change: str) -> None:
    before = papers(office)
    CHANGES[change](office)
    assert papers(office) != before
    assert len(compilings) == 2


@pytest.mark.parametrize("cut", [0, 10, 100, -1])
def test_a_damaged_entry_is_made_again(office: Path, user_folder: Path, compilings: list[str], cut: int) -> None:
    first = papers(office)
    path = entry(user_folder)
    path.write_bytes(path.read_bytes()[:cut])
    assert papers(office) == first
    assert len(compilings) == 2


class _Bomb:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (os.mkdir, ("no",))


def test_an_entry_that_another_wrote_is_never_unpickled(
    office: Path, user_folder: Path, compilings: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = papers(office)
    path = entry(user_folder)
    data = path.read_bytes()
    monkeypatch.chdir(tmp_path)
    path.write_bytes(data[:50] + pickle.dumps(_Bomb()))
    assert papers(office) == first
    assert not (tmp_path / "no").exists()
    assert len(compilings) == 2


def test_without_a_place_for_the_key_templates_are_compiled_each_time(
    office: Path, compilings: list[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "tep").write_bytes(b"")
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "tep"))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path / "tep"))
    assert papers(office) == papers(office)
    assert len(compilings) == 2


def test_only_the_newest_entries_are_kept(user_folder: Path) -> None:
    entries = open_user_entries("mau", b"m", b"p")
    assert entries is not None
    for number in range(5):
        entries.put(str(number), b"d", b"x")
    entries.keep_newest(2)
    assert len([path for path in user_folder.rglob("mau/*") if path.is_file()]) == 2


def test_types_are_what_the_key_says_of_them() -> None:
    """The key names the kind of subject for all that tags may name: two types of one kind must agree on it."""
    fields: dict[object, object] = {}
    types: list[LoadedType] = list(check_office(REPOSITORY).types.values())
    for loaded in types:
        assert fields.setdefault(loaded.declaration.subject, loaded.fields) == loaded.fields
