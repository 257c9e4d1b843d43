"""The allow-list over the parse tree of tags: what is not named here does not run.

A sandbox alone has been escaped time and again and stops neither ``'A' * 10**10`` nor nested loops; a short list of
node classes can be read in full. The same walk knows the fields, so a misspelt one is found before any paper is made.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field

from jinja2 import nodes

from docgen.composition.comparisons import comparison_problems
from docgen.composition.complaints_expression import REFUSED_TAG, UNKNOWN_FIELD, UNKNOWN_FILTER, WRONG_FIELD_KIND
from docgen.composition.field_tree import FieldKind, FieldTree
from docgen.composition.filters import FILTERS, Filter
from docgen.composition.tag_functions import call_problem
from docgen.composition.tag_text import Place, shorten
from docgen.diagnostics import Diagnostic, Rule
from docgen.vietnamese import closest, slug

MOST_NESTED_LOOPS = 3
_DEEPEST = 30
_NUMBER = FieldTree(FieldKind.NUMBER)
_YES_NO = FieldTree(FieldKind.YES_NO)
_TEXT = FieldTree(FieldKind.TEXT)
_UNKNOWN = FieldTree(FieldKind.RECORD)
_NOT_PRINTED = (FieldKind.RECORD, FieldKind.LIST)
LOOP = FieldTree(
    FieldKind.RECORD,
    children={
        **dict.fromkeys(("index", "index0", "revindex", "revindex0", "length"), _NUMBER),
        **dict.fromkeys(("first", "last"), _YES_NO),
    },
)
"""What ``loop`` offers inside ``for``."""

_NAMES_OF_REFUSED: dict[type[nodes.Node], str] = {
    nodes.BinExpr: "phép tính",
    nodes.UnaryExpr: "phép tính",
    nodes.Concat: "phép ghép chữ «~»",
    nodes.Slice: "phép cắt «:»",
    nodes.Call: "lời gọi «(…)»",
    nodes.Test: "phép thử «is»",
    nodes.Const: "giá trị cố định",
    nodes.Getitem: "dấu ngoặc vuông «[…]»",
    nodes.Dict: "bảng «{…}»",
    nodes.List: "danh sách «[…]» ở chỗ này",
    nodes.Tuple: "danh sách «(…)» ở chỗ này",
}


@dataclass(frozen=True, slots=True)
class Scope:
    """The names a tag can use where it stands, and how many loops are around it."""

    names: Mapping[str, FieldTree]
    loops: int = 0

    def inside_loop(self, name: str, item: FieldTree | None) -> Scope:
        """Return the scope inside ``for name in …`` over items of this kind (None when unknown)."""
        return Scope({**self.names, "loop": LOOP, name: item or _UNKNOWN}, self.loops + 1)


def check_tree(
    tree: nodes.Template,
    fields: FieldTree,
    place_of: Callable[[int], Place],
    functions: Collection[str] = (),
) -> list[Diagnostic]:
    """Return what in the tree is refused or names no field; ``place_of`` turns a line of the source into a place.

    ``functions`` are the names of :mod:`docgen.composition.tag_functions` that may be called, with constants or
    fields, as the whole inside of a tag.
    Names in the tree are replaced by their canonical spelling («Mã_số_thuế» becomes ``ma_so_thue``).
    """
    checker = TreeChecker(place_of, functions)
    checker.statements(tree.body, Scope(fields.children))
    return checker.found


@dataclass
class TreeChecker:
    """Walks statements and expressions, collecting complaints in ``found``."""

    place_of: Callable[[int], Place]
    functions: Collection[str]
    found: list[Diagnostic] = field(default_factory=list)

    def statements(self, body: list[nodes.Node], scope: Scope) -> None:
        """Check a sequence of statements."""
        for statement in body:
            if isinstance(statement, nodes.Output):
                for part in statement.nodes:
                    self._printed(part, scope)
            elif isinstance(statement, nodes.If):
                self._if(statement, scope)
            elif isinstance(statement, nodes.For):
                inner = self.loop(statement, scope)
                self.statements(statement.body, inner)
                self.statements(statement.else_, scope)
            else:
                self._refuse(statement, f"thẻ lệnh «{type(statement).__name__.lower()}»")

    def _if(self, statement: nodes.If, scope: Scope) -> None:
        for branch in (statement, *statement.elif_):
            self.kind(branch.test, scope)
            self.statements(branch.body, scope)
        self.statements(statement.else_, scope)

    def loop(self, statement: nodes.For, scope: Scope) -> Scope:
        """Check the head of a loop and return the scope of its body."""
        target = statement.target
        if not isinstance(target, nodes.Name):
            self._refuse(statement, "vòng lặp có nhiều biến")
            return scope.inside_loop("", None)
        target.name = self._canonical(target, target.name)
        if target.name == "loop" or target.name in self.functions:
            self._refuse(statement, f"biến lặp tên «{target.name}»")
        if statement.recursive:
            self._refuse(statement, "vòng lặp đệ quy")
        if scope.loops >= MOST_NESTED_LOOPS:
            self._refuse(statement, f"hơn {MOST_NESTED_LOOPS} vòng lặp lồng nhau")
        source = self._field(statement.iter, scope)
        if source is not None and source.kind is not FieldKind.LIST:
            message = f"Chỉ lặp được trên danh sách; «{_shown(statement.iter)}» là {source.kind.value}"
            self._complain(WRONG_FIELD_KIND, statement, message)
        inner = scope.inside_loop(target.name, source.item if source else None)
        if statement.test is not None:
            self.kind(statement.test, inner)
        return inner

    def _printed(self, part: nodes.Expr, scope: Scope) -> None:
        if isinstance(part, nodes.TemplateData):
            return
        if isinstance(part, nodes.Call):
            self._call(part, scope)
            return
        kind = self.kind(part, scope)
        if kind is not None and kind.kind in _NOT_PRINTED:
            message = f"Không in thẳng được {kind.kind.value} «{_shown(part)}»"
            hint = "Lặp bằng for, hoặc nối bằng noi_va." if kind.kind is FieldKind.LIST else _children_hint(kind)
            self._complain(WRONG_FIELD_KIND, part, message, hint)

    def _call(self, call: nodes.Call, scope: Scope) -> None:
        problem = call_problem(call, self.functions)
        if problem is not None:
            self._refuse(call, problem)
            return
        for argument in call.args:
            if not (isinstance(argument, nodes.Const) and isinstance(argument.value, str)):
                self._field(argument, scope)

    def kind(self, node: nodes.Node, scope: Scope, depth: int = 0) -> FieldTree | None:
        """Check an expression and return what it gives, None when that is not known."""
        if depth > _DEEPEST:
            self._refuse(node, "biểu thức lồng quá sâu")
            return None
        if isinstance(node, nodes.Name | nodes.Getattr | nodes.Getitem):
            return self._field(node, scope)
        if isinstance(node, nodes.Const):
            return _of_constant(node.value)
        if isinstance(node, nodes.Neg) and isinstance(node.node, nodes.Const):
            return _NUMBER
        if isinstance(node, nodes.Filter):
            return self._filter(node, scope, depth)
        if isinstance(node, nodes.And | nodes.Or | nodes.Not | nodes.Compare):
            self._logic(node, scope, depth)
            return _YES_NO
        if isinstance(node, nodes.CondExpr):
            return self._choice(node, scope, depth)
        self._refuse(node)
        return None

    def _logic(self, node: nodes.Expr, scope: Scope, depth: int) -> None:
        if isinstance(node, nodes.Not):
            self.kind(node.node, scope, depth + 1)
        elif isinstance(node, nodes.And | nodes.Or):
            self.kind(node.left, scope, depth + 1)
            self.kind(node.right, scope, depth + 1)
        elif isinstance(node, nodes.Compare):
            left, left_kind = node.expr, self.kind(node.expr, scope, depth + 1)
            for operand in node.ops:
                right = operand.expr
                listed = _is_constant_list(right) and operand.op in ("in", "notin")
                right_kind = None if listed else self.kind(right, scope, depth + 1)
                for rule, message, *hints in comparison_problems(operand.op, left, left_kind, right, right_kind):
                    self._complain(rule, node, message, *hints)
                left, left_kind = right, right_kind

    def _choice(self, node: nodes.CondExpr, scope: Scope, depth: int) -> FieldTree | None:
        self.kind(node.test, scope, depth + 1)
        first = self.kind(node.expr1, scope, depth + 1)
        if node.expr2 is None:
            self._refuse(node, "«… if …» không có «else …»")
            return first
        second = self.kind(node.expr2, scope, depth + 1)
        return first if first is not None and second is not None and first.kind is second.kind else None

    def _filter(self, node: nodes.Filter, scope: Scope, depth: int) -> FieldTree | None:
        node.name = self._canonical(node, node.name)
        given = self.kind(node.node, scope, depth + 1) if node.node is not None else None
        known = FILTERS.get(node.name)
        if known is None:
            guess = closest(node.name, FILTERS)
            hint = f"Có phải «{guess}» không?" if guess else f"Chỉ có: {', '.join(FILTERS)}."
            self._complain(UNKNOWN_FILTER, node, f"Không có cách viết (bộ lọc) «{shorten(node.name)}»", hint)
            return None
        words = [arg for arg in node.args if isinstance(arg, nodes.Const) and isinstance(arg.value, str)]
        if (
            node.kwargs
            or node.dyn_args
            or node.dyn_kwargs
            or len(words) != len(node.args)
            or not known.accepts(len(words))
        ):
            form = f'{node.name}("…")' if known.arguments else node.name
            self._refuse(node, f"bộ lọc «{node.name}» với tham số khác; viết «{form}»")
        if given is not None:
            self._fits(node, known, given)
        return given if known.makes is None else FieldTree(known.makes)

    def _fits(self, node: nodes.Filter, known: Filter, given: FieldTree) -> None:
        """Complain where the filter is not for what it is given."""
        shown = "phần đứng trước" if isinstance(node.node, nodes.Filter) else f"«{_shown(node.node)}»"
        if known.takes and given.kind not in known.takes:
            wanted = ", ".join(kind.value for kind in known.takes)
            message = f"Bộ lọc «{node.name}» dùng cho {wanted}; {shown} là {given.kind.value}"
            earlier = node.node.name if isinstance(node.node, nodes.Filter) else ""
            hints = ("Viết mac_dinh sau cùng trong thẻ.",) if earlier == "mac_dinh" else ()
            self._complain(WRONG_FIELD_KIND, node, message, *hints)
        elif known.makes is FieldKind.TEXT and given.item is not None and given.item.kind in _NOT_PRINTED:
            message = f"Bộ lọc «{node.name}» nối danh sách chữ; mỗi mục của {shown} là {given.item.kind.value}"
            self._complain(WRONG_FIELD_KIND, node, message, "Lặp bằng for rồi in từng trường của mỗi mục.")

    def _field(self, node: nodes.Node | None, scope: Scope) -> FieldTree | None:
        if isinstance(node, nodes.Name):
            node.name = self._canonical(node, node.name)
            return self._child(node, node.name, scope.names, "")
        if isinstance(node, nodes.Getattr):
            parent = self._field(node.node, scope)
            node.attr = self._canonical(node, node.attr)
            return self._member(node, node.attr, parent, _shown(node.node))
        if isinstance(node, nodes.Getitem) and isinstance(node.arg, nodes.Const):
            parent = self._field(node.node, scope)
            value = node.arg.value
            if isinstance(value, str):
                node.arg.value = self._canonical(node, value)
                return self._member(node, node.arg.value, parent, _shown(node.node))
            if isinstance(value, int) and parent is not None and parent.kind is FieldKind.LIST:
                return parent.item
        if node is not None:
            self._refuse(node, f"{_name_of_refused(node)} ở chỗ cần tên trường")
        return None

    def _member(self, node: nodes.Node, name: str, parent: FieldTree | None, shown: str) -> FieldTree | None:
        if parent is None:
            return None
        if parent.kind is FieldKind.RECORD:
            return self._child(node, name, parent.children, shown)
        hint = "Lặp bằng for rồi lấy trường của từng dòng." if parent.kind is FieldKind.LIST else ""
        message = f"«{shown}» là {parent.kind.value}, không có trường con «{shorten(name)}»"
        self._complain(UNKNOWN_FIELD, node, message, *filter(None, [hint]))
        return None

    def _child(self, node: nodes.Node, name: str, children: Mapping[str, FieldTree], parent: str) -> FieldTree | None:
        if name in children:
            return None if children[name] is _UNKNOWN else children[name]
        guess = closest(name, children)
        dotted = f"{parent}.{guess}" if parent else guess
        hint = f"Có phải «{dotted}» không?" if guess else f"Các trường có: {', '.join(sorted(children)[:12])}."
        where = f" trong «{parent}»" if parent else ""
        self._complain(UNKNOWN_FIELD, node, f"Không có trường «{shorten(name)}»{where}", hint)
        return None

    def _canonical(self, node: nodes.Node, name: str) -> str:
        if name.startswith("_"):
            self._refuse(node, f"tên bắt đầu bằng dấu gạch dưới «{shorten(name)}»")
            return "gach_duoi"
        return slug(name) or name

    def _refuse(self, node: nodes.Node, what: str | None = None) -> None:
        self._complain(REFUSED_TAG, node, f"Thẻ không dùng được {what or _name_of_refused(node)}")

    def _complain(self, rule: Rule, node: nodes.Node, message: str, *hints: str) -> None:
        self.found.append(self.place_of(node.lineno).complain(rule, message, *hints))


def _name_of_refused(node: nodes.Node) -> str:
    names = (name for kind, name in _NAMES_OF_REFUSED.items() if isinstance(node, kind))
    return next(names, "cách viết này")


def _is_constant_list(node: nodes.Node) -> bool:
    return isinstance(node, nodes.List | nodes.Tuple) and all(isinstance(item, nodes.Const) for item in node.items)


def _of_constant(value: object) -> FieldTree | None:
    if isinstance(value, bool):
        return _YES_NO
    if isinstance(value, int | float):
        return _NUMBER
    return _TEXT if isinstance(value, str) else None


def _children_hint(kind: FieldTree) -> str:
    return f"Chọn một trường bên trong: {', '.join(sorted(kind.children)[:12])}."


def _shown(node: nodes.Node | None) -> str:
    return shorten(".".join(reversed(list(_parts(node)))) or "…")


def _parts(node: nodes.Node | None) -> Iterator[str]:
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        yield node.attr if isinstance(node, nodes.Getattr) else _constant_text(node.arg)
        node = node.node
    if isinstance(node, nodes.Name):
        yield node.name


def _constant_text(node: nodes.Node) -> str:
    return str(node.value) if isinstance(node, nodes.Const) else "…"


def field_paths(node: nodes.Node) -> tuple[str, ...]:
    """Return the dotted paths of the fields that an expression names, each once, in order."""
    found: dict[str, None] = {}
    pending: list[nodes.Node] = [node]
    while pending:
        current = pending.pop()
        if isinstance(current, nodes.Name | nodes.Getattr | nodes.Getitem):
            found[".".join(reversed([slug(part) or part for part in _parts(current)]))] = None
            continue
        pending += reversed(list(current.iter_child_nodes()))
    return tuple(found)
