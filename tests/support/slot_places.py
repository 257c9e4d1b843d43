"""Places of a .docx that hold a text by itself: properties, targets of links, descriptions, charts, variables, data."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import unquote
from xml.sax.saxutils import escape

from tests.support.tagged_parts import (
    CHART,
    CHART_TYPE,
    DRAWING,
    SETTINGS,
    STORE,
    WORD,
    add_store,
    chart_run,
    control,
    with_chart,
)
from tests.support.word_building import BODY, NAMESPACE, W, changed, docx, entries_of, p, part, table, with_part

_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006"
_VT = f"{_OFFICE}/docPropsVTypes"
_CORE, _APP, _CUSTOM = "docProps/core.xml", "docProps/app.xml", "docProps/custom.xml"
_LINKS = "word/_rels/document.xml.rels"
_SITE = "https://vi.du/"
_CORE_NAMES = {
    "dc:subject": "Chủ đề",
    "dc:creator": "Tác giả",
    "cp:keywords": "Từ khóa",
    "dc:description": "Ghi chú",
    "cp:category": "Phân loại",
    "cp:contentStatus": "Trạng thái",
}

SLOTS = {
    "dc:title": "thuộc tính Tiêu đề",
    **{name: f"thuộc tính {shown}" for name, shown in _CORE_NAMES.items()},
    "Manager": "thuộc tính Người quản lý",
    "Company": "thuộc tính Cơ quan",
    "custom property": "thuộc tính Mã hồ sơ",
    "target of a link": "liên kết ở đoạn 1, thân văn bản",
    "description of a drawing": "mô tả hình ở đoạn 2, thân văn bản",
    "title of a drawing": "mô tả hình ở đoạn 2, thân văn bản",
    "description of an old drawing": "mô tả hình ở đoạn 3, thân văn bản",
    "title of an old drawing": "mô tả hình ở đoạn 3, thân văn bản",
    "caption of a table": "mô tả bảng, thân văn bản",
    "description of a table": "mô tả bảng, thân văn bản",
    "title of a chart": "tiêu đề, biểu đồ",
    "series of a chart": "tên dãy số liệu, biểu đồ",
    "label of a chart": "nhãn, biểu đồ",
    "variable": "biến «Ten», biến của văn bản",
    "data of a control": "mục «ten», dữ liệu của khung nội dung",
}
"""The places, each with what a complaint calls it."""


def in_every_slot(text: str, only: str = "") -> bytes:
    """A .docx with this text in every such place, or in one only."""
    said = {place: escape(text if only in ("", place) else "x", {'"': "&quot;"}) for place in SLOTS}
    data = with_part(
        docx(*_body(said), title=said["dc:title"]), SETTINGS, _variables(said), f"{WORD}.settings+xml", "settings"
    )
    names = "".join(f"<{name}>{said[name]}</{name}>" for name in _CORE_NAMES)
    data = changed(data, _CORE, lambda old: old.replace(b"<cp:lastM", f"{names}<cp:lastM".encode()))
    for name, content in ((_APP, _application(said)), (_CUSTOM, _own(said))):
        kind = {"docProps/app.xml": "extended", "docProps/custom.xml": "custom"}[name]
        media = f"application/vnd.openxmlformats-officedocument.{kind}-properties+xml"
        data = with_part(data, name, content, media, f"{kind}-properties", "")
    data = with_part(data, CHART, _chart(said), CHART_TYPE, "chart")
    link = f'<Relationship Id="rL" Type="{_OFFICE}/relationships/hyperlink" TargetMode="External" '
    closing = f'{link}Target="{_SITE}{said["target of a link"]}"/></Relationships>'.encode()
    data = changed(data, _LINKS, lambda old: old.replace(b"</Relationships>", closing))
    return add_store(data, said["data of a control"])


def _body(said: Mapping[str, str]) -> list[str]:
    drawing = f' descr="{said["description of a drawing"]}" title="{said["title of a drawing"]}"'
    old = (
        f'<v:shape xmlns:v="urn:schemas-microsoft-com:vml" alt="{said["description of an old drawing"]}" '
        f'title="{said["title of an old drawing"]}"/>'
    )
    described = (
        f'<w:tblCaption w:val="{said["caption of a table"]}"/>'
        f'<w:tblDescription w:val="{said["description of a table"]}"/></w:tblPr>'
    )
    return [
        '<w:p><w:hyperlink r:id="rL"><w:r><w:t>xem</w:t></w:r></w:hyperlink></w:p>',
        p("biểu đồ", extra=chart_run(drawing)),
        p("hình", extra=f"<w:r><w:pict>{old}</w:pict></w:r>"),
        table([p("ô")]).replace("</w:tblPr>", described),
        f"<w:p>{control('x')}</w:p>",
    ]


def _variables(said: Mapping[str, str]) -> str:
    variable = f'<w:docVar w:name="Ten" w:val="{said["variable"]}"/>'
    return f'<w:settings xmlns:w="{NAMESPACE}"><w:docVars>{variable}</w:docVars></w:settings>'


def _application(said: Mapping[str, str]) -> str:
    names = "".join(f"<{name}>{said[name]}</{name}>" for name in ("Manager", "Company"))
    return f'<Properties xmlns="{_OFFICE}/extended-properties">{names}</Properties>'


def _own(said: Mapping[str, str]) -> str:
    text = f"<vt:lpwstr>{said['custom property']}</vt:lpwstr>"
    number = 'fmtid="{D5CDD505-2E9C-101B-9397-08002B2CF9AE}" pid="2"'
    own = f'<property {number} name="Mã hồ sơ">{text}</property>'
    return f'<Properties xmlns="{_OFFICE}/custom-properties" xmlns:vt="{_VT}">{own}</Properties>'


def _chart(said: Mapping[str, str]) -> str:
    texts = [said[f"{name} of a chart"] for name in ("title", "series", "label")]
    return entries_of(with_chart(texts[0], series=texts[1], names=(texts[2], "b")))[CHART].decode()


def said_in_slots(data: bytes) -> dict[str, str]:
    """Return the text of every such place of a finished paper."""
    body, chart = part(data, BODY), part(data, CHART)
    properties = {
        str(each.tag).rpartition("}")[2]: each.text or "" for name in (_CORE, _APP) for each in part(data, name).iter()
    }
    values = [each.text or "" for each in chart.iter(f"{{{DRAWING}/chart}}v")]
    drawing = next(each for each in body.iter() if str(each.tag).endswith("}docPr"))
    old = next(each for each in body.iter() if str(each.tag).endswith("}shape"))
    link = next(each for each in part(data, _LINKS) if each.get("Id") == "rL")
    found = {
        "custom property": next(part(data, _CUSTOM).iter(f"{{{_VT}}}lpwstr")).text,
        "target of a link": unquote(link.get("Target", "")).removeprefix(_SITE),
        "description of a drawing": drawing.get("descr"),
        "title of a drawing": drawing.get("title"),
        "description of an old drawing": old.get("alt"),
        "title of an old drawing": old.get("title"),
        "caption of a table": next(body.iter(f"{W}tblCaption")).get(f"{W}val"),
        "description of a table": next(body.iter(f"{W}tblDescription")).get(f"{W}val"),
        "title of a chart": next(chart.iter(f"{{{DRAWING}/main}}t")).text,
        "series of a chart": values[0],
        "label of a chart": values[1],
        "variable": next(part(data, SETTINGS).iter(f"{W}docVar")).get(f"{W}val"),
        "data of a control": next(part(data, STORE).iter("ten")).text,
    }
    own = {place: properties[place.rpartition(":")[2]] for place in SLOTS if place not in found}
    return own | {place: text or "" for place, text in found.items()}
