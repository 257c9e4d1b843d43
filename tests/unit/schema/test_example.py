from __future__ import annotations

import pytest
from pydantic import BaseModel, Field

from docgen.diagnostics import render_text
from docgen.records import RECORD_KINDS
from docgen.schema import bind, compose, example, switched_on
from docgen.schema.shape import Shape, ShapeKind, shape_of

MODELS = list(RECORD_KINDS.values())


@pytest.mark.parametrize("model", MODELS)
@pytest.mark.parametrize("whole", [False, True])
def test_every_example_binds_with_its_optional_keys_on_or_off(model: type[BaseModel], whole: bool) -> None:
    text = switched_on(example(model)) if whole else example(model)
    node, complaints = compose(text, "vi_du.yaml")
    assert node is not None
    value, _, found = bind(node, model)
    report = render_text([*complaints, *found], {"vi_du.yaml": text})
    assert value is not None, report
    assert not complaints, report


@pytest.mark.parametrize("model", MODELS)
def test_an_example_names_every_key_with_its_label(model: type[BaseModel]) -> None:
    text = switched_on(example(model))

    def named(shape: Shape) -> None:
        for field in shape.fields.values():
            assert f"{field.key}:" in text
            assert f"# {field.label}" in text
            named(field.shape.item or field.shape)

    named(shape_of(model))


@pytest.mark.parametrize("model", MODELS)
def test_every_field_declares_an_example_of_its_own(model: type[BaseModel]) -> None:
    def without(shape: Shape) -> list[str]:
        bare: list[str] = []
        for field in shape.fields.values():
            inner = field.shape.item or field.shape
            if inner.kind is ShapeKind.GROUP:
                bare += without(inner)
            elif field.example is None:
                bare.append(field.key)
        return bare

    assert without(shape_of(model)) == []


class Small(BaseModel):
    tricky: str = Field(alias="kho", examples=['nói "được": # 5 \\ %'])
    bare: str = Field(alias="tran", title="Ô trần")
    switch: bool = Field(alias="bat")
    yes: str = Field(alias="chu_no", examples=["No"])
    maybe: str | None = Field(None, alias="tuy", title="Tùy chọn")


def test_values_are_quoted_where_yaml_or_another_reader_would_mistake_them() -> None:
    text = example(Small)
    assert '"nói \\"được\\": # 5 \\\\ %"' in text
    assert 'chu_no: "No"' in text
    node, complaints = compose(text, "a.yaml")
    assert node is not None
    assert complaints == []
    value, _, found = bind(node, Small)
    assert found == []
    assert value is not None
    assert value.tricky == 'nói "được": # 5 \\ %'


def test_optional_keys_are_off_until_their_mark_is_deleted() -> None:
    assert "\n#tuy: Tùy chọn\n" in example(Small)
    assert "\ntuy: Tùy chọn\n" in switched_on(example(Small))
    assert "# Tùy chọn (không bắt buộc)" in switched_on(example(Small))


class Row(BaseModel):
    maybe: str | None = Field(None, alias="tuy", title="Tùy chọn")
    needed: str = Field(alias="can", title="Cần có")


class Table(BaseModel):
    rows: tuple[Row, ...] = Field(alias="dong", title="Các dòng")


def test_a_list_item_begins_with_a_key_that_cannot_be_left_out() -> None:
    assert "\n  - can: Cần có\n" in example(Table)
    assert "\n    #tuy: Tùy chọn\n" in example(Table)
