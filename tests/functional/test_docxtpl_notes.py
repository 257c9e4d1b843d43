"""Marks of notes and comments that loops copy and conditions take away: each mark has its note, each note its mark."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.support.ooxml import ooxml_findings, structure_findings
from tests.support.word_building import NAMESPACE, W, docx, entries_of, lines, p, part, rendered, text_of, with_part

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_W14 = "http://schemas.microsoft.com/office/word/2010/wordml"
_LOOP, _END_LOOP = p("{%p for x in tu %}"), p("{%p endfor %}")
_IF, _END_IF = p("{%p if not co_bao_ve %}"), p("{%p endif %}")


def mark(kind: str, number: int) -> str:
    """The run with the mark of a note or comment."""
    return f'<w:r><w:{kind}Reference w:id="{number}"/></w:r>'


def commented(text: str, number: int) -> str:
    """A paragraph with a comment on all of it."""
    start, end = (f'<w:commentRange{side} w:id="{number}"/>' for side in ("Start", "End"))
    return p(text, extra=f"{end}{mark('comment', number)}").replace("<w:p>", f"<w:p>{start}")


def with_notes(*blocks: str, footnotes: int = 1, endnotes: int = 0, comments: int = 0) -> bytes:
    """A .docx with so many notes, numbered from 2 on, and comments, from 0 on; each text is a tag with its number."""
    data = docx(*blocks)
    counts = {"footnote": range(2, 2 + footnotes), "endnote": range(2, 2 + endnotes), "comment": range(comments)}
    for kind, numbers in counts.items():
        author = ' w:author="a"' if kind == "comment" else ""
        inside = "".join(
            f'<w:{kind} w:id="{number}"{author}><w:p w14:paraId="0000000{number + 1}">{_run(number)}</w:p></w:{kind}>'
            for number in numbers
        )
        if inside:
            xml = f'<w:{kind}s xmlns:w="{NAMESPACE}" xmlns:w14="{_W14}">{inside}</w:{kind}s>'
            data = with_part(data, f"word/{kind}s.xml", xml, f"{_WORD}.{kind}s+xml", f"{kind}s")
    return data


def _run(number: int) -> str:
    return f'<w:r><w:t xml:space="preserve">{number} {{{{ loai }}}}</w:t></w:r>'


def ids(data: bytes, name: str, element: str) -> list[str]:
    return [each.get(f"{W}id", "") for each in part(data, name).iter(f"{W}{element}")]


def test_each_copy_of_a_mark_has_a_note_of_its_own() -> None:
    for kind in ("footnote", "endnote"):
        body = _LOOP, p("{{ x }}", extra=mark(kind, 2)), _END_LOOP, p("y", extra=mark(kind, 3))
        data = with_notes(*body, footnotes=2 * (kind == "footnote"), endnotes=2 * (kind == "endnote"))
        finished = rendered(data)
        assert lines(finished) == ["một", "hai", "ba", "y"]
        assert ids(finished, "word/document.xml", f"{kind}Reference") == ["2", "4", "5", "3"]
        said = {each.get(f"{W}id"): text_of(each) for each in part(finished, f"word/{kind}s.xml")}
        assert said == {"2": "2 KCN", "3": "3 KCN", "4": "2 KCN", "5": "2 KCN"}
        assert ooxml_findings(finished) == ooxml_findings(data) == []
        assert finished == rendered(data)


def test_a_note_whose_mark_goes_goes_too() -> None:
    data = with_notes(_IF, p("a", extra=mark("footnote", 2)), _END_IF, p("b", extra=mark("footnote", 3)), footnotes=2)
    finished = rendered(data)
    assert ids(finished, "word/footnotes.xml", "footnote") == ["3"]
    assert ids(rendered(data, co_bao_ve=False), "word/footnotes.xml", "footnote") == ["2", "3"]
    assert ooxml_findings(finished) == []


def test_a_comment_in_a_loop_stays_one() -> None:
    data = with_notes(_LOOP, commented("{{ x }}", 0), _END_LOOP, footnotes=0, comments=1)
    finished = rendered(data)
    assert lines(finished) == ["một", "hai", "ba"]
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert ids(finished, "word/document.xml", name) == ["0"]
    assert ooxml_findings(finished) == ooxml_findings(data) == []


def test_a_comment_whose_text_goes_goes_too_with_all_that_is_said_of_it() -> None:
    data = with_notes(_IF, commented("a", 0), _END_IF, commented("b", 1), footnotes=0, comments=2)
    name = "http://schemas.microsoft.com/office/word/2012/wordml"
    said = "".join(f'<w15:commentEx w15:paraId="0000000{number}" w15:done="0"/>' for number in (1, 2))
    data = with_part(
        data,
        "word/commentsExtended.xml",
        f'<w15:commentsEx xmlns:w15="{name}">{said}</w15:commentsEx>',
        f"{_WORD}.commentsExtended+xml",
        "commentsExtended",
    )
    finished = rendered(data)
    assert ids(finished, "word/comments.xml", "comment") == ["1"]
    assert b"00000001" not in entries_of(finished)["word/commentsExtended.xml"]
    assert b"00000002" in entries_of(finished)["word/commentsExtended.xml"]
    assert ooxml_findings(finished) == []


def test_a_comment_that_a_tag_takes_one_end_of_is_about_the_place_of_its_mark() -> None:
    begun = _LOOP.replace("<w:p>", '<w:p><w:commentRangeStart w:id="0"/>')
    ended = p("hết", extra=f'<w:commentRangeEnd w:id="0"/>{mark("comment", 0)}')
    finished = rendered(with_notes(begun, p("{{ x }}"), _END_LOOP, ended, footnotes=0, comments=1))
    assert ids(finished, "word/document.xml", "commentRangeEnd") == []
    assert ids(finished, "word/document.xml", "commentReference") == ["0"]
    assert ooxml_findings(finished) == []


def test_without_blocks_around_marks_nothing_is_touched() -> None:
    data = with_notes(p("{{ ten }}", extra=mark("footnote", 2)), commented("a", 0), footnotes=2, comments=1)
    finished = rendered(data)
    assert ids(finished, "word/footnotes.xml", "footnote") == ["2", "3"]
    assert ids(finished, "word/document.xml", "commentReference") == ["0"]


@st.composite
def _bodies(draw: st.DrawFn) -> tuple[str, ...]:
    """Draw a body in which three notes and three comments have their marks, in blocks or outside."""
    marked = [p(f"f{number}", extra=mark("footnote", number)) for number in (2, 3, 4)]
    marked += [commented(f"c{number}", number) for number in (0, 1, 2)]
    blocks: list[str] = []
    for paragraph in draw(st.permutations(marked)):
        opening, closing = draw(st.sampled_from([("", ""), (_LOOP, _END_LOOP), (_IF, _END_IF)]))
        inner, outer = draw(st.sampled_from([("", ""), (_LOOP, _END_LOOP), (_IF, _END_IF)]))
        blocks += [each for each in (opening, inner, paragraph, outer, closing) if each]
    return (*blocks, p("hết"))


@given(_bodies(), st.lists(st.sampled_from(["a", "b"]), max_size=3), st.booleans())
@settings(deadline=None, max_examples=60)
def test_whatever_is_copied_or_left_out_marks_and_notes_fit(
    body: tuple[str, ...], items: list[str], guarded: bool
) -> None:
    finished = rendered(with_notes(*body, footnotes=3, comments=3), tu=items, co_bao_ve=guarded)
    marks = ids(finished, "word/document.xml", "footnoteReference")
    assert len(marks) == len(set(marks)) == sum(text.startswith("f") for text in lines(finished))
    assert sorted(marks) == sorted(ids(finished, "word/footnotes.xml", "footnote"))
    about = sorted({text for text in lines(finished) if text.startswith("c")})
    for name in ("commentRangeStart", "commentRangeEnd", "commentReference"):
        assert sorted(ids(finished, "word/document.xml", name)) == [text[1:] for text in about]
    assert sorted(ids(finished, "word/comments.xml", "comment")) == [text[1:] for text in about]
    assert structure_findings(finished) == []
