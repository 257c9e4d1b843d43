"""What a clerk does to a finished paper by hand in Word, done at random on its XML."""

from __future__ import annotations

import copy
from collections.abc import Callable
from random import Random

from lxml import etree

from tests.support.word_building import W, entries_of, zipped

_BODY = "word/document.xml"
_WORDS = ("bảo vệ", "người lao động", "khách,", "trước 22 giờ;", "theo quy định", "a) thêm", "Điều 7", "– xong.")
_SIGNS = ("b", "i", "u", "strike")


def edited_by_hand(data: bytes, seed: int, edits: int = 6) -> bytes:
    """Return the paper after some edits; the same seed makes the same ones."""
    choose = Random(seed)
    entries = entries_of(data)
    root = etree.fromstring(entries[_BODY])
    body = root.find(f"{W}body")
    assert body is not None
    for _ in range(edits):
        choose.choice(_EDITS)(body, choose)
    if body[-2].tag == f"{W}tbl":
        # Word never leaves a paper that ends with a table.
        body[-2].addnext(etree.Element(f"{W}p"))
    entries[_BODY] = etree.tostring(root, encoding="UTF-8", xml_declaration=True, standalone=True)
    headers = sorted(name for name in entries if name.startswith(("word/header", "word/footer")))
    if headers and choose.random() < 0.5:
        name = choose.choice(headers)
        entries[name] = _with_text(entries[name], choose)
    if choose.random() < 0.2:
        entries["word/styles.xml"] = _with_other_style(entries["word/styles.xml"], choose)
    return zipped(entries)


def _with_text(part: bytes, choose: Random) -> bytes:
    root = etree.fromstring(part)
    paragraph = choose.choice(list(root.iter(f"{W}p")))
    _add_run(paragraph, choose)
    return etree.tostring(root)


def _with_other_style(part: bytes, choose: Random) -> bytes:
    root = etree.fromstring(part)
    styles = [style for style in root.findall(f"{W}style") if style.find(f"{W}rPr") is not None]
    if styles:
        letters = choose.choice(styles).find(f"{W}rPr")
        assert letters is not None
        for size in letters.findall(f"{W}sz"):
            size.set(f"{W}val", str(choose.choice((22, 24, 30))))
    return etree.tostring(root)


def _paragraphs(body: etree._Element, *, top: bool = False) -> list[etree._Element]:
    found = body.findall(f"{W}p") if top else list(body.iter(f"{W}p"))
    return [paragraph for paragraph in found if paragraph.find(f"{W}pPr/{W}sectPr") is None]


def _texts(body: etree._Element) -> list[etree._Element]:
    return [text for text in body.iter(f"{W}t") if (text.text or "").strip()]


def _add_run(paragraph: etree._Element, choose: Random) -> None:
    run = etree.SubElement(paragraph, f"{W}r")
    if choose.random() < 0.3:
        etree.SubElement(etree.SubElement(run, f"{W}rPr"), f"{W}{choose.choice(_SIGNS)}")
    text = etree.SubElement(run, f"{W}t", {"{http://www.w3.org/XML/1998/namespace}space": "preserve"})
    text.text = f" {choose.choice(_WORDS)}"


def _replace_words(body: etree._Element, choose: Random) -> None:
    text = choose.choice(_texts(body))
    words = (text.text or "").split(" ")
    place = choose.randrange(len(words))
    words[place : place + choose.randint(0, 3)] = [choose.choice(_WORDS)] * choose.randint(0, 2)
    text.text = " ".join(words) or "x"


def _move_paragraph(body: etree._Element, choose: Random) -> None:
    paragraph = choose.choice(_paragraphs(body, top=True))
    other = choose.choice(_paragraphs(body, top=True))
    if other is not paragraph:
        other.addprevious(paragraph)


def _move_clause(body: etree._Element, choose: Random) -> None:
    paragraphs = _paragraphs(body, top=True)
    start = choose.randrange(len(paragraphs))
    taken = paragraphs[start : start + choose.randint(2, 6)]
    others = [paragraph for paragraph in paragraphs if paragraph not in taken]
    if others:
        target = choose.choice(others)
        for paragraph in taken:
            target.addprevious(paragraph)


