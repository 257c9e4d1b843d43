"""The document types of an office: every ``templates/<type>/khai_bao.yaml`` read, bound and compiled."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath

from docgen.composition.clause_bases import RestingClause
from docgen.composition.clause_library import CLAUSE_FOLDER
from docgen.composition.complaints import MISSING_FILE, NO_DECLARATION, NO_ENGINE, WRONG_FOLDER_NAME
from docgen.composition.document_type import DocumentType, SubjectKind
from docgen.composition.expression import CompiledText, Condition, compile_condition, compile_text
from docgen.composition.field_tree import FieldKind, FieldTree, field_tree
from docgen.composition.frame import IssuerView
from docgen.composition.views import (
    CommendationFields,
    EnterpriseFields,
    ParkFields,
    PlanFields,
    RecognitionFields,
    ReviewFields,
)
from docgen.diagnostics import Diagnostic, Span
from docgen.model import OfficeModel
from docgen.schema import Places, bind, compose, decode

DECLARATION = "khai_bao.yaml"
FIELDS_OF: Mapping[SubjectKind, type[OfficeModel]] = {
    SubjectKind.PLAN: PlanFields,
    SubjectKind.ENTERPRISE: EnterpriseFields,
    SubjectKind.PARK: ParkFields,
    SubjectKind.COMMENDATION_YEAR: CommendationFields,
    SubjectKind.RECOGNISED_PARK: RecognitionFields,
    SubjectKind.REVIEWED_PARK: ReviewFields,
}
_FOLDER_NAME = re.compile(r"^[a-z0-9]+(_[a-z0-9]+)*$")
_NO_TYPES = ("the_thuc", CLAUSE_FOLDER)


@dataclass(frozen=True, slots=True)
class DeclaredTexts:
    """The texts of a declaration, compiled; the frame of each paper is made from them."""

    type_name: CompiledText
    called: CompiledText
    abstract: CompiledText
    symbol: CompiledText
    recipients: tuple[CompiledText, ...]
    filing: CompiledText
    folder: CompiledText
    file_label: CompiledText
    condition: Condition | None


@dataclass(frozen=True, slots=True)
class LoadedType:
    """A document type ready for use: its folder name, declaration, places for complaints, fields of its tags.

    ``resting`` are the clauses of the library that its template has, known once the template is compiled.
    """

    id: str
    declaration: DocumentType
    file: str
    places: Places
    fields: FieldTree
    texts: DeclaredTexts
    resting: tuple[RestingClause, ...] = ()

    @property
    def engine_file(self) -> str:
        """Path of the Word template or of the drawing declaration, as in the office's files."""
        name = self.declaration.template or self.declaration.certificate or ""
        return str(PurePosixPath(self.file).parent / name)


def load_types(files: Mapping[str, bytes]) -> tuple[dict[str, LoadedType], list[Diagnostic]]:
    """Read every document type among ``files`` (paths like ``templates/noi_quy/khai_bao.yaml``).

    A type with a mistake is left out and complained about; the others are there, in order of their ids.
    """
    loaded: dict[str, LoadedType] = {}
    diagnostics: list[Diagnostic] = []
    for folder in sorted({path.parent for path in map(PurePosixPath, files) if path.parts[:1] == ("templates",)}):
        if len(folder.parts) != 2 or folder.name in _NO_TYPES:
            continue
        one, found = _load_type(folder, files)
        diagnostics += found
        if one is not None:
            loaded[one.id] = one
    return loaded, diagnostics


def declaration_fields(kind: SubjectKind) -> FieldTree:
    """Return what the texts of a declaration can name: the fields of the subject and its first issuer ``co_quan``.

    The frame itself is made from these texts, so it is not among them.
    """
    tree = field_tree(FIELDS_OF[kind])
    children = {key: child for key, child in tree.children.items() if key != "van_ban"}
    children["co_quan"] = field_tree(IssuerView, "Cơ quan ban hành")
    return FieldTree(FieldKind.RECORD, children=children)


