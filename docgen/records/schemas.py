"""JSON Schema and an example of each kind of record, for editors and for a new office folder."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from docgen.records.kinds import NOUNS, RECORD_KINDS
from docgen.schema import example, json_schema

EXAMPLE_FILE = "vi_du.yaml"
_ONE = "ban_ghi"


def records_schema() -> Mapping[str, dict[str, Any]]:
    """Return the JSON Schema of a file of each kind (by folder name): one record, or a list of records."""
    return {kind: _file_schema(kind) for kind in RECORD_KINDS}


def editor_line(schema_path: str) -> str:
    """Return the first line of a record file that tells editors where its schema lies.

    ``schema_path`` is relative to the file, with ``/`` between folders.
    """
    return f"# yaml-language-server: $schema={schema_path}"


def examples(schema_folder: str = "../../.luoc_do") -> Mapping[str, str]:
    """Return an example record of each kind as YAML text, by its path below ``records/`` (``khu/vi_du.yaml``).

    Together they are a small office without mistakes: what one names, another is. ``schema_folder`` is where the
    schemas lie as seen from a record file; each is named after its kind.
    """
    return {
        f"{kind}/{EXAMPLE_FILE}": f"{_head(kind, schema_folder)}{example(model)}"
        for kind, model in RECORD_KINDS.items()
    }


def _file_schema(kind: str) -> dict[str, Any]:
    record = json_schema(RECORD_KINDS[kind])
    dialect, definitions = record.pop("$schema"), record.pop("$defs", {})
    one = {"$ref": f"#/$defs/{_ONE}"}
    return {
        "$schema": dialect,
        "title": NOUNS[kind],
        "anyOf": [one, {"type": "array", "minItems": 1, "items": one}],
        "$defs": {**definitions, _ONE: {"title": NOUNS[kind], **record}},
    }


def _head(kind: str, schema_folder: str) -> str:
    return (
        f"{editor_line(f'{schema_folder}/{kind}.json')}\n"
        f"# Ví dụ về {NOUNS[kind]}: sửa các giá trị cho đúng với đơn vị mình.\n"
        "# Khóa không bắt buộc có dấu # đứng liền trước; muốn dùng thì xóa dấu # đó.\n"
        "# Một tệp chứa một bản ghi, hoặc nhiều bản ghi, mỗi bản ghi mở đầu bằng «- ».\n"
    )
