"""What can go wrong with a paper beyond its facts: making it brings its worker down."""

from __future__ import annotations

from docgen.diagnostics import Rule, Severity

KILLS_WORKER = Rule("van-ban-lam-tat-tien-trinh", Severity.ERROR, "Văn bản làm tắt tiến trình tạo văn bản")
