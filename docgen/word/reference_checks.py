"""What can be told of numbers and references before any paper is made: names ill-made, given twice, given nowhere."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from docgen.composition.guarding import path_of
from docgen.composition.tag_functions import TAG_FUNCTIONS
from docgen.composition.tag_source import Names, expression_source
from docgen.composition.tag_text import Tag, TagKind, shorten
from docgen.diagnostics import Diagnostic
from docgen.vietnamese import closest, slug
from docgen.word.arrangement import Standing
from docgen.word.complaints import CLAUSE_NAME, MISPLACED_TAG, NAME_TWICE, WRONG_REFERENCE
from docgen.word.numbering import LEVELS, NAME
from docgen.word.parts import MAIN_LABEL, FilledPart
from docgen.word.reading import TaggedParagraph
from docgen.word.slots import Slot
from docgen.word.xml_names import TEXT_BOX, ancestor

_LONGEST = 36
_OWN_CLAUSES = ("dieu_rieng", "dieu_rieng_cuoi")
_NO_NAMES = Names(ahead=False)


@dataclass
class _Conditions:
    """The conditions of one block: those told so far, with what they came out as in the branch that is open.

    ``own`` is what a loop over an enterprise's own clauses calls each of them.
    """

    told: dict[str, bool] = field(default_factory=dict)
    own: str = ""
    last: tuple[str, bool] | None = None

    def ask(self, test: nodes.Node | None) -> None:
        """Begin the next branch: the last condition was false, this one (if any) is true."""
        if self.last is not None:
            self.told[self.last[0]] = not self.last[1]
        self.last = None
        if test is not None:
            wanted = True
            while isinstance(test, nodes.Not):
                test, wanted = test.node, not wanted
            self.last = (expression_source(test, _NO_NAMES), wanted)
            self.told[self.last[0]] = wanted


@dataclass
class Spoken:
    """The names that the parts of a template give to clauses and refer to; show it each part, then ask for problems.

    ``own_names`` are those that the records give to own clauses of enterprises.
    """

    own_names: frozenset[str] = frozenset()
    given: dict[str, list[tuple[Tag, dict[str, bool]]]] = field(default_factory=dict)
    wanted: list[tuple[Tag, str]] = field(default_factory=list)
    from_fields: bool = False

    def see(
        self, standing: Sequence[Standing], said: Sequence[nodes.Node | None], part: FilledPart
    ) -> list[Diagnostic]:
        """Look at the tags of a part, in order, each with what it says; return what is wrong with a tag by itself."""
        found: list[Diagnostic] = []
        blocks: list[_Conditions] = []
        for (owner, tag), node in zip(standing, said, strict=True):
            if tag.kind is TagKind.STATEMENT:
                _follow(tag, node, blocks)
            call = _call(node)
            if call is None:
                continue
            function, names = call
            if function != "dan" and _is_beside_the_text(owner, part):
                found.append(_misplaced(owner, tag, part))
            if _names_own(node, [block.own for block in blocks]):
                continue
            told = {condition: value for block in blocks for condition, value in block.told.items()}
            found += [_ill_made(tag, name) for name in names if name is not None and not NAME.fullmatch(name)]
            for name in names:
                self._name(tag, function, name, told)
        return found

    def _name(self, tag: Tag, function: str, name: str | None, told: Mapping[str, bool]) -> None:
        if name is None:
            self.from_fields = self.from_fields or function in LEVELS
        elif function == "dan":
            self.wanted.append((tag, name))
        else:
            self.given.setdefault(name, []).append((tag, dict(told)))

    def problems(self) -> Iterator[Diagnostic]:
        """Yield what is wrong; where names come from fields, a paper shows whether a reference finds its clause."""
        for name, givers in self.given.items():
            yield from _given_twice(name, givers)
        for tag, name in self.wanted:
            if name not in self.given and name not in self.own_names and not self.from_fields:
                guess = closest(name, [*self.given, *sorted(self.own_names)])
                hint = f"Có phải «{guess}» không?" if guess else f'Đặt tên ở nơi được dẫn, ví dụ dieu("{name}").'
                message = f"Dẫn chiếu đến điều khoản mang tên «{shorten(name)}» mà không điều khoản nào mang tên đó"
                yield tag.place.complain(WRONG_REFERENCE, message, hint)


def _follow(tag: Tag, node: nodes.Node | None, blocks: list[_Conditions]) -> None:
    if tag.word in ("if", "for"):
        blocks.append(_Conditions(own=_own_variable(node)))
        if isinstance(node, nodes.If):
            blocks[-1].ask(node.test)
    elif tag.word in ("elif", "else") and blocks:
        blocks[-1].ask(node.test if isinstance(node, nodes.If) else None)
    elif tag.word in ("endif", "endfor") and blocks:
        blocks.pop()


def _own_variable(node: nodes.Node | None) -> str:
    if not isinstance(node, nodes.For) or not isinstance(node.target, nodes.Name):
        return ""
    return node.target.name if path_of(node.iter).rpartition(".")[2] in _OWN_CLAUSES else ""


def _names_own(node: nodes.Node | None, variables: Sequence[str]) -> bool:
    """Tell whether a number takes its name from an own clause: names of these are known from the records."""
    call = node.nodes[0] if isinstance(node, nodes.Output) else None
    if not isinstance(call, nodes.Call) or not call.args or not isinstance(call.node, nodes.Name):
        return False
    return call.node.name != "dan" and path_of(call.args[0]) in {f"{name}.ma" for name in variables if name}


def _call(node: nodes.Node | None) -> tuple[str, list[str | None]] | None:
    """Return the function that a tag calls with the names it gives, None for a name that comes from a field."""
    if not isinstance(node, nodes.Output) or not isinstance(node.nodes[0], nodes.Call):
        return None
    call = node.nodes[0]
    if not isinstance(call.node, nodes.Name) or call.node.name not in TAG_FUNCTIONS:
        return None
    return call.node.name, [str(each.value) if isinstance(each, nodes.Const) else None for each in call.args]


def _is_beside_the_text(owner: TaggedParagraph | Slot, part: FilledPart) -> bool:
    return isinstance(owner, Slot) or part.label != MAIN_LABEL or ancestor(owner.element, TEXT_BOX) is not None


def _misplaced(owner: TaggedParagraph | Slot, tag: Tag, part: FilledPart) -> Diagnostic:
    where = owner.what if isinstance(owner, Slot) else part.label
    message = f"Thẻ «{shorten(tag.source)}» đánh số chỉ dùng trong thân văn bản, không dùng ở {where}"
    return tag.place.complain(MISPLACED_TAG, message, 'Dẫn số điều thì dùng dan("tên").')


def _ill_made(tag: Tag, name: str) -> Diagnostic:
    message = f"Tên điều khoản «{shorten(name)}» trong thẻ «{shorten(tag.source)}» viết không đúng"
    better = slug(name)[:_LONGEST].strip("_")
    better = better if NAME.fullmatch(better) else "ra_vao"
    said = "Tên bắt đầu bằng chữ cái, chỉ gồm chữ thường không dấu, chữ số và dấu gạch dưới, dài đến 36 ký tự"
    return tag.place.complain(CLAUSE_NAME, message, f"{said}; ví dụ «{better}».")


def _given_twice(name: str, givers: Sequence[tuple[Tag, Mapping[str, bool]]]) -> Iterator[Diagnostic]:
    for place, (tag, told) in enumerate(givers):
        for earlier, conditions in givers[:place]:
            if not any(conditions.get(condition, value) is not value for condition, value in told.items()):
                where = earlier.place.span.place or str(earlier.place.span)
                message = f"Tên «{name}» đã đặt ở thẻ «{shorten(earlier.source)}» ({where})"
                hint = "Mỗi tên chỉ đặt một nơi, trừ khi hai nơi ở hai nhánh if … else mà văn bản chỉ có một."
                yield tag.place.complain(NAME_TWICE, message, hint)
                break
