"""Where each value of a bound record stands in its source."""

from __future__ import annotations

from collections.abc import Callable

from docgen.diagnostics import Span
from docgen.schema.nodes import Mapping, Node, Scalar, Sequence
from docgen.vietnamese import slug


class Places:
    """The places of the values of one record, found by path of Vietnamese keys and positions from 0.

    Made from the tree of the record, or from a function that reads it when the first place is asked for: among
    thousands of records only the few with something to say need theirs.
    """

    __slots__ = ("_source",)

    def __init__(self, root: Node | Callable[[], Node]) -> None:
        self._source = root

    @property
    def _root(self) -> Node:
        if callable(self._source):
            self._source = self._source()
        return self._source

    def span(self, *path: str | int) -> Span:
        """Return the place of the value at the path: of the value itself, or of the key that opens a list or group.

        Where the source has no such value, the place of its nearest parent is returned.
        """
        node = self._root
        span = node.span
        for step in path:
            found = _child(node, step)
            if found is None:
                break
            node, span = found
        return span

    def key_span(self, *path: str | int) -> Span:
        """Return the place of the key that opens the value at the path (of the item, where it is in a list)."""
        if not path:
            return self._root.span
        parent = self.node(*path[:-1])
        step = path[-1]
        if isinstance(parent, Mapping) and isinstance(step, str):
            entry = parent.entries.get(step) or parent.entries.get(slug(step))
            if entry is not None:
                return entry.key.span
        return self.span(*path)

    def node(self, *path: str | int) -> Node | None:
        """Return the node at the path, None where the source has no such value."""
        node: Node = self._root
        for step in path:
            found = _child(node, step)
            if found is None:
                return None
            node = found[0]
        return node

    def text(self, *path: str | int) -> str | None:
        """Return the text at the path as it was written; None where there is no text."""
        node = self.node(*path)
        return node.text if isinstance(node, Scalar) else None


def _child(node: Node, step: str | int) -> tuple[Node, Span] | None:
    if isinstance(node, Mapping) and isinstance(step, str):
        entry = node.entries.get(step) or node.entries.get(slug(step))
        if entry is None:
            return None
        value = entry.value
        shown = value.span if isinstance(value, Scalar) and value.length else entry.key.span
        return value, shown
    if isinstance(node, Sequence) and isinstance(step, int) and 0 <= step < len(node.items):
        item = node.items[step]
        return item, item.span
    return None
