"""The same certificate made by others: reportlab as usual and tuned, Typst, WeasyPrint.

All draw the ornaments that ours draws, from the same curves worked out beforehand, and the same lines of text at the
same places, measured beforehand too; so they are charged for writing the file, not for finding what stands where.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.pdfgen.canvas import Canvas

from docgen.pdf import CertificateDeclaration
from docgen.pdf.border import Art, draw_art
from docgen.pdf.faces import FILES
from docgen.pdf.placing import place

MM = 72 / 25.4
Operator = tuple[str, tuple[Any, ...]]


Drawn = Mapping[str, Any]
"""One certificate, placed, and its title: what the peers are given."""


@dataclass(frozen=True)
class Scene:
    """The ornaments as operators, ready for any peer."""

    width: float
    height: float
    ground: tuple[Operator, ...]
    forms: Mapping[str, tuple[Operator, ...]]
    boxes: Mapping[str, tuple[float, float, float, float]]


def scene_of(declaration: CertificateDeclaration) -> Scene:
    """The ornaments of a drawing."""
    drawing = declaration.drawing
    art: Art = draw_art(drawing)
    forms = {name: _operators(form.code) for name, form in art.forms.items()}
    boxes = {name: form.box for name, form in art.forms.items()}
    return Scene(drawing.width_mm, drawing.height_mm, _operators(art.code), forms, boxes)


def drawn_of(fields: Mapping[str, Any], declaration: CertificateDeclaration) -> Drawn:
    """One certificate's lines of text."""
    return {"boxes": place(fields, declaration).boxes, "title": declaration.about[0].render(fields)}


def reportlab_usual(scene: Scene) -> Callable[[Drawn], bytes]:
    """Fonts registered and all ornaments drawn for every file, as tutorials show it."""

    def render(drawn: Drawn) -> bytes:
        _register_fonts()
        target = io.BytesIO()
        canvas = _canvas(scene, target, drawn)
        canvas.saveState()
        canvas.transform(MM, 0, 0, -MM, 0, scene.height * MM)
        _replay(canvas, scene.ground, scene, as_forms=False)
        canvas.restoreState()
        _write(canvas, drawn, scene)
        return _saved(canvas, target)

    return render


def reportlab_tuned(scene: Scene) -> Callable[[Drawn], bytes]:
    """Fonts registered once, ornaments as forms that are placed again and again."""
    _register_fonts()

    def render(drawn: Drawn) -> bytes:
        target = io.BytesIO()
        canvas = _canvas(scene, target, drawn)
        for name, operators in scene.forms.items():
            canvas.beginForm(name, *map(round, scene.boxes[name]))
            _replay(canvas, operators, scene, as_forms=True)
            canvas.endForm()
        canvas.saveState()
        canvas.transform(MM, 0, 0, -MM, 0, scene.height * MM)
        _replay(canvas, scene.ground, scene, as_forms=True)
        canvas.restoreState()
        _write(canvas, drawn, scene)
        return _saved(canvas, target)

    return render


def typst_reused(scene: Scene, folder: Path, standards: Any) -> Callable[[Drawn], bytes]:
    """One compiler for all files: fonts read once, ornaments as one picture, texts as inputs."""
    import json

    import typst

    fonts = resources.files("docgen.pdf") / "fonts"
    source = _TYPST.format(width=scene.width, height=scene.height, picture=json.dumps(_svg(scene)))
    (folder / "certificate.typ").write_text(source, encoding="utf-8")
    compiler = typst.Compiler(str(folder / "certificate.typ"), font_paths=[str(fonts)], ignore_system_fonts=True)

    def render(drawn: Drawn) -> bytes:
        lines = json.dumps(
            [
                [line.text, line.left, line.baseline, line.size_pt, box.box.colour, *_typst_face(box.box.face.value)]
                for box in drawn["boxes"]
                for paragraph in box.paragraphs
                for line in paragraph
            ]
        )
        inputs = {"lines": lines, "title": drawn["title"]}
        made = compiler.compile(format="pdf", sys_inputs=inputs, pdf_standards=standards, timestamp=0)
        assert isinstance(made, bytes)
        return made

    return render


