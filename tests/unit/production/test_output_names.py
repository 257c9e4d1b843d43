"""Where papers go: legal names, all different, never outside."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from pathlib import PurePosixPath

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


@settings(deadline=None)
@given(st.lists(st.tuples(st.text(max_size=40), st.text(max_size=200), st.lists(st.text(max_size=90), max_size=3))))
def test_there_are_never_fewer_files_than_papers(papers: list[tuple[str, str, list[str]]]) -> None:
    paths = place_documents([paper(file_id, label, tuple(parts)) for file_id, label, parts in papers])
    assert len({unicodedata.normalize("NFC", path).casefold() for path in paths}) == len(papers)
    for path in map(PurePosixPath, paths):
        assert not path.is_absolute()
        assert ".." not in path.parts
        assert all(len(part.encode()) <= 130 and not part.endswith((".", " ")) for part in path.parts)
