"""What ``docgen check`` notes about templates that the records of the office never put to use."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

NEVER_TRUE = Rule("dieu-kien-khong-bao-gio-dung", Severity.WARNING, "Điều kiện không bản ghi nào làm đúng")
ALWAYS_TRUE = Rule("dieu-kien-luon-dung", Severity.WARNING, "Điều kiện bản ghi nào cũng làm đúng")
NEVER_FILLED = Rule("truong-khong-bao-gio-co", Severity.WARNING, "Trường được in mà mọi bản ghi đều để trống")
