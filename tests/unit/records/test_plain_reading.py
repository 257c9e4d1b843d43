"""Files of records read quickly beside the same files read by their trees: everything that is said of them is equal."""

from __future__ import annotations

import random
from pathlib import Path

import pytest

from docgen.records import record_files
from docgen.records.reading import FileReading, read_file
from docgen.schema import Places
from tests.support.large_office import write_large_office

_WAYS = (
    lambda line, other: "",
    lambda line, other: other,
    lambda line, other: line + " # chú thích",
    lambda line, other: line.replace(": ", ": - ", 1),
    lambda line, other: line.replace(": ", ":", 1),
    lambda line, other: f"  {line}",
    lambda line, other: line.replace("không", "có lẽ"),
    lambda line, other: f"{line}\n{other}",
    lambda line, other: line.replace(": ", ': "', 1) + '"',
)


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    folder = tmp_path_factory.mktemp("van_phong")
    write_large_office(folder, 400)
    paths = sorted((folder / "records" / "doanh_nghiep").glob("*.yaml"))
    return {f"records/doanh_nghiep/{path.name}": path.read_bytes() for path in paths}


def by_tree(file: str, kind: str, data: bytes, monkeypatch: pytest.MonkeyPatch) -> FileReading:
    with monkeypatch.context() as patch:
        patch.setattr("docgen.records.reading.plain_list", lambda text, model: None)
        return read_file(file, kind, data)


def shown(reading: FileReading) -> object:
    """Everything but the way to the places, which is another when a tree was made."""
    rows = [(row.key, repr(row.value), row.value.model_fields_set, row.part) for row in reading.records]
    return rows, reading.complaints, reading.left_out, reading.known, reading.blind


def is_quick(reading: FileReading) -> bool:
    return bool(reading.records) and all(not isinstance(row.places, Places) for row in reading.records)


def test_files_of_a_large_office_are_read_quickly_and_say_what_their_trees_say(
    large: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    for file, data in large.items():
        quick = read_file(file, "doanh_nghiep", data)
        assert is_quick(quick)
        assert shown(quick) == shown(by_tree(file, "doanh_nghiep", data, monkeypatch))


@pytest.mark.parametrize(("before", "after"), [("\n", "\r\n"), ("# Doanh", "\ufeff# Doanh"), ("ế", "e\u0302\u0301")])
def test_records_stand_at_the_same_places_however_their_file_is_encoded(
    large: dict[str, bytes], monkeypatch: pytest.MonkeyPatch, before: str, after: str
) -> None:
    file, data = next(iter(large.items()))
    other = data.decode().replace(before, after).encode()
    quick = read_file(file, "doanh_nghiep", other)
    assert other != data
    assert is_quick(quick)
    assert shown(quick) == shown(by_tree(file, "doanh_nghiep", other, monkeypatch))


def test_a_file_with_one_line_changed_says_what_its_tree_says(
    large: dict[str, bytes], monkeypatch: pytest.MonkeyPatch
) -> None:
    chance = random.Random(7)
    quickly = 0
    for number in range(150):
        file = chance.choice(sorted(large))
        lines = "\n- ma: ".join(large[file].decode().split("\n- ma: ")[:3]).split("\n")
        at = chance.randrange(len(lines))
        lines[at] = _WAYS[number % len(_WAYS)](lines[at], chance.choice(lines))
        data = "\n".join(lines).encode()
        quick = read_file(file, "doanh_nghiep", data)
        quickly += is_quick(quick)
        assert shown(quick) == shown(by_tree(file, "doanh_nghiep", data, monkeypatch)), lines[at]
    assert 10 < quickly < 140


def test_the_shipped_lists_say_what_their_trees_say(monkeypatch: pytest.MonkeyPatch) -> None:
    root = Path(__file__).parents[3]
    files = {path.relative_to(root).as_posix(): path.read_bytes() for path in (root / "records").rglob("*.yaml")}
    chosen, _ = record_files(files)
    quick = {file: read_file(file, kind, files[file]) for file, kind in chosen}
    assert sum(map(is_quick, quick.values())) > 3
    for file, kind in chosen:
        assert shown(quick[file]) == shown(by_tree(file, kind, files[file], monkeypatch))
