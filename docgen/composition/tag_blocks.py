"""Which tag closes which: ``if … elif … else … endif`` and ``for … endfor``."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from docgen.composition.complaints_expression import REFUSED_TAG, UNMATCHED_BLOCK, WRONG_TAG
from docgen.composition.tag_text import Tag, TagKind, shorten
from docgen.diagnostics import Diagnostic
from docgen.vietnamese import closest

STATEMENTS = ("if", "elif", "else", "endif", "for", "endfor")
MOST_NESTED = 20
"""Blocks inside each other; the compiler below gives up at about a hundred."""
_END = {"if": "endif", "for": "endfor"}


@dataclass(frozen=True, slots=True)
class Block:
    """One block as indexes into the sequence of tags: its opening tag, ``elif`` and ``else``, its closing tag."""

    opener: int
    middles: tuple[int, ...]
    closer: int


def match_blocks(tags: Sequence[Tag]) -> tuple[list[Block], list[Diagnostic]]:
    """Pair the statements of ``tags``; complaints name statements unknown, unclosed, crossed or without an opening."""
    blocks: list[Block] = []
    found: list[Diagnostic] = []
    open_blocks: list[tuple[int, list[int]]] = []
    for index, tag in enumerate(tags):
        if tag.kind is not TagKind.STATEMENT:
            continue
        if tag.word not in STATEMENTS:
            found.append(_unknown(tag))
        elif tag.word in _END:
            open_blocks.append((index, []))
            if len(open_blocks) == MOST_NESTED + 1:
                message = f"Có hơn {MOST_NESTED} khối lồng nhau từ thẻ «{shorten(tag.source)}»"
                found.append(tag.place.complain(REFUSED_TAG, message, "Gộp điều kiện bằng and, hoặc dùng elif."))
                return sorted(blocks, key=lambda block: block.opener), found
        elif tag.word in ("elif", "else"):
            found += _middle(tags, index, open_blocks)
        else:
            found += _close(tags, index, open_blocks, blocks)
    found += [_unclosed(tags[index]) for index, _ in open_blocks]
    return sorted(blocks, key=lambda block: block.opener), found


def _middle(tags: Sequence[Tag], index: int, open_blocks: list[tuple[int, list[int]]]) -> list[Diagnostic]:
    tag = tags[index]
    if not open_blocks:
        return [tag.place.complain(UNMATCHED_BLOCK, f"Thẻ «{shorten(tag.source)}» không nằm trong khối if nào")]
    opener, middles = open_blocks[-1]
    if tag.word == "elif" and tags[opener].word == "for":
        return [tag.place.complain(UNMATCHED_BLOCK, "Thẻ elif nằm trong khối for, không nằm trong khối if nào")]
    if any(tags[middle].word == "else" for middle in middles):
        return [tag.place.complain(UNMATCHED_BLOCK, f"Thẻ «{shorten(tag.source)}» đứng sau else của cùng một khối")]
    middles.append(index)
    return _no_rest(tag) if tag.word == "else" else []


def _close(
    tags: Sequence[Tag], index: int, open_blocks: list[tuple[int, list[int]]], blocks: list[Block]
) -> list[Diagnostic]:
    tag = tags[index]
    wanted = [position for position, (opener, _) in enumerate(open_blocks) if _END[tags[opener].word] == tag.word]
    if not wanted:
        opening = tag.word.removeprefix("end")
        return [tag.place.complain(UNMATCHED_BLOCK, f"Thẻ {tag.word} không có thẻ {opening} mở ở trước")]
    found = _no_rest(tag)
    for crossed, _ in open_blocks[wanted[-1] + 1 :]:
        message = f"Khối mở bằng «{shorten(tags[crossed].source)}» chưa đóng mà khối bên ngoài đã đóng bằng {tag.word}"
        found.append(tags[crossed].place.complain(UNMATCHED_BLOCK, message, "Khối mở sau phải đóng trước."))
    opener, middles = open_blocks[wanted[-1]]
    del open_blocks[wanted[-1] :]
    blocks.append(Block(opener, tuple(middles), index))
    return found


def _unclosed(tag: Tag) -> Diagnostic:
    message = f"Khối mở bằng «{shorten(tag.source)}» không có thẻ {_END[tag.word]} để đóng"
    return tag.place.complain(UNMATCHED_BLOCK, message, f"Thêm thẻ {_END[tag.word]} vào chỗ khối kết thúc.")


def _no_rest(tag: Tag) -> list[Diagnostic]:
    if not tag.rest:
        return []
    message = f"Sau chữ «{tag.word}» không viết gì thêm: «{shorten(tag.source)}»"
    hints = ("Điều kiện tiếp theo viết bằng elif.",) if tag.word == "else" else ()
    return [tag.place.complain(WRONG_TAG, message, *hints)]


def _unknown(tag: Tag) -> Diagnostic:
    if tag.word in ("p", "tr", "tc", "r"):
        message = f"Chữ «{tag.word}» phải viết liền sau dấu mở thẻ: «{shorten(tag.source)}»"
        return tag.place.complain(WRONG_TAG, message, f"Viết {{%{tag.word} {tag.rest} %}}.")
    guess = closest(tag.word, STATEMENTS)
    hints = (f"Có phải «{guess}» không?",) if guess else ()
    return tag.place.complain(
        REFUSED_TAG, f"Không có thẻ lệnh «{shorten(tag.word)}»; chỉ dùng được: {', '.join(STATEMENTS)}", *hints
    )