def _split(body: etree._Element, choose: Random) -> None:
    paragraph = choose.choice(_paragraphs(body))
    runs = paragraph.findall(f"{W}r")
    if not runs:
        return
    text = choose.choice(runs).find(f"{W}t")
    if text is None or not text.text:
        return
    run = text.getparent()
    assert run is not None
    at = choose.randint(0, len(text.text))
    second = copy.deepcopy(paragraph)
    twin = second.findall(f"{W}r")[runs.index(run)]
    twin_text = twin.find(f"{W}t")
    assert twin_text is not None
    for child in [child for child in second if child.tag != f"{W}pPr"][: _place(paragraph, run)]:
        second.remove(child)
    for child in [child for child in paragraph if child.tag != f"{W}pPr"][_place(paragraph, run) + 1 :]:
        paragraph.remove(child)
    twin_text.text, text.text = text.text[at:], text.text[:at]
    paragraph.addnext(second)


def _place(paragraph: etree._Element, run: etree._Element) -> int:
    return [child for child in paragraph if child.tag != f"{W}pPr"].index(run)


def _merge(body: etree._Element, choose: Random) -> None:
    paragraph = choose.choice(_paragraphs(body))
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p" and following.find(f"{W}pPr/{W}sectPr") is None:
        paragraph.extend([child for child in following if child.tag != f"{W}pPr"])
        body_of = following.getparent()
        assert body_of is not None
        body_of.remove(following)


def _delete(body: etree._Element, choose: Random) -> None:
    paragraph = choose.choice(_paragraphs(body, top=True))
    before = paragraph.getprevious()
    following = paragraph.getnext()
    if following is not None and following.tag == f"{W}p" and before is not None:
        body.remove(paragraph)


def _add(body: etree._Element, choose: Random) -> None:
    paragraph = choose.choice(_paragraphs(body))
    made = copy.deepcopy(paragraph)
    for child in [child for child in made if child.tag != f"{W}pPr"]:
        made.remove(child)
    _add_run(made, choose)
    (paragraph.addnext if choose.random() < 0.5 else paragraph.addprevious)(made)


def _form_letters(body: etree._Element, choose: Random) -> None:
    run = choose.choice(_texts(body)).getparent()
    assert run is not None
    letters = run.find(f"{W}rPr")
    if letters is None:
        letters = etree.Element(f"{W}rPr")
        run.insert(0, letters)
    sign = choose.choice(_SIGNS)
    if letters.find(f"{W}{sign}") is None and not len(letters):
        found = etree.SubElement(letters, f"{W}{sign}")
        if sign == "u":
            found.set(f"{W}val", "single")


def _form_paragraph(body: etree._Element, choose: Random) -> None:
    paragraph = choose.choice(_paragraphs(body))
    properties = paragraph.find(f"{W}pPr")
    if properties is not None and properties.find(f"{W}jc") is None and properties.find(f"{W}rPr") is None:
        etree.SubElement(properties, f"{W}jc", {f"{W}val": choose.choice(("center", "right", "both"))})


def _row(body: etree._Element, choose: Random) -> None:
    rows = list(body.iter(f"{W}tr"))
    if not rows:
        return
    row = choose.choice(rows)
    table = row.getparent()
    assert table is not None
    if choose.random() < 0.5 and len(table.findall(f"{W}tr")) > 1:
        table.remove(row)
    else:
        twin = copy.deepcopy(row)
        _add_run(choose.choice(list(twin.iter(f"{W}p"))), choose)
        row.addnext(twin)


def _table(body: etree._Element, choose: Random) -> None:
    tables = body.findall(f"{W}tbl")
    if not tables:
        return
    table = choose.choice(tables)
    what = choose.random()
    if what < 0.3:
        body.remove(table)
    elif what < 0.6:
        choose.choice(_paragraphs(body, top=True)).addprevious(copy.deepcopy(table))
    else:
        columns = list(table.iter(f"{W}gridCol"))
        columns[0].set(f"{W}w", str(int(columns[0].get(f"{W}w", "900")) + 100))


def _margin(body: etree._Element, choose: Random) -> None:
    margins = choose.choice(list(body.iter(f"{W}pgMar")))
    margins.set(f"{W}top", str(choose.choice((1000, 1200, 1417))))


_EDITS: tuple[Callable[[etree._Element, Random], None], ...] = (
    _replace_words,
    _replace_words,
    _move_paragraph,
    _move_clause,
    _split,
    _merge,
    _delete,
    _add,
    _form_letters,
    _form_paragraph,
    _row,
    _table,
    _margin,
)