def weasyprint_usual(scene: Scene) -> Callable[[Drawn], bytes]:
    """A page of HTML with the ornaments as a picture."""
    import base64

    from weasyprint import HTML

    picture = base64.b64encode(_svg(scene).encode()).decode()
    fonts = resources.files("docgen.pdf") / "fonts"
    faces = "".join(
        f"@font-face{{font-family:{face.name};src:url('{(fonts / file)}')}}" for face, file in FILES.items()
    )
    style = f"@page{{size:{scene.width}mm {scene.height}mm;margin:0}}{faces}p,img{{position:absolute;margin:0;left:0}}"

    def render(drawn: Drawn) -> bytes:
        lines = "".join(
            f"<p style='left:{line.left}mm;top:{line.baseline - line.size_pt / MM}mm;white-space:nowrap;line-height:1;"
            f"font:{line.size_pt}pt {box.box.face.name};color:#{box.box.colour}'>{escape(line.text)}</p>"
            for box in drawn["boxes"]
            for paragraph in box.paragraphs
            for line in paragraph
        )
        head = f"<html lang=vi><title>{escape(drawn['title'])}</title><style>{style}</style>"
        image = f"<img alt='' style='top:0;width:{scene.width}mm' src='data:image/svg+xml;base64,{picture}'>"
        made = HTML(string=f"{head}{image}{lines}", base_url="/").write_pdf(pdf_variant="pdf/a-2b")
        assert isinstance(made, bytes)
        return made

    return render


def _typst_face(face: str) -> tuple[str, str, str]:
    if face == "trang trọng":
        return "Docgen Display", "bold", "normal"
    weight = "bold" if "đậm" in face else "regular"
    return "Liberation Serif", weight, "italic" if "nghiêng" in face else "normal"


_TYPST = """#set page(width: {width}mm, height: {height}mm, margin: 0mm)
#set text(lang: "vi", top-edge: "baseline", bottom-edge: "baseline", ligatures: false)
#set document(title: sys.inputs.title, date: datetime(year: 2017, month: 6, day: 20))
#let picture = bytes({picture})
#place(top + left, pdf.artifact(image(picture, format: "svg", width: {width}mm)))
#for line in json(bytes(sys.inputs.lines)) {{
  place(top + left, dx: line.at(1) * 1mm, dy: line.at(2) * 1mm,
    text(font: line.at(5), weight: line.at(6), style: line.at(7), size: line.at(3) * 1pt,
      fill: rgb(line.at(4)), line.at(0)))
}}
"""


def _register_fonts() -> None:
    folder = resources.files("docgen.pdf") / "fonts"
    for face, file in FILES.items():
        pdfmetrics.registerFont(TTFont(face.name, str(folder / file)))


def _canvas(scene: Scene, target: io.BytesIO, drawn: Drawn) -> Canvas:
    canvas = Canvas(target, pagesize=(scene.width * MM, scene.height * MM), pageCompression=1, invariant=1)
    canvas.setTitle(drawn["title"])
    return canvas


def _saved(canvas: Canvas, target: io.BytesIO) -> bytes:
    canvas.showPage()
    canvas.save()
    return target.getvalue()


def _write(canvas: Canvas, drawn: Drawn, scene: Scene) -> None:
    for box in drawn["boxes"]:
        canvas.setFillColor(f"#{box.box.colour}")
        for paragraph in box.paragraphs:
            for line in paragraph:
                canvas.setFont(box.box.face.name, line.size_pt)
                canvas.drawString(line.left * MM, (scene.height - line.baseline) * MM, line.text)


def _operators(code: str) -> tuple[Operator, ...]:
    found: list[Operator] = []
    operands: list[Any] = []
    for token in code.split():
        if token[0] == "/":
            operands.append(token[1:])
        elif token[-1].isdigit():
            operands.append(float(token))
        else:
            found.append((token, tuple(operands)))
            operands = []
    return tuple(found)


