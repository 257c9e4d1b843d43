"""All of a certificate's file that does not depend on the record: drawn, deflated and numbered once.

A certificate is then this beginning and a tail of a few thousand bytes: text, metadata, structure. Object numbers are
the same in every file of a template, so the catalogue can name what the tail brings.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import lru_cache

from docgen.pdf.border import Art, draw_art
from docgen.pdf.colour_profile import srgb_profile
from docgen.pdf.declaration import CertificateDeclaration
from docgen.pdf.drawing import CertificateDrawing, Face
from docgen.pdf.faces import load_face
from docgen.pdf.figures import Figure, add_pictures, in_points
from docgen.pdf.font_objects import SHARED, add_font, codes, drawable
from docgen.pdf.objects import HEADER, POINTS, Objects, number, stream, table_lines, wrapped
from docgen.vietnamese import nfc, upper

_CATALOG, _PAGES, _PAGE, _STRUCTURE = 1, 2, 3, 4
FIRST_SHARED = _STRUCTURE + 1
"""Number of the first object that does not depend on how many pages there are."""


@dataclass(frozen=True, slots=True)
class SharedObjects:
    """Fonts, ornaments, pictures and colours, numbered from ``FIRST_SHARED``; ``resources`` is what pages name.

    ``border`` and ``profile`` are the numbers of the ornaments' stream and of the colour profile; sizes are points.
    """

    bodies: tuple[bytes, ...]
    resources: str
    border: int
    profile: int
    width_pt: float
    height_pt: float


@dataclass(frozen=True, slots=True, eq=False)
class CertificateTemplate:
    """The beginning of every file: picklable, complete but for what the record says.

    ``beginning`` holds objects 1 to ``first - 1``, ``table`` their lines of the cross-reference table, ``digest``
    stands for them in the file's identifier. ``first`` is the number of the first object of the tail: text, then
    metadata, information, the document's structure element, the tree of marked content, and its elements.
    ``codes`` give for each face the hexadecimal code of each character, ``fonts`` its name on the page.
    ``shared`` is what a file of many pages begins with instead.
    """

    beginning: bytes
    table: bytes
    digest: bytes
    first: int
    height_pt: float
    codes: dict[Face, dict[str, str]]
    fonts: dict[Face, str]
    pictures: tuple[Figure, ...]
    code_space: tuple[float, float, float, float] | None
    shared: SharedObjects


@lru_cache(maxsize=16)
def certificate_template(declaration: CertificateDeclaration, further: str = "") -> CertificateTemplate:
    """Return the template of a declaration whose fonts also have the characters of ``further``."""
    drawing = declaration.drawing
    faces = [face for face in Face if any(box.face is face for box in drawing.boxes)]
    names = {face: f"F{place}" for place, face in enumerate(faces, 1)}
    letters = {face: _letters(declaration, face, further) for face in faces}
    objects = Objects(first=FIRST_SHARED)
    profile = objects.add(stream(srgb_profile(), "/N 3"))
    fonts = {names[face]: add_font(objects, face, letters[face]) for face in faces}
    border, forms = _add_art(objects, draw_art(drawing), drawing)
    pictures = add_pictures(objects, drawing, declaration.pictures)
    forms += "".join(f"/{name} {place} 0 R" for name, place, _ in pictures)
    first = objects.first + len(objects.bodies)
    font_names = "".join(f"/{name} {number_} 0 R" for name, number_ in fonts.items())
    resources = f"<</Font<<{font_names}>>/XObject<<{forms}>>>>"
    fixed = _fixed(first, f"[{border} 0 R {first} 0 R]", resources, profile, drawing)
    bodies = [*(body.encode() for body in fixed), *objects.bodies]
    written = [wrapped(place, body) for place, body in enumerate(bodies, _CATALOG)]
    beginning = HEADER + b"".join(written)
    return CertificateTemplate(
        beginning,
        table_lines(written, len(HEADER)),
        hashlib.sha256(beginning).digest(),
        first,
        drawing.height_mm * POINTS,
        {face: codes(letters[face]) for face in faces},
        names,
        tuple(figure for *_, figure in pictures),
        None if drawing.code_space is None else in_points(drawing.code_space, drawing),
        SharedObjects(
            tuple(objects.bodies),
            resources,
            border,
            profile,
            drawing.width_mm * POINTS,
            drawing.height_mm * POINTS,
        ),
    )


def _fixed(
    first: int, contents: str, resources: str, profile: int, drawing: CertificateDrawing
) -> tuple[str, str, str, str]:
    """Return catalogue, pages, page and root of the structure, which name what the tail brings from ``first`` on."""
    size = f"{number(drawing.width_mm * POINTS)} {number(drawing.height_mm * POINTS)}"
    return (
        catalog(profile, first + 1),
        f"<</Type/Pages/Kids[{_PAGE} 0 R]/Count 1>>",
        f"<</Type/Page/Parent {_PAGES} 0 R/MediaBox[0 0 {size}]/Contents{contents}"
        f"/Resources{resources}/StructParents 0/Tabs/S>>",
        f"<</Type/StructTreeRoot/K {first + 3} 0 R/ParentTree {first + 4} 0 R/ParentTreeNextKey 1>>",
    )


def catalog(profile: int, metadata: int) -> str:
    """Return the catalogue of a file with these numbers of its colour profile and of its metadata."""
    intent = (
        "<</Type/OutputIntent/S/GTS_PDFA1/OutputConditionIdentifier(sRGB IEC61966-2.1)/Info(sRGB IEC61966-2.1)"
        f"/DestOutputProfile {profile} 0 R>>"
    )
    return (
        f"<</Type/Catalog/Pages {_PAGES} 0 R/Lang(vi-VN)/MarkInfo<</Marked true>>/Metadata {metadata} 0 R"
        f"/OutputIntents[{intent}]/StructTreeRoot {_STRUCTURE} 0 R/ViewerPreferences<</DisplayDocTitle true>>>>"
    )


def _letters(declaration: CertificateDeclaration, face: Face, further: str) -> str:
    """Return the characters of a face's subset: all that files share, or the few of a face for fixed words only."""
    texts: list[str] = []
    for compiled in declaration.boxes:
        if compiled.box.face is face:
            fixed = [text.source for text in compiled.texts if text.pieces == (text.source,)]
            if len(fixed) < len(compiled.texts):
                return drawable(face, SHARED + further)
            texts += [upper(nfc(text)) if compiled.box.capitals else nfc(text) for text in fixed]
    return "".join(sorted({" ", *"".join(texts)} & load_face(face).widths.keys()))


def _add_art(objects: Objects, art: Art, drawing: CertificateDrawing) -> tuple[int, str]:
    """Append the ornaments; return the number of their stream and the forms' names with their numbers."""
    numbers: dict[str, int] = {}
    for name, form in art.forms.items():
        inner = "".join(f"/{other} {place} 0 R" for other, place in numbers.items())
        box = " ".join(map(number, form.box))
        keys = f"/Type/XObject/Subtype/Form/BBox[{box}]/Resources<</XObject<<{inner}>>>>"
        numbers[name] = objects.add(stream(form.code.encode(), keys))
    scale = f"{POINTS:.6f}"
    code = f"/Artifact BMC\nq {scale} 0 0 -{scale} 0 {number(drawing.height_mm * POINTS)} cm\n{art.code}\nQ\nEMC"
    border = objects.add(stream(code.encode()))
    return border, "".join(f"/{name} {place} 0 R" for name, place in numbers.items())
