from __future__ import annotations

import yaml
from yaml.error import Mark

from docgen.diagnostics import Span
from docgen.schema.syntax_errors import syntax_complaint


def test_a_trouble_without_a_place_is_told_about_the_file() -> None:
    complaint = syntax_complaint(yaml.YAMLError("?"), ["a"], "a.yaml", None)
    assert complaint.rule.code == "khong-doc-duoc"
    assert complaint.span == Span("a.yaml")


def test_a_trouble_never_heard_of_is_told_at_its_place() -> None:
    error = yaml.MarkedYAMLError("while resting", None, "found the moon", Mark("a", 0, 1, 2, None, 0))
    complaint = syntax_complaint(error, ["a: b", "c: d"], "a.yaml", None)
    assert complaint.rule.code == "khong-doc-duoc"
    assert complaint.span == Span("a.yaml", 2, 3)
    assert complaint.hints


def test_a_place_behind_the_last_line_does_no_harm() -> None:
    mark = Mark("a", 0, 7, 3, None, 0)
    error = yaml.MarkedYAMLError("while scanning a simple key", mark, "could not find expected ':'", mark)
    assert syntax_complaint(error, ["a"], "a.yaml", None).rule.code == "thieu-hai-cham"