def _replay(canvas: Canvas, operators: Sequence[Operator], scene: Scene, *, as_forms: bool) -> None:
    path = canvas.beginPath()
    steps = _steps(path)
    for name, operands in operators:
        if name in steps:
            steps[name](*operands)
        elif name in {"S", "f", "f*"}:
            canvas.drawPath(path, stroke=int(name == "S"), fill=int(name != "S"), fillMode=int(name == "f"))
            path = canvas.beginPath()
            steps = _steps(path)
        elif name == "Do" and as_forms:
            canvas.doForm(operands[0])
        elif name == "Do":
            _replay(canvas, scene.forms[operands[0]], scene, as_forms=False)
        else:
            _state(canvas, name, operands)


def _steps(path: Any) -> dict[str, Callable[..., Any]]:
    return {"m": path.moveTo, "l": path.lineTo, "c": path.curveTo, "re": path.rect, "h": path.close}


def _state(canvas: Canvas, name: str, operands: tuple[Any, ...]) -> None:
    settings: dict[str, Callable[..., Any]] = {
        "q": canvas.saveState,
        "Q": canvas.restoreState,
        "cm": canvas.transform,
        "w": canvas.setLineWidth,
        "RG": canvas.setStrokeColorRGB,
        "rg": canvas.setFillColorRGB,
        "J": lambda value: canvas.setLineCap(int(value)),
        "j": lambda value: canvas.setLineJoin(int(value)),
        "n": lambda: None,
    }
    settings[name](*operands)


def _svg(scene: Scene) -> str:
    """The ornaments as a picture, with forms as symbols used again and again."""
    shapes = "".join(f"<g id='{name}'>{_shapes(operators)}</g>" for name, operators in scene.forms.items())
    size = f"width='{scene.width}mm' height='{scene.height}mm' viewBox='0 0 {scene.width} {scene.height}'"
    start = f"<svg xmlns='http://www.w3.org/2000/svg' xmlns:xlink='http://www.w3.org/1999/xlink' {size}>"
    return f"{start}<defs>{shapes}</defs><g stroke-linecap='round'>{_shapes(scene.ground)}</g></svg>"


def _shapes(operators: Sequence[Operator]) -> str:
    parts: list[str] = []
    path: list[str] = []
    state = {"RG": "", "rg": "", "w": 1.0}
    opened: list[int] = []
    for name, operands in operators:
        if name in {"m", "l", "c"}:
            path.append(name.upper() + " ".join(f"{value:g}" for value in operands))
        elif name == "re":
            x, y, width, height = operands
            path.append(f"M{x:g} {y:g}h{width:g}v{height:g}h{-width:g}z")
        elif name == "h":
            path.append("z")
        elif name in {"S", "f", "f*"}:
            stroke, fill = (state["RG"], "none") if name == "S" else ("none", state["rg"])
            rule = " fill-rule='evenodd'" if name == "f*" else ""
            inherited = f" stroke='{stroke}' stroke-width='{state['w']:g}'" if stroke else ""
            parts.append(f"<path d='{''.join(path)}' fill='{fill}'{rule}{inherited}/>")
            path = []
        elif name in {"RG", "rg"}:
            state[name] = "#" + "".join(f"{round(value * 255):02x}" for value in operands)
        elif name == "w":
            state["w"] = operands[0]
        elif name == "q":
            opened.append(0)
        elif name == "cm":
            colour = f" stroke='{state['RG']}' stroke-width='{state['w']:g}'" if state["RG"] else ""
            parts.append(f"<g transform='matrix({' '.join(f'{value:g}' for value in operands)})'{colour}>")
            opened[-1] += 1
        elif name == "Q":
            parts.append("</g>" * opened.pop())
        elif name == "Do":
            colour = f" stroke='{state['RG']}' stroke-width='{state['w']:g}'" if state["RG"] else ""
            parts.append(f"<use xlink:href='#{operands[0]}'{colour}/>")
    return "".join(parts)
