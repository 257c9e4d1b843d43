"""Where papers go: legal names, all different, never outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.composition.document import Document
from docgen.production.output_names import Placer, folder_part, same_name_key, wanted_path


def paper(file_id: str, label: str = "", folder: tuple[str, ...] = ("noi_quy",)) -> tuple[Document, str]:
    return Document("noi_quy", file_id, "", folder, file_id, label, {}), "docx"


def place_documents(papers: Iterable[tuple[Document, str]]) -> list[str]:
    placer = Placer()
    return [placer.place(wanted_path(*one)) for one in papers]


def test_papers_lie_in_the_folder_of_their_type() -> None:
    (path,) = place_documents([paper("bm001", "Công ty Hoa Sen", ("noi_quy", "kcn_bao_minh"))])
    assert path.startswith("noi_quy/kcn_bao_minh/bm001")
    assert path.endswith(".docx")


def test_two_papers_of_one_name_get_two_files() -> None:
    paths = place_documents([paper("bm001", "a"), paper("BM001", "A"), paper("bm001", "a")])
    assert len({same_name_key(path) for path in paths}) == 3


def test_a_path_that_belongs_to_a_paper_not_asked_for_is_left_to_it() -> None:
    assert Placer(["noi_quy/BM001-a.docx"]).place("noi_quy/bm001-a.docx") == "noi_quy/bm001-a-2.docx"


def test_a_folder_part_that_climbs_out_is_made_harmless() -> None:
    assert folder_part("..") == "khac"
    assert "/" not in folder_part("a/b")
    assert folder_part("CON") == "CON_"
    assert folder_part("Bảo Minh") == "bao_minh"


def test_a_folder_of_many_or_long_parts_is_cut_to_a_known_length() -> None:
    deep = ("cap",) * 60
    (path,) = place_documents([paper("bm001", "Công ty " * 30, deep)])
    assert len(path) <= 150
    folder, _, name = path.rpartition("/")
    assert folder.startswith("cap/cap/cap/")
    assert name.startswith("bm001-cong_ty_")
    others = [place_documents([paper("bm001", "x", (*deep, end))])[0].rpartition("/")[0] for end in ("a", "b", "c.d")]
    assert len({folder, *others}) == 4
    assert place_documents([paper("bm001", "x", (*deep, "a"))])[0].rpartition("/")[0] == others[0]


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("con", "con_"),
        ("NUL.txt", "NUL_.txt"),
        ("Aux.", "aux_"),
        ("com1", "com1_"),
        ("COM¹", "com1_"),
        ("CONIN$", "conin"),
        ("khu.", "khu"),
        ("khu ", "khu"),
        (" . ", "khac"),
        ("a:b|c?", "a_b_c"),
        (".docgen", "docgen"),
    ],
)
def test_a_folder_that_windows_would_not_take_gets_another_name(text: str, part: str) -> None:
    assert folder_part(text) == part
    assert folder_part(part) == part


@settings(deadline=None)
@given(st.lists(st.text(max_size=90), max_size=60), st.text(max_size=40), st.text(max_size=200))
def test_a_path_below_the_output_folder_is_never_longer_than_it_may_be(
    folder: list[str], file_id: str, label: str
) -> None:
    (path,) = place_documents([paper(file_id, label, tuple(folder))])
    assert path.isascii()
    assert len(path) <= 150
    assert all(folder_part(part) == part for part in PurePosixPath(path).parts[:-1])


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=200), st.lists(st.text(max_size=90), max_size=3))))
def test_there_are_never_fewer_files_than_papers(papers: list[tuple[str, str, list[str]]]) -> None:
    paths = place_documents([paper(file_id, label, tuple(parts)) for file_id, label, parts in papers])
    assert len({unicodedata.normalize("NFC", path).casefold() for path in paths}) == len(papers)
    for path in map(PurePosixPath, paths):
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert all(len(part.encode()) <= 130 and not part.endswith((".", " ")) for part in path.parts)
