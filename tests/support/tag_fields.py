"""A small set of fields, one of each kind, for tests of tags."""

from __future__ import annotations

from datetime import date
from typing import Any

from docgen.composition.field_tree import FieldKind, FieldTree

TEXT = FieldTree(FieldKind.TEXT)
NUMBER = FieldTree(FieldKind.NUMBER)

TREE = FieldTree(
    FieldKind.RECORD,
    children={
        "ten": TEXT,
        "ghi_chu": FieldTree(FieldKind.TEXT, optional=True),
        "loai": FieldTree(FieldKind.TEXT, choices=("KCN", "CCN")),
        "so_nguoi": NUMBER,
        "ngay_ky": FieldTree(FieldKind.DAY),
        "co_bao_ve": FieldTree(FieldKind.YES_NO),
        "nhom": FieldTree(FieldKind.RECORD, optional=True, children={"ten": TEXT, "ma_so_thue": TEXT}),
        "tu": FieldTree(FieldKind.LIST, item=TEXT),
        "chot": FieldTree(
            FieldKind.LIST,
            item=FieldTree(
                FieldKind.RECORD, children={"ten": TEXT, "so_nguoi": NUMBER, "ca": FieldTree(FieldKind.LIST, item=TEXT)}
            ),
        ),
    },
)


def sample(**changes: Any) -> dict[str, Any]:
    """Return fields that fit the tree, with the changes given."""
    fields: dict[str, Any] = {
        "ten": "Công ty A & B",
        "ghi_chu": None,
        "loai": "KCN",
        "so_nguoi": 1234,
        "ngay_ky": date(2016, 3, 5),
        "co_bao_ve": True,
        "nhom": {"ten": "Nhóm", "ma_so_thue": "0600000001"},
        "tu": ["một", "hai", "ba"],
        "chot": [
            {"ten": "Cổng chính", "so_nguoi": 2, "ca": ["sáng", "chiều"]},
            {"ten": "Cổng phụ", "so_nguoi": 1, "ca": ["đêm"]},
        ],
    }
    return {**fields, **changes}
