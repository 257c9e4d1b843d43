"""A compiled template as a value: what it keeps, what it leaves alone, how it travels."""

from __future__ import annotations

import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest

from docgen.word import template as template_module
from tests.support.tag_fields import sample
from tests.support.word_building import (
    NAMESPACE,
    W,
    compiled,
    docx,
    entries_of,
    lines,
    p,
    part,
    profile,
    rendered,
    style,
    table,
    text_of,
    zipped,
)

_ROWS = docx(
    table([p("Tên"), p("Số")], [p("{%tr for c in chot %}"), p("")], [p("{{ c.ten }}"), p("{{ c.so_nguoi }}")],
          [p("{%tr endfor %}"), p("")]),
    p("Cộng {{ chot|so_luong }} của {{ ten }}"),
    styles=style("CQ", "VB Cơ quan ban hành"),
)  # fmt: skip


def test_a_file_without_tags_comes_back_entry_by_entry() -> None:
    damaged = docx(
        "<!-- riêng --><?rieng x?>" + table([""]),
        table([p("a"), p("b")]).replace('<w:gridCol w:w="4500"/>', "", 1),
        "<w:tbl><w:tblPr/><w:tblGrid/><w:tr><w:trPr><w:tblHeader/></w:trPr></w:tr><w:tr/><w:tr/></w:tbl>",
        p("x", extra='<w:bookmarkStart w:id="0" w:name="a"/><w:bookmarkStart w:id="0" w:name="a"/>'),
        header=p("đầu trang", extra="<w:r><w:t></w:t></w:r>"),
    )
    assert entries_of(rendered(damaged)) == entries_of(damaged)


def test_what_no_tag_decides_is_copied_and_not_written_anew() -> None:
    inside = '<w:p  w:rsidR="00A1"><w:r><w:t>không có thẻ</w:t></w:r></w:p>'
    data = docx(p("{{ ten }}"), header=inside)
    assert entries_of(rendered(data))["word/header1.xml"] == entries_of(data)["word/header1.xml"]


def test_a_pickled_template_holds_no_code_and_makes_the_same_papers() -> None:
    template = compiled(_ROWS)
    first = template.render(sample(), profile())
    packed = pickle.dumps(template)
    assert b"code" not in packed or b"co_code" not in packed
    assert len(packed) < 5 * len(_ROWS)
    assert pickle.loads(packed).render(sample(), profile()) == first


def test_the_digest_says_which_template_and_which_program(monkeypatch: pytest.MonkeyPatch) -> None:
    one, same, other = compiled(_ROWS), compiled(_ROWS), compiled(docx(p("{{ ten }}")))
    assert one.digest == same.digest == pickle.loads(pickle.dumps(one)).digest
    assert one.digest != other.digest
    assert len(one.digest) == 64
    monkeypatch.setattr(template_module, "__version__", "9.9.9")
    assert compiled(_ROWS).digest != one.digest


def test_threads_share_one_template() -> None:
    template = compiled(_ROWS)
    posts = [[{"ten": f"Chốt {number}", "so_nguoi": number}] * (number % 7) for number in range(60)]
    records = [sample(ten=f"Công ty {len(some)} & con", chot=some) for some in posts]
    expected = [template.render(record, profile()) for record in records]
    with ThreadPoolExecutor(8) as threads:
        assert list(threads.map(lambda record: template.render(record, profile()), records)) == expected


def test_a_long_list_costs_as_many_pieces_as_it_has_rows() -> None:
    template = compiled(_ROWS)
    sizes = []
    for count in (1_000, 2_000, 20_000):
        rows = [{"ten": f"Chốt {number % 10}", "so_nguoi": 7} for number in range(count)]
        sizes.append((count, len(entries_of(template.render(sample(chot=rows), profile()))["word/document.xml"])))
    (few, small), (more, larger), (most, largest) = sizes
    each = (larger - small) / (more - few)
    assert largest - larger == pytest.approx(each * (most - more), rel=0.001)


def test_the_source_of_a_program_holds_no_text_of_the_template() -> None:
    template = compiled(docx(p("Bí mật của {{ ten }}"), p('{% if ten == "a\'; import os" %}x{% endif %}')))
    (program,) = template.programs
    assert "Bí mật" not in program.generated.source
    assert repr("a'; import os") in program.generated.source
    assert "import" not in program.generated.source.replace(repr("a'; import os"), "")


@pytest.mark.parametrize("char", ["\ue0d0", "\ue0d1"])
def test_private_characters_of_a_template_are_just_characters(char: str) -> None:
    mark = f"{char}0{char}"
    properties = f'<wp:docPr id="4" name="{mark}" descr="{{{{ c.ten }}}}"/>'
    drawing = f"<w:r><w:drawing><wp:inline>{properties}</wp:inline></w:drawing></w:r>"
    data = docx(p("{%p for c in chot %}"), p(mark, extra=drawing), p("{%p endfor %}"))
    assert lines(rendered(data)) == [mark, mark]


def test_a_header_may_give_words_names_another_prefix() -> None:
    inside = '<x:p><x:r><x:t xml:space="preserve">của {{ ten }}</x:t></x:r></x:p>'
    header = f'<?xml version="1.0"?><hdr xmlns="{NAMESPACE}" xmlns:x="{NAMESPACE}">{inside}</hdr>'
    other = f'<?xml version="1.0"?><hdr xmlns="{NAMESPACE}"><p><r><t>của {{{{ ten }}}}</t></r></p></hdr>'
    for text in (header, other):
        data = zipped({**entries_of(docx(p("x"), header=p(""))), "word/header1.xml": text.encode()})
        root = part(rendered(data, ten="một\nhai"), "word/header1.xml")
        assert text_of(root) == "của mộthai"
        assert root.find(f".//{W}br") is not None
