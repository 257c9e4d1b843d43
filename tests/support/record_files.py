"""Small offices as bytes, and edits of them such as clerks, accidents and bad editors make."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

from hypothesis import strategies as st

from docgen.diagnostics import Diagnostic
from docgen.records import Dossier, examples

REPOSITORY = Path(__file__).resolve().parents[2]
ENTERPRISES = "records/doanh_nghiep/ccn_an_xa.yaml"
PARK = "records/khu/ccn_an_xa.yaml"
_TYPED = ("x", " ", ":", "#", " #2", '"', "'", "- ", "{", "[", "&", "*", "!", "\t", "\u200b", "ế")
_VALUES = ("", " ~", " x", ' "a: b"', " >\n      gập\n      lại", " |\n      hai\n      dòng", " 01/7/2014")
_ITEMS = ("- {ma: b1, ten: B}", "- {ma: b1,\n   ten: B}", "- - ma: b1", "-", "- ? ma\n  : b1")


def small_office() -> dict[str, bytes]:
    """One example of each kind of record, and a park with three enterprises."""
    files = {f"records/{name}": text.encode() for name, text in examples().items()}
    blocks = re.split(r"^(?=- ma:)", (REPOSITORY / ENTERPRISES).read_text("utf-8"), flags=re.MULTILINE)
    files[ENTERPRISES] = "".join(blocks[:4]).encode()
    files[PARK] = (REPOSITORY / PARK).read_bytes()
    return files


def told(dossier: Dossier, complaints: list[Diagnostic]) -> dict[str, Any]:
    """Everything that an office of records says: values, places down to the last one, lines, complaints, texts."""
    return {
        "records": [
            (key, record.value, record.value.model_fields_set, record.file, record.first_line, record.last_line)
            for key, record in dossier.records()
        ],
        "places": [record.places.node() for _, record in dossier.records()],
        "left out": dossier.left_out,
        "complaints": complaints,
        "texts": dict(dossier.sources),
    }


@st.composite
def edits(draw: st.DrawFn) -> dict[str, bytes]:
    """A small office with one to three places changed."""
    files = small_office()
    for _ in range(draw(st.integers(1, 3))):
        file = draw(st.sampled_from([ENTERPRISES, ENTERPRISES, PARK, *sorted(files)]))
        lines = files[file].decode("utf-8", "replace").split("\n")
        at = draw(st.integers(0, len(lines) - 1))
        _edit(draw, lines, at)
        files[file] = "\n".join(lines).encode()
    return files


def _edit(draw: st.DrawFn, lines: list[str], at: int) -> None:
    other = draw(st.integers(0, len(lines) - 1))
    kind = draw(st.sampled_from(["drop", "twice", "swap", "type", "value", "indent", "blank", "dash alone", "flow"]))
    if kind == "drop":
        del lines[at]
    elif kind == "twice":
        lines.insert(at, lines[other])
    elif kind == "swap":
        lines[at], lines[other] = lines[other], lines[at]
    elif kind == "type":
        column = draw(st.integers(0, len(lines[at])))
        typed = draw(st.sampled_from(_TYPED))
        lines[at] = lines[at][:column] + typed + lines[at][column:]
    elif kind == "value":
        written = draw(st.sampled_from(_VALUES))
        lines[at] = lines[at].split(":")[0] + ":" + written
    elif kind == "indent":
        lines[at] = " " * draw(st.integers(1, 4)) + lines[at]
    elif kind == "blank":
        lines.insert(at, draw(st.sampled_from(["", "   ", "# chú thích", "    # chú thích"])))
    elif kind == "dash alone":
        lines[at] = lines[at].replace("- ", "-\n  ", 1)
    else:
        lines.append(draw(st.sampled_from(_ITEMS)))
