"""Every example of a tag in the clerks' guide, typed into a Word file, gives the paper that the guide shows."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

import pytest

from docgen.composition import FIELDS_OF, field_tree
from docgen.composition.catalogue import load_types
from docgen.composition.field_tree import FieldTree
from docgen.word import WordTemplate, compile_template
from tests.support.docxtpl_peer import seen
from tests.support.ooxml import ooxml_findings
from tests.support.word_building import W, docx, p, profile, table

GUIDE = Path(__file__).parents[2] / "templates" / "HUONG_DAN.md"
_EXAMPLE = re.compile(r"Gõ:\n\n((?:    .*\n)+)\nVăn bản có:\n\n((?:    .*\n)+)")
_FIELDS: dict[str, Any] = {
    "doanh_nghiep": {
        "ten": "Công ty TNHH Hoa Sen Mẫu",
        "dac_diem": {"camera": True},
        "vi_tri_bao_ve": [{"vi_tri": "Cổng chính", "so_nguoi": 2}, {"vi_tri": "Kho", "so_nguoi": 1}],
    }
}
_WORDS = ("{%p", "{%tr", "{%tc", "{%r", "{{r", "{{p", "colspan", "cellbg", "vm", "hm", "-%}", "{%-", "{#", "{#p")


def examples() -> list[tuple[str, str]]:
    return [
        (_unindented(found[1]), _unindented(found[2])) for found in _EXAMPLE.finditer(GUIDE.read_text(encoding="utf-8"))
    ]


def _unindented(block: str) -> str:
    return "\n".join(line.removeprefix("    ") for line in block.splitlines())


def _cells(line: str) -> list[str]:
    """Return the cells of a row; a bar with no blank on its left is that of a filter."""
    return [cell.strip() for cell in re.split(r"(?<=\s)\|", line.strip().removeprefix("|"))[:-1]]


def typed(example: str) -> bytes:
    """Return the .docx that a clerk gets who types the example into Word."""
    blocks: list[str] = []
    rows: list[list[str]] = []
    for line in [*example.splitlines(), ""]:
        if line.startswith("|"):
            rows.append([p(escape(cell)) for cell in _cells(line)])
            continue
        blocks += [table(*rows), p("")] if rows else []
        blocks += [p(escape(line))] if line else []
        rows = []
    return docx(*blocks)


def _trees(repository: Path) -> dict[str, FieldTree]:
    files = {
        path.relative_to(repository).as_posix(): path.read_bytes()
        for path in (repository / "templates").rglob("*")
        if path.is_file()
    }
    return {name: field_tree(FIELDS_OF[kind.declaration.subject]) for name, kind in load_types(files)[0].items()}


def compiled_for_regulations(data: bytes, repository: Path) -> WordTemplate:
    template, found = compile_template(data, "mau.docx", _trees(repository)["noi_quy"])
    assert [item.message for item in found] == []
    assert template is not None
    return template


def shown(data: bytes) -> str:
    """Return a finished paper in the way in which the guide shows it."""
    found: list[str] = []
    for block in seen(data)["word/document.xml"]:
        if block[0] == "table":
            found += ["| " + " | ".join(map(_cell, row)) + " |" for row in block[1]]
        elif text := "".join(text for _, text in block[1]):
            found.append(text)
    return "\n".join(found)


def _cell(cell: tuple[dict[str, Any], list[Any]]) -> str:
    facts = {name: {str(key).removeprefix(W): value for key, value in said} for name, said in cell[0].items()}
    text = "".join(text for paragraph in cell[1] for _, text in paragraph[1])
    fill = facts.get("shd", {}).get("fill", "auto")
    notes = [
        f"(gộp {facts['gridSpan']['val']} cột)" if "gridSpan" in facts else "",
        "(gộp với ô trên)" if facts.get("vMerge", {}).get("val") == "continue" else "",
        f"(nền {fill})" if fill != "auto" else "",
    ]
    return " ".join(filter(None, (text, *notes)))


@pytest.mark.parametrize(("example", "promised"), examples())
def test_an_example_of_the_guide_gives_what_the_guide_promises(example: str, promised: str, repository: Path) -> None:
    finished = compiled_for_regulations(typed(example), repository).render(_FIELDS, profile())
    assert shown(finished) == promised
    assert ooxml_findings(finished) == []


def test_every_value_tag_that_the_guide_names_is_one_that_some_template_may_have(repository: Path) -> None:
    spans = re.findall(r"`([^`\n]*\{\{[^`\n]*\}\}[^`\n]*)`", GUIDE.read_text(encoding="utf-8"))
    whole = [span.replace("\\|", "|") for span in spans if "…" not in span and "dieu_khoan(" not in span]
    assert len(whole) > 20
    trees = list(_trees(repository).values())
    for span in whole:
        complaints = [compile_template(docx(p(escape(span))), "mau.docx", tree)[1] for tree in trees]
        codes = [{item.rule.code for item in found} - {"dan-chieu-sai"} for found in complaints]
        assert set() in codes, (span, codes)


def test_every_kind_of_tag_has_an_example() -> None:
    tags = "\n".join(example for example, _ in examples())
    assert [word for word in _WORDS if word not in tags] == []
    assert len(examples()) >= 9
