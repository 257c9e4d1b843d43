"""Laws of numbers and references over random templates and facts, told by an oracle that reads the finished paper."""

from __future__ import annotations

import re
from itertools import pairwise

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree

from tests.support.tag_fields import sample
from tests.support.word_building import W, compiled, docx, p, part, profile, text_of

_LEVELS = ("chuong", "muc", "dieu", "khoan", "diem")
_LETTERS = "abcdđeghiklmnopqrstuvxy"
_CONDITIONS = ("co_bao_ve", "not co_bao_ve", "loai == 'KCN'", "so_nguoi > 5")
_HEADS = (r"Chương ([IVXLC]+)", r"Mục (\d+)", r"Điều (\d+)\.", r"(\d+)\.", rf"([{_LETTERS}]+)\)")
_WORDS = {"chương": 0, "mục": 1, "điều": 2, "khoản": 3, "điểm": 4}


@st.composite
def _templates(draw: st.DrawFn) -> list[str]:
    """Draw clauses, each named c<n>, some under conditions (nested), some repeated without a name, and references."""
    blocks: list[str] = []
    depth = 0
    count = draw(st.integers(3, 11))
    for number in range(count):
        step = draw(st.integers(0, 7))
        if step == 0 and depth < 3:
            blocks.append(p(f"{{%p if {draw(st.sampled_from(_CONDITIONS)).replace('>', '&gt;')} %}}"))
            depth += 1
        elif step == 1 and depth:
            blocks.append(p("{%p endif %}"))
            depth -= 1
        if step == 2:
            blocks += [p("{%p for x in tu %}"), p("{{ khoan() }} |lặp"), p("{%p endfor %}")]
        level = draw(st.sampled_from(_LEVELS))
        wanted = draw(st.lists(st.integers(0, count - 1), max_size=2))
        said = "".join(f'|c{each}={{{{ dan("c{each}", thay="vắng") }}}}' for each in wanted)
        blocks.append(p(f'{{{{ {level}("c{number}") }}}} |c{number}!{said}'))
    return blocks + [p("{%p endif %}")] * depth


def _count(level: int, number: str) -> int:
    if level == 0:
        return [_roman(each) for each in range(60)].index(number)
    if level == 4:
        value = 0
        for letter in number:
            value = value * len(_LETTERS) + _LETTERS.index(letter) + 1
        return value
    return int(number)


def _roman(number: int) -> str:
    tens, ones = divmod(number, 10)
    return "X" * tens + ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX")[ones]


_Path = tuple[int | None, ...]


def _read(paragraphs: list[str]) -> tuple[list[tuple[str, _Path]], list[tuple[str, str, _Path]]]:
    """Return the clauses with their name and full path, and the references with name, words and where they stand."""
    path: list[int | None] = [None] * 5
    clauses: list[tuple[str, _Path]] = []
    references: list[tuple[str, str, _Path]] = []
    for text in paragraphs:
        head, *rest = text.split("|")
        level = next(place for place, pattern in enumerate(_HEADS) if re.fullmatch(pattern, head.strip()))
        found = re.fullmatch(_HEADS[level], head.strip())
        assert found is not None
        path[level] = _count(level, found.group(1))
        for lower in range(level + 1, 5):
            path[lower] = None
        here = tuple(path)
        clauses.append((rest[0].rstrip("!"), here))
        references += [(name, words, here) for name, _, words in (each.partition("=") for each in rest[1:])]
    return clauses, references


def _matches(words: str, here: _Path, target: _Path) -> bool:
    """Tell whether the Vietnamese phrase, read where it stands, means the clause with this path."""
    pieces = re.findall(r"(\w+) (\w+)", words)
    if " ".join(f"{word} {number}" for word, number in pieces) != words:
        return False
    told: dict[int, int | None] = {}
    for word, number in pieces:
        level = _WORDS[word.lower()]
        told[level] = here[level] if number == "này" else _count(level, number)
    innermost = max(level for level, value in enumerate(target) if value is not None)
    if max(told) != innermost:
        return False
    return all(target[level] == value for level, value in told.items())


@settings(max_examples=1000, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))
@given(_templates(), st.booleans(), st.sampled_from(("KCN", "CCN")), st.sampled_from((1, 9)), st.integers(0, 3))
def test_numbers_are_consecutive_and_references_mean_their_clauses(
    blocks: list[str], guarded: bool, kind: str, persons: int, rounds: int
) -> None:
    template = compiled(docx(*blocks))
    fields = sample(co_bao_ve=guarded, loai=kind, so_nguoi=persons, tu=["x"] * rounds)
    finished = template.render(fields, profile())
    assert template.render(fields, profile()) == finished
    root = part(finished)
    clauses, references = _read([text_of(each) for each in root.iter(f"{W}p")])
    _numbers_are_consecutive([path for _, path in clauses])
    by_name = {name: path for name, path in clauses if name != "lặp"}
    for name, words, here in references:
        assert (name not in by_name) == (words == "vắng"), (name, words)
        assert words == "vắng" or _matches(words, here, by_name[name]), (name, words, here, by_name[name])
    _fields_show_their_bookmarks(root)


def _numbers_are_consecutive(paths: list[_Path]) -> None:
    """Each number is one more than the last of its level under the same head; articles run through."""
    articles = [
        path[2] for path, before in zip(paths, [(None,) * 5, *paths], strict=False) if _level(path) == 2 and before
    ]
    assert articles == list(range(1, len(articles) + 1))
    last: dict[int, int] = {}
    resets = {0: (1, 3, 4), 1: (3, 4), 2: (3, 4), 3: (4,), 4: ()}
    for path in paths:
        level = _level(path)
        assert path[level] == last.get(level, 0) + 1
        last[level] = last.get(level, 0) + 1
        for lower in resets[level]:
            last[lower] = 0


def _level(path: _Path) -> int:
    return max(level for level, value in enumerate(path) if value is not None)


def _fields_show_their_bookmarks(root: etree._Element) -> None:
    marks: dict[str, str] = {}
    starts = list(root.iter(f"{W}bookmarkStart"))
    identities = [each.get(f"{W}id") for each in starts]
    assert len({*identities}) == len(identities)
    assert sorted(map(str, identities)) == sorted(str(each.get(f"{W}id")) for each in root.iter(f"{W}bookmarkEnd"))
    for each in starts:
        inside = each.getnext()
        assert inside is not None
        marks[str(each.get(f"{W}name"))] = text_of(inside)
    assert len(marks) == len(starts)
    for code in root.iter(f"{W}instrText"):
        name = re.fullmatch(r" REF (\w+) \\h \\\* CHARFORMAT ", code.text or "")
        shown = code.getnext().getnext()  # type: ignore[union-attr]
        assert name is not None
        assert shown is not None
        assert marks[name.group(1)] == shown.text


def test_the_oracle_refuses_what_is_wrong() -> None:
    here, target = (1, None, 2, 1, None), (1, None, 3, 2, None)
    assert _matches("khoản 2 Điều 3", here, target)
    assert not _matches("khoản 2 Điều này", here, target)
    assert not _matches("Điều 3", here, target)
    assert all(first < second for first, second in pairwise([_count(4, letter) for letter in ("y", "aa", "ab")]))
