"""Tags outside paragraphs: properties of the file, descriptions of pictures and tables, targets of links."""

from __future__ import annotations

import pytest

from docgen.composition.failure import TagFailure
from tests.support.ooxml import structure_findings
from tests.support.word_building import (
    changed,
    complaints,
    docx,
    entries_of,
    lines,
    p,
    part,
    rendered,
    table,
    text_of,
    zipped,
)

_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_LINKS = "word/_rels/document.xml.rels"


def with_custom(text: str) -> bytes:
    """A .docx with one property of its own."""
    properties = (
        f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_OFFICE}/docPropsVTypes">'
        f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="2" name="Mã hồ sơ">'
        f"<vt:lpwstr>{text}</vt:lpwstr></property></Properties>"
    )
    link = f'<Relationship Id="r9" Type="{_OFFICE}/relationships/custom-properties" Target="docProps/custom.xml"/>'
    kind = "application/vnd.openxmlformats-officedocument.custom-properties+xml"
    override = f'<Override PartName="/docProps/custom.xml" ContentType="{kind}"/>'
    data = changed(docx(p("x")), "docProps/custom.xml", lambda _: properties.encode())
    data = changed(data, "_rels/.rels", lambda old: old.replace(b"</Rel", link.encode() + b"</Rel"))
    return changed(data, "[Content_Types].xml", lambda old: old.replace(b"</Types>", override.encode() + b"</Types>"))


def linked(target: str) -> bytes:
    """A .docx with one link out of it."""
    link = f'<Relationship Id="rId7" Type="{_OFFICE}/relationships/hyperlink" Target="{target}" TargetMode="External"/>'
    shown = '<w:hyperlink r:id="rId7"><w:r><w:t>trang của chúng tôi</w:t></w:r></w:hyperlink>'
    data = docx(p("Xem ", extra=shown))
    return changed(
        data, _LINKS, lambda _: f'<Relationships xmlns="{_PACKAGE}/relationships">{link}</Relationships>'.encode()
    )


def drawing(description: str) -> str:
    return f'<w:r><w:drawing><wp:inline><wp:docPr id="4" name="a" descr="{description}"/></wp:inline></w:drawing></w:r>'


@pytest.mark.parametrize("name", ["keywords", "category", "contentStatus"])
def test_properties_that_docxtpl_passes_over_are_filled(name: str) -> None:
    spelt = f"cp:{name}".encode()
    data = changed(
        docx(p("x")),
        "docProps/core.xml",
        lambda old: old.replace(b"<cp:lastM", b"<%b>{{ ten }}</%b><cp:lastM" % (spelt, spelt)),
    )
    assert "Công ty A & B" in text_of(part(rendered(data), "docProps/core.xml"))


def test_properties_of_its_own_are_filled() -> None:
    data = with_custom("Hồ sơ {{ ten }}{% if co_bao_ve %} (có bảo vệ){% endif %}")
    assert text_of(part(rendered(data, ten='"A" < B'), "docProps/custom.xml")) == 'Hồ sơ "A" < B (có bảo vệ)'
    assert [item.span.place for item in complaints(with_custom("{{ tenn }}"))] == ["thuộc tính Mã hồ sơ"]


def test_a_description_is_filled_and_quotes_stay_in_it() -> None:
    finished = rendered(docx(p("x", extra=drawing("Ảnh «{{ ten }}» &amp; sơ đồ"))), ten='A "1" & <B>\nC')
    (found,) = part(finished).iter(f"{_WP}docPr")
    assert found.get("descr") == 'Ảnh «A "1" & <B>\nC» & sơ đồ'


def test_a_description_knows_the_loop_around_it() -> None:
    data = docx(p("{%p for c in chot %}"), p("x", extra=drawing("{{ c.ten }}")), p("{%p endfor %}"))
    finished = rendered(data)
    assert [each.get("descr") for each in part(finished).iter(f"{_WP}docPr")] == ["Cổng chính", "Cổng phụ"]
    assert structure_findings(finished) == []


def test_the_description_of_a_table_is_filled() -> None:
    data = docx(table([p("x")]).replace("</w:tblPr>", '<w:tblCaption w:val="Bảng của {{ ten }}"/></w:tblPr>'), p(""))
    assert "Bảng của Công ty A &amp; B" in entries_of(rendered(data))["word/document.xml"].decode()


def test_the_target_of_a_link_is_filled_as_an_address() -> None:
    link = part(rendered(linked("https://vi.du/tim?q=%7B%7B%20ten%20%7D%7D"), ten="Dệt & may"), _LINKS)[0]
    assert link.get("Target") == "https://vi.du/tim?q=D%E1%BB%87t%20&%20may"


def test_a_whole_target_may_come_from_a_field_but_only_to_the_web_or_a_mailbox() -> None:
    data = linked("{{ ten }}")
    assert part(rendered(data, ten="https://a.vn/b"), _LINKS)[0].get("Target") == "https://a.vn/b"
    for wrong in ("file:///etc/passwd", "javascript:alert(1)", "\\\\may\\chia_se", " https://a.vn"):
        with pytest.raises(TagFailure) as caught:
            rendered(data, ten=wrong)
        assert caught.value.diagnostic.rule.code == "lien-ket-khong-an-toan"


@pytest.mark.parametrize(
    ("description", "code"),
    [
        ("{{ tenn }}", "truong-khong-co"),
        ("{% if ten %}", "khoi-khong-khop"),
        ("{%p if ten %}{%p endif %}", "the-dat-sai-cho"),
        ("{# riêng #}", "the-dat-sai-cho"),
        ("{{ ten", "the-chua-dong"),
        ("{{ dieu() }}", "the-dat-sai-cho"),
    ],
)
def test_mistakes_in_descriptions_are_named(description: str, code: str) -> None:
    found = complaints(docx(p("x", extra=drawing(description))))
    assert code in {item.rule.code for item in found}
    assert {item.span.place for item in found} == {"mô tả hình ở đoạn 1, thân văn bản"}


def test_a_block_may_not_leave_its_description() -> None:
    data = docx(p("{% if ten %}", extra=drawing("{% endif %}")))
    assert "the-dat-sai-cho" in {item.rule.code for item in complaints(data)}


def test_tags_after_a_text_box_are_read_after_those_in_it() -> None:
    box = f"<w:r><w:pict><w:txbxContent>{p('{{ c.ten }}')}</w:txbxContent></w:pict></w:r>"
    first, last = ("<w:r><w:t>{% for c in chot %}</w:t></w:r>", "<w:r><w:t>{{ loop.index }}{% endfor %}</w:t></w:r>")
    around = f"<w:p>{first}{box}{last}</w:p>"
    assert lines(rendered(docx(around))) == ["12", "Cổng chính", "Cổng phụ"]


def test_endnotes_are_filled() -> None:
    note = f'<w:footnote w:id="2">{p("Chú thích {{ ten }}")}</w:footnote>'
    entries = entries_of(docx(p("x"), footnotes=note)).items()
    data = zipped({name.replace("footn", "endn"): text.replace(b"footnote", b"endnote") for name, text in entries})
    assert text_of(part(rendered(data), "word/endnotes.xml")) == "Chú thích Công ty A & B"