def _load_type(folder: PurePosixPath, files: Mapping[str, bytes]) -> tuple[LoadedType | None, list[Diagnostic]]:
    file = str(folder / DECLARATION)
    if file not in files:
        hint = f"Thêm tệp {DECLARATION} hoặc chuyển thư mục này ra khỏi templates"
        return None, [NO_DECLARATION.at(Span(str(folder)), "thư mục này không có tệp khai báo nên bị bỏ qua", hint)]
    if not _FOLDER_NAME.match(folder.name):
        hint = "Đặt tên bằng chữ thường không dấu, chữ số và dấu gạch dưới, ví dụ to_trinh"
        return None, [WRONG_FOLDER_NAME.at(Span(str(folder)), f"tên thư mục «{folder.name}» không dùng được", hint)]
    text, diagnostics = decode(files[file], file)
    node, found = compose(text, file) if text is not None else (None, [])
    diagnostics = [*diagnostics, *found]
    if node is None:
        return None, diagnostics
    declaration, places, found = bind(node, DocumentType)
    diagnostics += found
    if declaration is None:
        return None, diagnostics
    diagnostics += _engine_problems(declaration, places, folder, files)
    texts, found = _compile(declaration, places)
    diagnostics += found
    if diagnostics or texts is None:
        return None, diagnostics
    fields = field_tree(FIELDS_OF[declaration.subject])
    return LoadedType(folder.name, declaration, file, places, fields, texts), []


def _engine_problems(
    declaration: DocumentType, places: Places, folder: PurePosixPath, files: Mapping[str, bytes]
) -> list[Diagnostic]:
    if (declaration.template is None) == (declaration.certificate is None):
        message = "cần đúng một trong hai khóa «mau» (tệp Word) và «ban_ve» (tệp bố trí giấy)"
        return [NO_ENGINE.at(places.span(), message, "Giữ một khóa và bỏ khóa kia")]
    key, name = ("mau", declaration.template) if declaration.template else ("ban_ve", declaration.certificate)
    if str(folder / str(name)) in files:
        return []
    message = f"không tìm thấy tệp «{name}» trong thư mục {folder}"
    return [MISSING_FILE.at(places.span(key), message, "Chép tệp vào thư mục này hoặc sửa tên tệp")]


def _compile(declaration: DocumentType, places: Places) -> tuple[DeclaredTexts | None, list[Diagnostic]]:
    tree = declaration_fields(declaration.subject)
    diagnostics: list[Diagnostic] = []
    compiled: dict[str, CompiledText] = {}
    sources: dict[tuple[str | int, ...], str] = {
        ("ten_loai",): declaration.type_name,
        ("ten_goi",): declaration.called or declaration.type_name,
        ("trich_yeu",): declaration.abstract,
        ("ky_hieu",): declaration.symbol,
        ("luu",): declaration.filing,
        ("thu_muc",): declaration.folder,
        ("ten_tep",): declaration.file_label,
        **{("noi_nhan", position): source for position, source in enumerate(declaration.recipients)},
    }
    for path, source in sources.items():
        text, found = compile_text(source, places.span(*path), tree)
        diagnostics += found
        if text is not None:
            compiled["/".join(map(str, path))] = text
    condition: Condition | None = None
    if declaration.condition is not None:
        condition, found = compile_condition(declaration.condition, places.span("dieu_kien"), tree)
        diagnostics += found
    if diagnostics:
        return None, diagnostics
    recipients = tuple(compiled[f"noi_nhan/{position}"] for position in range(len(declaration.recipients)))
    texts = DeclaredTexts(
        compiled["ten_loai"],
        compiled["ten_goi"],
        compiled["trich_yeu"],
        compiled["ky_hieu"],
        recipients,
        compiled["luu"],
        compiled["thu_muc"],
        compiled["ten_tep"],
        condition,
    )
    return texts, []
