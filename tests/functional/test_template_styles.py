"""The named styles of every template carry the layout of the decree, as the profile states it."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import pytest
from lxml import etree

from docgen.layout import LayoutProfile, load_profile

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TYPES = ["ke_hoach_lien_tich", "noi_quy", "quy_che_phoi_hop", "danh_sach_khen_thuong"]
TWIPS_PER_MM = 56.6929
NO_LETTERS = {"VB Đường kẻ dài", "VB Đường kẻ ngắn", "VB Khoảng ký"}


@pytest.fixture(scope="module")
def profile(repository: Path) -> LayoutProfile:
    """The profile of decree 30/2020."""
    file = "templates/the_thuc/nd30_2020.yaml"
    loaded, diagnostics = load_profile((repository / file).read_text("utf-8"), file)
    assert not diagnostics
    assert loaded is not None
    return loaded


def part(repository: Path, type_id: str, name: str) -> etree._Element:
    with zipfile.ZipFile(io.BytesIO((repository / "templates" / type_id / "mau.docx").read_bytes())) as package:
        return etree.fromstring(package.read(name))


def styles_of(repository: Path, type_id: str) -> dict[str, etree._Element]:
    styles = part(repository, type_id, "word/styles.xml").iter(f"{W}style")
    named = ((style.find(f"{W}name"), style) for style in styles)
    return {name.get(f"{W}val", ""): style for name, style in named if name is not None}


def on(style: etree._Element, tag: str) -> bool:
    found = style.find(f"{W}rPr/{W}{tag}")
    return found is not None and found.get(f"{W}val", "1") not in {"0", "false"}


def value(style: etree._Element, path: str, attribute: str = "val") -> str | None:
    found = style.find("/".join(f"{W}{step}" for step in path.split("/")))
    return None if found is None else found.get(f"{W}{attribute}")


@pytest.mark.parametrize("type_id", TYPES)
def test_letters_of_every_style_are_those_of_the_profile(
    repository: Path, profile: LayoutProfile, type_id: str
) -> None:
    checked = 0
    for name, style in styles_of(repository, type_id).items():
        if not profile.has_style(name) or name in NO_LETTERS:
            continue
        letters = profile.style(name).lettering
        size = int(value(style, "rPr/sz") or 0) / 2
        assert letters.size.permits(size), f"{name}: {size} pt"
        assert on(style, "b") == letters.bold, f"{name}: bold"
        assert on(style, "i") == letters.italic, f"{name}: italic"
        assert value(style, "rPr/rFonts", "ascii") == profile.typeface.name, name
        assert not on(style, "u"), f"{name}: underlined"
        checked += 1
    assert checked >= 20


@pytest.mark.parametrize("type_id", TYPES)
def test_paragraphs_of_every_style_are_those_of_the_profile(
    repository: Path, profile: LayoutProfile, type_id: str
) -> None:
    words = {"left": "LEFT", "both": "JUSTIFIED", "center": "CENTRE", "right": "RIGHT"}
    checked = 0
    for name, style in styles_of(repository, type_id).items():
        if not profile.has_style(name) or name in NO_LETTERS:
            continue
        paragraph = profile.style(name).paragraph
        assert words[value(style, "pPr/jc") or "left"] == paragraph.alignment.name, name
        first = int(value(style, "pPr/ind", "firstLine") or 0) / TWIPS_PER_MM
        before, after = (int(value(style, "pPr/spacing", side) or 0) / 20 for side in ("before", "after"))
        lines = int(value(style, "pPr/spacing", "line") or 240) / 240
        assert paragraph.first_line.permits(first, 0.2), f"{name}: first line {first} mm"
        assert paragraph.before.permits(before, 0.1), f"{name}: {before} pt before"
        assert paragraph.after.permits(after, 0.1), f"{name}: {after} pt after"
        assert paragraph.lines.permits(lines, 0.01), f"{name}: {lines} lines"
        checked += 1
    assert checked >= 20


@pytest.mark.parametrize("type_id", TYPES)
def test_paper_and_margins_are_within_the_decree(repository: Path, profile: LayoutProfile, type_id: str) -> None:
    sections = list(part(repository, type_id, "word/document.xml").iter(f"{W}sectPr"))
    assert sections
    for section in sections:
        margins = section.find(f"{W}pgMar")
        assert margins is not None
        for side in ("top", "bottom", "left", "right"):
            found = int(margins.get(f"{W}{side}", "0")) / TWIPS_PER_MM
            assert getattr(profile.margins, side).permits(found, 0.2), f"{side}: {found} mm"
        assert section.find(f"{W}titlePg") is not None


@pytest.mark.parametrize("type_id", TYPES)
def test_a_template_uses_only_named_styles_and_no_formatting_by_hand_of_size_or_face(
    repository: Path, type_id: str
) -> None:
    root = part(repository, type_id, "word/document.xml")
    assert not list(root.iter(f"{W}rFonts"))
    assert not list(root.iter(f"{W}color"))
    styles = styles_of(repository, type_id)
    ids = {style.get(f"{W}styleId"): name for name, style in styles.items()}
    used = {ids[style.get(f"{W}val", "")] for style in root.iter(f"{W}pStyle")}
    assert not [name for name in used if not name.startswith("VB ")]
