"""Output folders too deep for the system and folder patterns of a declaration that no disk would take as they are."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

import pytest

from tests.functional.conftest import Command, tree


@pytest.mark.parametrize("words", [("build",), ("build", "--thu"), ("build", "--ghi-de"), ("review",)])
def test_an_output_folder_too_deep_for_its_papers_is_told_before_anything_is_written(
    office: Path, docgen: Command, tmp_path: Path, words: tuple[str, ...]
) -> None:
    output = (tmp_path / "sau").joinpath(*["s" * 100] * 5)
    answer = docgen("--thu-muc", office, *words, "--ra", output)
    assert answer.code == 4, answer.err
    assert "thư mục kết quả nằm quá sâu" in answer.err
    assert "chưa ghi tệp nào" in answer.err
    assert not (tmp_path / "sau").exists()


@pytest.mark.parametrize(
    ("pattern", "folder"),
    [
        ("con/{{ khu.ma }}", "con_/kcn_bao_minh"),
        ("noi_quy./Aux.txt", "noi_quy/Aux_.txt"),
        ("../../{{ khu.ma }}/..", "khac/khac/kcn_bao_minh/khac"),
        ("/etc//noi quy/", "khac/etc/khac/noi_quy/khac"),
        ("C:\\nul\\{{ khu.ma }}", "c_nul_kcn_bao_minh"),
        ("{{ khu.ten }}:*?", ""),
        ("/".join(["cap"] * 100), ""),
        ("x" * 400, ""),
    ],
)
def test_a_folder_pattern_of_any_kind_gives_folders_that_every_disk_takes(
    bare_office: Path, docgen: Command, pattern: str, folder: str
) -> None:
    declaration = bare_office / "templates/noi_quy/khai_bao.yaml"
    text = declaration.read_text(encoding="utf-8")
    line = next(line for line in text.splitlines() if line.startswith("thu_muc:"))
    declaration.write_text(text.replace(line, f"thu_muc: '{pattern}'"), encoding="utf-8")
    answer = docgen("--thu-muc", bare_office, "build")
    assert answer.code == 0, answer.err
    papers = [PurePosixPath(path) for path in tree(bare_office / "output")]
    assert len(papers) == 3
    for paper in papers:
        assert len(str(paper)) <= 150
        assert not any(part.endswith((".", " ")) or part.startswith(".") for part in paper.parts)
        assert not any(part.partition(".")[0].lower() in ("con", "aux", "nul", "prn") for part in paper.parts)
    if folder:
        assert folder in {str(paper.parent) for paper in papers}
    assert sorted(path.name for path in bare_office.iterdir()) == ["output", "records", "templates"]
