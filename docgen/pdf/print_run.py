"""Many certificates of one drawing as one file for the printer: fonts and ornaments once, a page for each.

The file is PDF/A-2a and PDF/UA-1 as each certificate is: every page is a section of its own in the structure. The sheet
may be larger than the paper that is left after cutting: then the file says where to cut (TrimBox) and how far colour
may run over (BleedBox), and lines outside show it to the hand (ISO 32000-1, 14.11.2).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from docgen.diagnostics import Diagnostic
from docgen.pdf.certificate import UndrawableText
from docgen.pdf.declaration import CertificateDeclaration
from docgen.pdf.metadata import PageInfo, info_dictionary, xmp_stream
from docgen.pdf.objects import HEADER, POINTS, closing, identity_of, number, stream, table_lines, wrapped
from docgen.pdf.page import further_characters, page_content
from docgen.pdf.placing import PlacedPage, place
from docgen.pdf.template import FIRST_SHARED, CertificateTemplate, SharedObjects, catalog, certificate_template

BLEED_MM = 3.0
"""How far colour may run over the cut."""

_MARK_MM = 5.0
_ROOM_MM = BLEED_MM + _MARK_MM + 2
"""What the sheet is larger on each side: bleed, mark, and white that any printer can leave."""

_PAGES, _RESOURCES, _STRUCTURE = 2, 3, 4


def print_run(
    papers: Iterable[Mapping[str, Any]], declaration: CertificateDeclaration, title: str, *, cut_marks: bool = False
) -> bytes:
    """Return the file, as :func:`docgen.pdf.draw_print_run` says.

    ``title`` is that of the file. With ``cut_marks`` each sheet is 10 mm larger on every side. Raises
    :class:`~docgen.pdf.certificate.UndrawableText` with every complaint where a text cannot be drawn.
    """
    pages = [place(fields, declaration) for fields in papers]
    found: list[Diagnostic] = [item for page in pages for item in page.diagnostics]
    infos = [page.info for page in pages if page.info is not None]
    if found:
        raise UndrawableText(tuple(found))
    further = "".join(sorted(set().union(*map(further_characters, pages))))
    template = certificate_template(declaration, further)
    days = [info.day for info in infos if info.day is not None]
    info = PageInfo(title, infos[0].author, title, max(days, default=None))
    return _Run(template, pages, cut_marks=cut_marks).written(info)


class _Run:
    """The objects of a file of many pages, in the order of their numbers."""

    def __init__(self, template: CertificateTemplate, pages: Sequence[PlacedPage], *, cut_marks: bool) -> None:
        shared = template.shared
        self._shared = shared
        self._metadata = FIRST_SHARED + len(shared.bodies)
        self._document, self._tree, self._marks = (self._metadata + step for step in (2, 3, 4))
        self._contents = f"{shared.border} 0 R {self._marks} 0 R " if cut_marks else f"{shared.border} 0 R "
        self._boxes = _boxes(shared, cut_marks=cut_marks)
        self._first = self._marks + 1
        self._page_numbers: list[int] = []
        self._sections: list[int] = []
        self._nums: list[str] = []
        self._bodies: list[bytes] = []
        for page in pages:
            self._add(*page_content(template, page))

    def _add(self, content: bytes, tags: tuple[str, ...]) -> None:
        page = self._first + len(self._bodies)
        section, first = page + 2, page + 3
        elements = " ".join(f"{first + at} 0 R" for at in range(len(tags)))
        key = len(self._page_numbers)
        self._bodies += [
            (
                f"<</Type/Page/Parent {_PAGES} 0 R{self._boxes}/Contents[{self._contents}{page + 1} 0 R]"
                f"/Resources {_RESOURCES} 0 R/StructParents {key}/Tabs/S>>"
            ).encode(),
            content,
            f"<</Type/StructElem/S/Sect/P {self._document} 0 R/K[{elements}]>>".encode(),
        ]
        self._bodies += [
            f"<</Type/StructElem/S/{tag}/P {section} 0 R/Pg {page} 0 R/K {at}>>".encode() for at, tag in enumerate(tags)
        ]
        self._page_numbers.append(page)
        self._sections.append(section)
        self._nums.append(f"{key}[{elements}]")

    def written(self, info: PageInfo) -> bytes:
        """Return the whole file."""
        shared, pages = self._shared, self._page_numbers
        bodies = [
            catalog(shared.profile, self._metadata).encode(),
            f"<</Type/Pages/Kids[{_references(pages)}]/Count {len(pages)}>>".encode(),
            shared.resources.encode(),
            (
                f"<</Type/StructTreeRoot/K {self._document} 0 R/ParentTree {self._tree} 0 R"
                f"/ParentTreeNextKey {len(pages)}>>"
            ).encode(),
            *shared.bodies,
            xmp_stream(info),
            info_dictionary(info),
            (
                f"<</Type/StructElem/S/Document/P {_STRUCTURE} 0 R/Lang(vi-VN)/K[{_references(self._sections)}]>>"
            ).encode(),
            f"<</Nums[{' '.join(self._nums)}]>>".encode(),
            stream(_cut_marks(shared).encode()),
            *self._bodies,
        ]
        objects = [wrapped(at, body) for at, body in enumerate(bodies, 1)]
        table = table_lines(objects, len(HEADER))
        whole = b"".join((HEADER, *objects))
        return whole + closing(table, len(bodies) + 1, len(whole), 1, self._metadata + 1, identity_of(whole))


def _references(numbers: Iterable[int]) -> str:
    return " ".join(f"{at} 0 R" for at in numbers)


def _boxes(shared: SharedObjects, *, cut_marks: bool) -> str:
    if not cut_marks:
        return f"/MediaBox{_box(shared, 0)}"
    return f"/MediaBox{_box(shared, _ROOM_MM)}/BleedBox{_box(shared, BLEED_MM)}/TrimBox{_box(shared, 0)}"


def _box(shared: SharedObjects, larger_mm: float) -> str:
    more = larger_mm * POINTS
    sides = (-more, -more, shared.width_pt + more, shared.height_pt + more)
    return f"[{' '.join(map(number, sides))}]"


def _cut_marks(shared: SharedObjects) -> str:
    """Return two lines at each corner, outside what bleeds, that meet where the paper is cut."""
    near, far = BLEED_MM * POINTS, (BLEED_MM + _MARK_MM) * POINTS
    width, height = shared.width_pt, shared.height_pt
    lines = []
    for x, outward in ((0.0, -1), (width, 1)):
        for y, up in ((0.0, -1), (height, 1)):
            lines += [
                (x + outward * near, y, x + outward * far, y),
                (x, y + up * near, x, y + up * far),
            ]
    drawn = "\n".join(
        f"{number(left)} {number(bottom)} m {number(right)} {number(top)} l" for left, bottom, right, top in lines
    )
    return f"/Artifact BMC\nq 0 0 0 RG 0.25 w\n{drawn}\nS Q\nEMC"
