"""JSON Schema of a model for editors: Vietnamese keys, labels and examples, so that VS Code completes them."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel

_DIALECT = "http://json-schema.org/draft-07/schema#"
_ANY_SCALAR = ["string", "number", "boolean"]


def json_schema(model: type[BaseModel]) -> dict[str, Any]:
    """Return the JSON Schema (draft 7, which YAML editors know) of one record of the model.

    Text may be written without quotes, so that an editor's YAML sees numbers in it: wherever text is taken, numbers
    are too. A key without value is refused, as the binder does.
    """
    raw = model.model_json_schema(by_alias=True)
    definitions = {name: _cleaned(part) for name, part in raw.pop("$defs", {}).items()}
    schema = {"$schema": _DIALECT, **_cleaned(raw)}
    if definitions:
        schema["$defs"] = definitions
    return schema


def _cleaned(definition: dict[str, Any]) -> dict[str, Any]:
    """Drop what the code says about itself in English: names and docstrings of classes."""
    kept = {key: value for key, value in definition.items() if key not in ("title", "description")}
    if "properties" in kept:
        kept["properties"] = {key: _property(value) for key, value in kept["properties"].items()}
        return kept
    return _property(kept)


def _property(schema: dict[str, Any]) -> dict[str, Any]:
    found = _without_null(schema)
    if found.get("type") == "string" and "enum" not in found and "const" not in found:
        found["type"] = list(_ANY_SCALAR)
    elif isinstance(found.get("type"), list) and "integer" in found["type"]:
        found["type"] = ["number", "string"]
    for key in ("items", "additionalProperties"):
        if isinstance(found.get(key), dict):
            found[key] = _property(found[key])
    if "patternProperties" in found:
        found["patternProperties"] = {name: _property(part) for name, part in found["patternProperties"].items()}
    return _with_default(found)


def _without_null(schema: dict[str, Any]) -> dict[str, Any]:
    choices = schema.get("anyOf")
    if choices is None:
        return dict(schema)
    rest = [choice for choice in choices if choice.get("type") != "null"]
    around = {key: value for key, value in schema.items() if key != "anyOf"}
    return {**rest[0], **around} if len(rest) == 1 else {**around, "anyOf": [_property(choice) for choice in rest]}


def _with_default(schema: dict[str, Any]) -> dict[str, Any]:
    """Write the default as a clerk would; «nothing» is no default to offer."""
    default = schema.pop("default", None)
    if isinstance(default, bool):
        schema["default"] = "có" if default else "không"
    elif default not in (None, [], {}):
        schema["default"] = default
    return schema
