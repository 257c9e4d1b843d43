"""Random small templates in docxtpl's language, and fields to fill them with.

A template is drawn as a tree (blocks, tables, loops, conditions), so it is right by construction; what docxtpl is known
to get wrong is never drawn: tags over two formats, blocks that leave a cell without a paragraph, ``&`` inside tags.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Any
from xml.sax.saxutils import escape

from docxtpl import Listing, RichText
from hypothesis import strategies as st

from tests.support.word_building import docx, style

FORMATS = ("", "<w:b/>", "<w:i/>", '<w:b/><w:i/><w:sz w:val="30"/>', '<w:color w:val="FF0000"/><w:sz w:val="22"/>')
STYLES = ("", "Than", "Muc")
SHEET = style("Than", "Thân", letters='<w:sz w:val="26"/>') + style("Muc", "Mục", letters="<w:b/>")
WORDS = "ăâêôơưđ ABCxyz 0123 .,;:()-–«»%&<>'\"“”/\\+=*|@~^"


@dataclass(frozen=True)
class Piece:
    """A stretch of one format: a text or a whole tag."""

    text: str
    letters: str


@dataclass(frozen=True)
class Scope:
    """What tags may name where they stand: loops around, and the loop variables by what they hold."""

    texts: tuple[str, ...] = ("ten", "loai", "so_nguoi")
    lists: tuple[tuple[str, str], ...] = (("tu", "text"), ("chot", "post"))
    loops: int = 0
    rich: bool = False

    def inside(self, name: str, kind: str) -> Scope:
        if kind == "text":
            return replace(self, texts=(*self.texts, name), loops=self.loops + 1)
        texts = (*self.texts, f"{name}.ten", f"{name}.so_nguoi")
        return replace(self, texts=texts, lists=(*self.lists, (f"{name}.ca", "text")), loops=self.loops + 1)


literals = st.text(st.sampled_from(WORDS), max_size=8)


@st.composite
def values(draw: st.DrawFn, scope: Scope) -> str:
    """Draw a tag that prints a value."""
    name = draw(st.sampled_from(scope.texts))
    if scope.rich and name == "ten":
        return "{{r ten }}"
    if scope.rich and name == "loai":
        return "{{ loai }}"
    plain = [f"{{{{ {name} }}}}", f"{{{{{name}}}}}"]
    dressed = ['{{ ghi_chu | mac_dinh("không có") }}', "{{ ngay_ky | ngay }}", "{{ tu | noi_va }}", "{{ nhom.ten }}"]
    chosen = [f'{{{{ {name} if co_bao_ve else "khác" }}}}', "{{ so_nguoi | so }}"]
    looped = ["{{ loop.index }}", '{{ "," if not loop.last else "." }}'] if scope.loops else []
    return draw(st.sampled_from([*plain * 3, *dressed, *chosen, *looped]))


@st.composite
def conditions(draw: st.DrawFn, scope: Scope) -> str:
    """Draw the condition of an ``if``."""
    simple = ["co_bao_ve", "not co_bao_ve", "ghi_chu", 'loai == "KCN"', "so_nguoi > 5", "so_nguoi <= 5"]
    simple += ["tu", "not chot", 'loai in ["CCN", "KCN"]', "loai == “CCN”", "nhom.ten == ten"]
    simple += ["loop.first", "not loop.last"] if scope.loops else []
    one = draw(st.sampled_from(simple))
    if draw(st.integers(0, 3)) == 0:
        return f"{one} {draw(st.sampled_from(['and', 'or']))} {draw(st.sampled_from(simple))}"
    return one


@st.composite
def pieces(draw: st.DrawFn, scope: Scope, letters: str, depth: int = 0) -> list[Piece]:
    """Draw the inside of a paragraph: texts, values, remarks, blocks at the level of letters."""
    found: list[Piece] = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["text", "value", "value", "remark", "if", "for"]))
        if kind == "text":
            found.append(Piece(draw(literals), draw(st.sampled_from(FORMATS))))
        elif kind == "value":
            found.append(Piece(draw(values(scope)), draw(st.sampled_from(FORMATS))))
        elif kind == "remark":
            found.append(Piece("{# riêng # mình #}", letters))
        elif depth < 2:
            found += draw(_inline_block(scope, letters, depth, kind))
    return found


@st.composite
def _inline_block(draw: st.DrawFn, scope: Scope, letters: str, depth: int, kind: str) -> list[Piece]:
    level = draw(st.sampled_from(["", "", "r"]))

    def tag(body: str) -> Piece:
        return Piece(f"{{%{level} {body} %}}", letters)

    if kind == "for" and scope.loops < 3:
        name, source, item = draw(_loop_head(scope))
        inner = scope.inside(name, item)
        body = draw(pieces(inner, letters, depth + 1))
        other = [tag("else"), *draw(pieces(scope, letters, depth + 1))] if draw(st.booleans()) else []
        return [tag(f"for {name} in {source}"), *body, *other, tag("endfor")]
    found = [tag(f"if {draw(conditions(scope))}"), *draw(pieces(scope, letters, depth + 1))]
    if draw(st.booleans()):
        found += [tag(f"elif {draw(conditions(scope))}"), *draw(pieces(scope, letters, depth + 1))]
    if draw(st.booleans()):
        found += [tag("else"), *draw(pieces(scope, letters, depth + 1))]
    return [*found, tag("endif")]


@st.composite
def _loop_head(draw: st.DrawFn, scope: Scope) -> tuple[str, str, str]:
    source, item = draw(st.sampled_from(scope.lists))
    return f"v{scope.loops}", source, item


@st.composite
def paragraphs(draw: st.DrawFn, scope: Scope) -> str:
    """Draw a paragraph, its runs cut at random places, inside tags too."""
    letters = draw(st.sampled_from(FORMATS))
    runs: list[str] = []
    for piece in _joined(draw(pieces(scope, letters))):
        cuts = draw(st.lists(st.integers(1, max(len(piece.text) - 1, 1)), max_size=3, unique=True))
        borders = [0, *sorted(cuts), len(piece.text)]
        for start, end in pairwise(borders):
            if start < end:
                runs.append(_run(piece.text[start:end], piece.letters))
    properties = _properties(draw(st.sampled_from(STYLES)))
    mark = draw(st.sampled_from(["", '<w:proofErr w:type="spellStart"/>']))
    return f"<w:p>{properties}{mark.join(runs)}</w:p>"


def _joined(drawn: list[Piece]) -> Iterator[Piece]:
    """Join neighbours of one format into one run; not tags at the level of runs: docxtpl unclothes what is beside."""
    waiting: Piece | None = None
    for piece in drawn:
        alone = piece.text.startswith(("{%r", "{{r"))
        if waiting is not None and waiting.letters == piece.letters and not alone:
            waiting = Piece(waiting.text + piece.text, piece.letters)
            continue
        if waiting is not None:
            yield waiting
        waiting = None if alone else piece
        if alone:
            yield piece
    if waiting is not None:
        yield waiting


def _run(text: str, letters: str) -> str:
    properties = f"<w:rPr>{letters}</w:rPr>" if letters else ""
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def _properties(name: str) -> str:
    return f'<w:pPr><w:pStyle w:val="{name}"/></w:pPr>' if name else ""


def _tag_paragraph(source: str) -> str:
    return f"<w:p>{_run(source, '')}</w:p>"


@st.composite
def blocks(draw: st.DrawFn, scope: Scope, depth: int = 0) -> list[str]:
    """Draw paragraphs, tables, remarks and whole-paragraph blocks; the last is always a paragraph that stays."""
    found: list[str] = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["p", "p", "if", "for", "table", "table", "remark"]))
        if kind == "table" and depth < 2:
            found.append(draw(tables(scope, depth)))
        elif kind == "remark":
            found.append(_tag_paragraph("{#p bỏ cả đoạn #}"))
        elif kind == "if" and depth < 3:
            found += draw(_block("p", scope, depth, looped=False))
        elif kind == "for" and depth < 3 and scope.loops < 3:
            found += draw(_block("p", scope, depth, looped=True))
        else:
            found.append(draw(paragraphs(scope)))
    return [*found, draw(paragraphs(scope))]


@st.composite
def _block(draw: st.DrawFn, level: str, scope: Scope, depth: int, *, looped: bool) -> list[str]:
    def tag(body: str) -> str:
        return _tag_paragraph(f"{{%{level} {body} %}}")

    if looped:
        name, source, item = draw(_loop_head(scope))
        return [
            tag(f"for {name} in {source}"),
            *draw(blocks(scope.inside(name, item), depth + 1)),
            tag("endfor"),
        ]
    found = [tag(f"if {draw(conditions(scope))}"), *draw(blocks(scope, depth + 1))]
    if draw(st.booleans()):
        found += [tag(f"elif {draw(conditions(scope))}"), *draw(blocks(scope, depth + 1))]
    if draw(st.booleans()):
        found += [tag("else"), *draw(blocks(scope, depth + 1))]
    return [*found, tag("endif")]


@st.composite
def tables(draw: st.DrawFn, scope: Scope, depth: int) -> str:
    """Draw a table with a row that stays, rows in blocks, cells in blocks."""
    columns = draw(st.integers(1, 3))
    rows = [_row([_tag_paragraph("Đầu bảng")] * columns)]
    for _ in range(draw(st.integers(1, 2))):
        kind = draw(st.sampled_from(["plain", "for", "if", "cells", "cells"]))
        if kind == "for" and scope.loops < 3:
            name, source, item = draw(_loop_head(scope))
            inner = draw(_plain_row(scope.inside(name, item), depth, columns))
            rows += [_tag_row(f"for {name} in {source}", columns), inner, _tag_row("endfor", columns)]
        elif kind == "if":
            rows += [_tag_row(f"if {draw(conditions(scope))}", columns), draw(_plain_row(scope, depth, columns))]
            if draw(st.booleans()):
                rows += [_tag_row("else", columns), draw(_plain_row(scope, depth, columns))]
            rows.append(_tag_row("endif", columns))
        elif kind == "cells" and scope.loops < 3:
            name, source, item = draw(_loop_head(scope))
            inside = draw(paragraphs(scope.inside(name, item)))
            cells = [_tag_paragraph(f"{{%tc for {name} in {source} %}}"), inside, _tag_paragraph("{%tc endfor %}")]
            rows.append(_row([draw(paragraphs(scope)), *cells]))
        else:
            rows.append(draw(_plain_row(scope, depth, columns)))
    grid = '<w:gridCol w:w="1500"/>' * columns
    head = f'<w:tblPr><w:tblW w:w="{1500 * columns}" w:type="dxa"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
    return f"<w:tbl>{head}{''.join(rows)}</w:tbl>"


@st.composite
def _plain_row(draw: st.DrawFn, scope: Scope, depth: int, columns: int) -> str:
    return _row(["".join(draw(blocks(scope, depth + 1))) for _ in range(columns)])


def _tag_row(body: str, columns: int) -> str:
    return _row([_tag_paragraph(f"{{%tr {body} %}}"), *["<w:p/>"] * (columns - 1)])


def _row(cells: Sequence[str]) -> str:
    inside = "".join(f'<w:tc><w:tcPr><w:tcW w:w="1500" w:type="dxa"/></w:tcPr>{cell}</w:tc>' for cell in cells)
    return f"<w:tr>{inside}</w:tr>"


@st.composite
def templates(draw: st.DrawFn, *, rich: bool = False) -> bytes:
    """Draw a whole template: a body, a header and a footer; ``rich``: «ten» is a rich text and «loai» a listing."""
    scope = Scope(rich=rich)
    return docx(
        *draw(blocks(scope)),
        styles=SHEET,
        header="".join(draw(blocks(scope, 2))),
        footer=draw(paragraphs(scope)),
    )


texts = st.text(st.sampled_from(WORDS + "\n\t"), min_size=1, max_size=12)
numbers = st.integers(0, 12_000)
posts = st.fixed_dictionaries({"ten": texts, "so_nguoi": numbers, "ca": st.lists(texts, max_size=2)})
fields: st.SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
    {
        "ten": texts,
        "ghi_chu": st.none() | texts,
        "loai": st.sampled_from(["KCN", "CCN"]),
        "so_nguoi": numbers,
        "ngay_ky": st.dates(date(2016, 1, 1), date(2030, 12, 31)),
        "co_bao_ve": st.booleans(),
        "nhom": st.fixed_dictionaries({"ten": texts, "ma_so_thue": st.just("0600000001")}),
        "tu": st.lists(texts, max_size=3),
        "chot": st.lists(posts, max_size=3),
    }
)


@st.composite
def rich_texts(draw: st.DrawFn) -> RichText:
    """Draw a rich text of one to three stretches."""
    rich = RichText()
    for _ in range(draw(st.integers(1, 3))):
        rich.add(
            draw(texts),
            bold=draw(st.booleans()),
            italic=draw(st.booleans()),
            strike=draw(st.booleans()),
            underline=draw(st.sampled_from([None, "double", "khác"])),
            size=draw(st.sampled_from([None, 20, 31])),
            color=draw(st.sampled_from([None, "#00FF00"])),
            font=draw(st.sampled_from([None, "Arial"])),
            superscript=draw(st.sampled_from([None, True])),
        )
    return rich


listings = st.text(st.sampled_from(WORDS + "\n\t\a"), min_size=1, max_size=12).map(Listing)
