"""The functions that tags of a Word template may call, with what each takes: numbers of clauses, references to them."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from jinja2 import nodes

from docgen.composition.tag_text import shorten
from docgen.vietnamese import slug


@dataclass(frozen=True, slots=True)
class TagFunction:
    """How a function is called: how many names it takes, its options that are words and those that are yes or no.

    ``form`` shows a call as a clerk writes it.
    """

    form: str
    least: int = 0
    most: int = 1
    words: tuple[str, ...] = ()
    switches: tuple[str, ...] = ()


MOST_NAMES = 20
"""Clauses that one reference may name; the length of a tag allows hardly more."""

TAG_FUNCTIONS = {
    "chuong": TagFunction('chuong("ten")'),
    "muc": TagFunction('muc("ten")'),
    "dieu": TagFunction('dieu("ten")'),
    "khoan": TagFunction('khoan("ten")'),
    "diem": TagFunction('diem("ten")'),
    "van_ban_moi": TagFunction("van_ban_moi()", 0, 0),
    "dan": TagFunction(
        'dan("ten", "ten_khac", thay="…", hoa=true, day_du=true)', 1, MOST_NAMES, ("thay",), ("hoa", "day_du")
    ),
}


def call_problem(call: nodes.Call, functions: Collection[str]) -> str | None:
    """Return what is wrong with a call in words, None for one that is good; options are respelt canonically.

    ``functions`` are the names that may be called here.
    """
    name = call.node.name if isinstance(call.node, nodes.Name) else ""
    shown = f"lời gọi «{shorten(name or '…')}(…)»"
    if name not in functions:
        return shown + (f"; chỉ gọi được: {', '.join(sorted(functions))}" if functions else "")
    known = TAG_FUNCTIONS[name]
    fits = known.least <= len(call.args) <= known.most and not call.dyn_args and not call.dyn_kwargs
    given: set[str] = set()
    for option in call.kwargs:
        assert isinstance(option, nodes.Keyword)
        option.key = slug(option.key)
        value = option.value.value if isinstance(option.value, nodes.Const) else None
        wanted: type | None = str if option.key in known.words else bool if option.key in known.switches else None
        fits = fits and wanted is not None and isinstance(value, wanted) and option.key not in given
        given.add(option.key)
    return None if fits else f"{shown} với phần trong ngoặc như thế; viết {known.form}"
