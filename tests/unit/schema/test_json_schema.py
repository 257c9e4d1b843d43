from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest
from pydantic import BaseModel

from docgen.records import RECORD_KINDS
from docgen.schema import json_schema
from docgen.vietnamese import slug

MODELS = list(RECORD_KINDS.values())


def parts(schema: Any) -> Iterator[dict[str, Any]]:
    if isinstance(schema, dict):
        yield schema
        for value in schema.values():
            yield from parts(value)
    elif isinstance(schema, list):
        for value in schema:
            yield from parts(value)


@pytest.mark.parametrize("model", MODELS)
def test_keys_are_the_vietnamese_ones_each_with_its_label(model: type[BaseModel]) -> None:
    for part in parts(json_schema(model)):
        for key, value in part.get("properties", {}).items():
            assert key == slug(key)
            assert value["title"]


@pytest.mark.parametrize("model", MODELS)
def test_unknown_keys_and_empty_values_are_refused_as_by_the_binder(model: type[BaseModel]) -> None:
    schema = json_schema(model)
    assert '"null"' not in json.dumps(schema)
    groups = [part for part in parts(schema) if "properties" in part and part.get("type") == "object"]
    assert groups
    assert all(group["additionalProperties"] is False for group in groups)


@pytest.mark.parametrize("model", MODELS)
def test_nothing_that_the_code_says_about_itself_reaches_the_clerk(model: type[BaseModel]) -> None:
    text = json.dumps(json_schema(model), ensure_ascii=False)
    assert (model.__doc__ or "").splitlines()[0] not in text
    assert f'"{model.__name__}"' not in text


@pytest.mark.parametrize("model", MODELS)
def test_every_reference_leads_to_a_definition(model: type[BaseModel]) -> None:
    schema = json_schema(model)
    targets = {part["$ref"] for part in parts(schema) if "$ref" in part}
    assert {target.removeprefix("#/$defs/") for target in targets} <= set(schema.get("$defs", {}))


def test_yes_and_no_are_offered_as_words_and_so_is_their_default() -> None:
    sample = json_schema(RECORD_KINDS["luong_co_so"])["properties"]["da_kiem_chung"]
    assert sample["enum"][:2] == ["có", "không"]
    assert sample["default"] == "không"


def test_text_that_looks_like_a_number_is_not_marked_wrong_by_an_editor() -> None:
    fields = json_schema(RECORD_KINDS["doanh_nghiep"])["properties"]
    assert "number" in fields["ma_so_thue"]["type"]
    assert fields["so_lao_dong"]["type"] == ["number", "string"]


def test_choices_are_listed() -> None:
    definitions = json_schema(RECORD_KINDS["khu"])["$defs"]
    assert definitions["ParkKind"]["enum"] == ["KCN", "CCN"]
