"""The traps that lose text without a word elsewhere: each is told at its place, in words that say what to do."""

from __future__ import annotations

import unicodedata

import pytest

from tests.support.word_building import complaints, docx, lines, p, rendered, table

_RUN = '<w:r><w:t xml:space="preserve">{}</w:t></w:r>'


@pytest.mark.parametrize(
    ("block", "columns", "words"),
    [
        # A tag cut by what has a meaning of its own (D2).
        (f"<w:p>{_RUN.format('Gửi {{ t')}<w:fldSimple w:instr='A'>{_RUN.format('en }}')}</w:fldSimple></w:p>", (5, 9),
         "Thẻ «{{ ten }}» bị cắt bởi trường (field)"),
        # Two tags that take the same paragraph away, text beside such a tag (D5).
        (p("{%p if ten %}{%p endif %}"), (14, 12), "Có hai thẻ cùng bỏ một đoạn; thẻ thứ hai là «{%p endif %}»"),
        (p("Điều {%p if ten %}"), (6, 13), "Thẻ «{%p if ten %}» phải đứng một mình trong đoạn; ở đó còn «Điều»"),
        # A dash of Word inside a tag (D15).
        (p("{{ so–nguoi }}"), (1, 14), "Thẻ «{{ so–nguoi }}» có dấu gạch ngang dài «–»"),
        # Braces in ordinary text, tags never closed (D16).
        (p("Lô C{#1 và"), (5, 2), "Thẻ mở bằng «{#» ở «Lô C{#1 và» không có dấu đóng «#}» trong cùng đoạn"),
        (p("giảm {%5"), (6, 2), "Thẻ mở bằng «{%» ở «giảm {%5» không có dấu đóng «%}» trong cùng đoạn"),
        (p("Gửi {{ ten"), (5, 2), "Thẻ mở bằng «{{» ở «Gửi {{ ten» không có dấu đóng «}}» trong cùng đoạn"),
        (p("ten }} ơi"), (5, 2), "Dấu đóng thẻ «}}» ở «ten }} ơi» không có dấu mở"),
    ],
)  # fmt: skip
def test_a_trap_is_told_where_it_lies(block: str, columns: tuple[int, int], words: str) -> None:
    found = {item.message: item for item in complaints(docx(p("Mở đầu"), block))}
    assert words in found
    span = found[words].span
    assert (span.part, span.line, span.place) == ("word/document.xml", 2, "đoạn 2, thân văn bản")
    assert (span.column, span.length) == columns
    assert found[words].hints


@pytest.mark.parametrize(
    "between",
    ['<w:proofErr w:type="spellStart"/>', '<w:bookmarkStart w:id="1" w:name="a"/><w:bookmarkEnd w:id="1"/>'],
)
def test_a_tag_is_read_across_marks_without_meaning(between: str) -> None:
    assert lines(rendered(docx(f"<w:p>{_RUN.format('{{ t')}{between}{_RUN.format('en }}')}</w:p>"))) == [
        "Công ty A & B"
    ]


@pytest.mark.parametrize("condition", ['ten == "50%"', 'ten != "{a}"', 'ten == "a%}"'])
def test_percent_signs_and_braces_may_stand_in_the_tags_of_paragraphs_and_rows(condition: str) -> None:
    row = [p(f"{{%tr if {condition} %}}")], [p("hàng")], [p("{%tr endif %}")], [p("cuối")]
    data = docx(p(f"{{%p if {condition} %}}"), p("đoạn"), p("{%p endif %}"), table(*row))
    assert complaints(data) == []
    kept = ["đoạn", "hàng", "cuối"] if "!=" in condition else ["cuối"]
    assert lines(rendered(data)) == kept


def test_a_tag_typed_in_decomposed_letters_names_the_same_field() -> None:
    assert lines(rendered(docx(p(unicodedata.normalize("NFD", "{{ nhom.Mã_số_thuế }}"))))) == ["0600000001"]
