from __future__ import annotations

import json

import pytest

from docgen.records import RECORD_KINDS, editor_line, examples, records_schema


def test_there_is_a_schema_of_a_file_of_every_kind() -> None:
    schemas = records_schema()
    assert set(schemas) == set(RECORD_KINDS)
    for schema in schemas.values():
        one, many = schema["anyOf"]
        assert many["items"] == one
        assert one["$ref"].removeprefix("#/$defs/") in schema["$defs"]
        assert schema["title"]
        json.dumps(schema)


@pytest.mark.parametrize(("name", "text"), examples().items())
def test_every_example_begins_with_the_line_that_editors_read(name: str, text: str) -> None:
    kind = name.split("/")[0]
    assert text.startswith(f"# yaml-language-server: $schema=../../.luoc_do/{kind}.json\n")


def test_schemas_may_lie_elsewhere() -> None:
    assert editor_line("../x.json") == "# yaml-language-server: $schema=../x.json"
    assert all("$schema=../luoc_do/" in text for text in examples("../luoc_do").values())
