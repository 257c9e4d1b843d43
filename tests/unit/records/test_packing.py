from __future__ import annotations

import pickle
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.model import Enterprise, Park
from docgen.records import ForeignBytesError, join_files, load_dossier, pack, read_file, record_files, unpack
from tests.support.record_files import ENTERPRISES, edits, small_office, told

REPOSITORY = Path(__file__).resolve().parents[3]


def packed_and_back(files: dict[str, bytes]) -> dict[str, object]:
    chosen, complaints = record_files(files)
    dossier, found = join_files([unpack(pack(read_file(file, kind, files[file]))) for file, kind in chosen], files)
    return told(dossier, [*complaints, *found])


def test_the_shipped_records_come_back_with_every_place() -> None:
    files = {
        path.relative_to(REPOSITORY).as_posix(): path.read_bytes()
        for path in sorted((REPOSITORY / "records").rglob("*.yaml"))
    }
    assert packed_and_back(files) == told(*load_dossier(files))


@settings(deadline=None, max_examples=150)
@given(edits())
def test_whatever_was_edited_comes_back_with_every_place_and_complaint(files: dict[str, bytes]) -> None:
    assert packed_and_back(files) == told(*load_dossier(files))


@pytest.mark.parametrize(
    "text",
    [
        "---\n# đầu tệp\n- ma: {0}\n  {1}\n\n# giữa\n- ma: x2\n  {1}\n",
        "  - ma: {0}\n    {2}\n  - ma: x2\n    {2}\n...\n",
        "-\n  ma: {0}\n  {1}\n- ma: x2\n  {1}\n",
        "- {{ma: {0}, {3}}}\n- {{ma: x2, {3}}}\n",
        "[{{ma: {0}, {3}}}, {{ma: x2, {3}}}]\n",
        "-    ma: {0}\n     {4}\n-    ma: x2\n     {4}\n",
        "%YAML 1.1\n---\n- ma: {0}\n  {1}\n- ma: x2\n  {1}\n",
        '- "ma": "{0}"\n  {1}\n- ? ma\n  : x2\n  {1}\n',
        "- ma: {0}\r\n  {1}\r\n- ma: x2\r\n  {1}\r\n",
    ],
)
def test_places_are_found_again_however_the_list_is_laid_out(text: str) -> None:
    rows = ["ten: >\n{0}    Bằng\n{0}    khen", "tu: 01/7/2014", 'nguon: "Nghị định\n{0}  số 1"']
    columns = [[row.format(" " * wide) for row in rows] for wide in (2, 4, 5)]
    two, four, five = (f"\n{' ' * wide}".join(made) for wide, made in zip((2, 4, 5), columns, strict=True))
    flow = 'ten: Bằng khen, tu: 01/7/2014, nguon: "Nghị định"'
    files = {**small_office(), "records/hinh_thuc_khen/a.yaml": text.format("x1", two, four, flow, five).encode()}
    expected = told(*load_dossier(files))
    assert {"x1", "x2"} <= {key.id for key, *_ in expected["records"]}
    assert packed_and_back(files) == expected


def test_equal_parts_of_records_are_one_object_after_unpacking() -> None:
    reading = unpack(pack(read_file(ENTERPRISES, "doanh_nghiep", small_office()[ENTERPRISES])))
    first, second = (record.value for record in reading.records[:2])
    assert isinstance(first, Enterprise)
    assert isinstance(second, Enterprise)
    assert first.contacts[0] == second.contacts[0]
    assert first.contacts[0] is second.contacts[0]


def test_numbers_that_are_equal_but_written_otherwise_stay_apart() -> None:
    park = "- ma: {0}\n  loai: KCN\n  ten: {0}\n  vi_tri: []\n  dien_tich_ha: {1}\n"
    text = "".join(park.format(*row) for row in (("a", "1"), ("b", "1,0"), ("c", "1")))
    reading = unpack(pack(read_file("records/khu/x.yaml", "khu", text.encode())))
    areas = [record.value.area_ha for record in reading.records if isinstance(record.value, Park)]
    assert [repr(area) for area in areas] == ["Decimal('1')", "Decimal('1.0')", "Decimal('1')"]


class _Runs:
    def __reduce__(self) -> tuple[object, tuple[str]]:
        return (eval, ("1 + 1",))


@pytest.mark.parametrize("foreign", [_Runs(), [print], {"a": Path("/x")}, ("hồ sơ",), 5])
def test_bytes_that_name_anything_else_are_refused_before_it_is_made(foreign: object) -> None:
    with pytest.raises(ForeignBytesError):
        unpack(pickle.dumps(foreign))


@settings(deadline=None, max_examples=200)
@given(st.binary(max_size=200))
def test_any_other_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(ForeignBytesError):
        unpack(data)


@pytest.mark.parametrize("part", [0.1, 0.5, 0.99])
def test_a_part_of_the_bytes_is_refused(part: float) -> None:
    whole = pack(read_file(ENTERPRISES, "doanh_nghiep", small_office()[ENTERPRISES]))
    with pytest.raises(ForeignBytesError):
        unpack(whole[: int(len(whole) * part)])
