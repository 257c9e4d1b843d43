"""Small .docx files with the parts that docxtpl never renders: comments, charts, variables, bound data."""

from __future__ import annotations

import io

from docx import Document

from tests.support.word_building import NAMESPACE, docx, p, with_part

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml"
DRAWING = "http://schemas.openxmlformats.org/drawingml/2006"
CHART = "word/charts/chart1.xml"
CHART_TYPE = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
SETTINGS = "word/settings.xml"
STORE = "customXml/item1.xml"
STORE_ID = "{11111111-2222-3333-4444-555555555555}"


def with_comment(text: str, *, body: str = "Nội dung") -> bytes:
    """A .docx as python-docx makes it, with a comment on its paragraph."""
    word = Document()
    paragraph = word.add_paragraph(body)
    word.add_comment(paragraph.runs, text=text, author="An")
    buffer = io.BytesIO()
    word.save(buffer)
    return buffer.getvalue()


def _rich(*texts: str) -> str:
    runs = "".join(f'<a:r><a:rPr lang="vi-VN"/><a:t>{text}</a:t></a:r>' for text in texts)
    return f"<c:tx><c:rich><a:bodyPr/><a:p>{runs}</a:p></c:rich></c:tx>"


def _cached(kind: str, formula: str, *values: str) -> str:
    points = "".join(f'<c:pt idx="{n}"><c:v>{value}</c:v></c:pt>' for n, value in enumerate(values))
    code = "<c:formatCode>General</c:formatCode>" if kind == "num" else ""
    head = f"<c:{kind}Ref><c:f>{formula}</c:f><c:{kind}Cache>{code}"
    return f'{head}<c:ptCount val="{len(values)}"/>{points}</c:{kind}Cache></c:{kind}Ref>'


def with_chart(
    *title: str, series: str = "x", names: tuple[str, ...] = ("a", "b"), figure: str = "2", formula: str = "S!A1"
) -> bytes:
    """A .docx with a bar chart in its second paragraph, without a workbook."""
    axes = (
        '<c:catAx><c:axId val="1"/><c:scaling/><c:delete val="0"/><c:axPos val="b"/><c:crossAx val="2"/></c:catAx>'
        '<c:valAx><c:axId val="2"/><c:scaling/><c:delete val="0"/><c:axPos val="l"/><c:crossAx val="1"/></c:valAx>'
    )
    ser = (
        f'<c:ser><c:idx val="0"/><c:order val="0"/><c:tx>{_cached("str", formula, series)}</c:tx>'
        f"<c:cat>{_cached('str', 'S!A2', *names)}</c:cat><c:val>{_cached('num', 'S!B2', '1', figure)}</c:val></c:ser>"
    )
    bars = f'<c:barChart><c:barDir val="col"/>{ser}<c:axId val="1"/><c:axId val="2"/></c:barChart>'
    xml = (
        f'<c:chartSpace xmlns:c="{DRAWING}/chart" xmlns:a="{DRAWING}/main"><c:chart>'
        f"<c:title>{_rich(*title)}</c:title><c:plotArea>{bars}{axes}</c:plotArea></c:chart></c:chartSpace>"
    )
    return with_part(docx(p("Đầu"), p("Biểu đồ:", extra=chart_run())), CHART, xml, CHART_TYPE, "chart")


def chart_run(described: str = "") -> str:
    """The run that shows the chart; ``described`` are attributes that describe it."""
    graphic = (
        f'<a:graphic xmlns:a="{DRAWING}/main"><a:graphicData uri="{DRAWING}/chart">'
        f'<c:chart xmlns:c="{DRAWING}/chart" r:id="rchart"/></a:graphicData></a:graphic>'
    )
    known = f'<wp:docPr id="7" name="a"{described}/>'
    inline = f'<wp:inline><wp:extent cx="5000000" cy="3000000"/>{known}{graphic}</wp:inline>'
    return f"<w:r><w:drawing>{inline}</w:drawing></w:r>"


def with_settings(inside: str, *, body: str = "") -> bytes:
    """A .docx whose settings hold this XML."""
    xml = f'<w:settings xmlns:w="{NAMESPACE}">{inside}</w:settings>'
    return with_part(docx(body or p("x")), SETTINGS, xml, f"{WORD}.settings+xml", "settings")


def with_store(text: str, *, bound: bool = True) -> bytes:
    """A .docx with a content control that shows what stands in a store of data."""
    return add_store(docx(f"<w:p>{control(text, bound=bound)}</w:p>"), text)


def control(text: str, *, bound: bool = True) -> str:
    """A content control with this text, bound to the store or by itself."""
    store = f'<w:dataBinding w:xpath="/a/ten" w:storeItemID="{STORE_ID}"/>' if bound else ""
    return (
        f'<w:sdt><w:sdtPr><w:id w:val="9"/>{store}<w:text/></w:sdtPr><w:sdtContent>'
        f"<w:r><w:t>{text}</w:t></w:r></w:sdtContent></w:sdt>"
    )


def add_store(data: bytes, text: str) -> bytes:
    """Return the .docx with a store of data that holds this text."""
    props = (
        f'<ds:datastoreItem ds:itemID="{STORE_ID}" '
        'xmlns:ds="http://schemas.openxmlformats.org/officeDocument/2006/customXml"><ds:schemaRefs/></ds:datastoreItem>'
    )
    data = with_part(data, STORE, f"<a><ten>{text}</ten></a>", "application/xml", "customXml")
    kind = "application/vnd.openxmlformats-officedocument.customXmlProperties+xml"
    return with_part(data, "customXml/itemProps1.xml", props, kind, "customXmlProps", STORE)
