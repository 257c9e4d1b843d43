"""The tags of one text or part as a tree: what is printed, under which conditions, inside which loops.

What looks at templates without filling them (warnings of ``docgen check``) walks this tree. Only tags that the
allow-list has let through come here.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from jinja2 import nodes

from docgen.composition.field_tree import FieldTree
from docgen.composition.program import read_tags
from docgen.composition.tag_text import Tag, TagKind


@dataclass(slots=True)
class Printed:
    """A tag that prints a value."""

    tag: Tag
    value: nodes.Expr


@dataclass(slots=True)
class Branch:
    """``if`` or ``elif`` with its condition, or ``else`` (no condition), and what stands under it."""

    tag: Tag
    test: nodes.Expr | None
    body: list[Piece] = field(default_factory=list)


@dataclass(slots=True)
class Branching:
    """One ``if`` with its branches in order."""

    branches: list[Branch]


@dataclass(slots=True)
class Loop:
    """One ``for``: its variable, what it goes through, the condition on its items, its body, what stands for none."""

    tag: Tag
    name: str
    source: nodes.Expr
    test: nodes.Expr | None
    body: list[Piece] = field(default_factory=list)
    otherwise: list[Piece] = field(default_factory=list)


Piece = Printed | Branching | Loop


def tag_tree(tags: Sequence[Tag], fields: FieldTree, functions: Collection[str] = ()) -> list[Piece]:
    """Return the tags, which have been checked and match, as a tree; names are spelt as the fields are.

    Raises ValueError for tags that were not let through.
    """
    said, found = read_tags(tags, fields, functions)
    if found:
        raise ValueError(f"tags that were not let through: {found[0].message}")
    top: list[Piece] = []
    open_blocks: list[Branching | Loop] = []
    bodies = [top]
    for tag, node in zip(tags, said, strict=True):
        if tag.kind is TagKind.VALUE:
            _print(tag, node, bodies[-1])
        elif tag.kind is TagKind.REMARK:
            continue
        elif tag.word in ("endif", "endfor"):
            open_blocks.pop()
            bodies.pop()
        elif tag.word in ("elif", "else"):
            bodies[-1] = _next_body(tag, node, open_blocks[-1])
        else:
            block, body = _opened(tag, node)
            bodies[-1].append(block)
            open_blocks.append(block)
            bodies.append(body)
    return top


def _print(tag: Tag, node: nodes.Node | None, body: list[Piece]) -> None:
    assert isinstance(node, nodes.Output)
    body.extend(Printed(tag, part) for part in node.nodes if not isinstance(part, nodes.TemplateData))


def _next_body(tag: Tag, node: nodes.Node | None, block: Branching | Loop) -> list[Piece]:
    if isinstance(block, Loop):
        return block.otherwise
    branch = Branch(tag, _test(node) if isinstance(node, nodes.If) else None)
    block.branches.append(branch)
    return branch.body


def _opened(tag: Tag, node: nodes.Node | None) -> tuple[Branching | Loop, list[Piece]]:
    if isinstance(node, nodes.For):
        assert isinstance(node.target, nodes.Name)
        assert isinstance(node.iter, nodes.Expr)
        assert node.test is None or isinstance(node.test, nodes.Expr)
        loop = Loop(tag, node.target.name, node.iter, node.test)
        return loop, loop.body
    assert isinstance(node, nodes.If)
    branch = Branch(tag, _test(node))
    return Branching([branch]), branch.body


def _test(node: nodes.If) -> nodes.Expr:
    assert isinstance(node.test, nodes.Expr)
    return node.test
