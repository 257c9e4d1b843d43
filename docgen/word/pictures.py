"""docxtpl's InlineImage: the picture as a part of the paper and its drawing in a run."""

from __future__ import annotations

from typing import Any

from docx.image.exceptions import InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError
from docx.image.image import Image
from docx.oxml.shape import CT_Inline
from lxml import etree

from docgen.composition.filters import Unfit
from docgen.word.additions import OFFICE
from docgen.word.objects import Inline, Linked, Part
from docgen.word.rich_text import RELATION, SAFE_LINK
from docgen.word.xml_names import RUN, W_NAMESPACE, W, parse_filled_xml

LARGEST_PICTURE = 20_000_000
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"
EMBEDDED = f"{{{OFFICE}}}embed"


def read_picture(value: Any) -> Inline:
    """Read an InlineImage; its bytes must come open (a stream or bytes), since this room opens no files.

    Raises Unfit where the picture is a path, is too large or damaged, or links to something else than a web address.
    """
    data = _bytes_of(value.image_descriptor)
    try:
        image = Image.from_blob(data)
        width, height = image.scaled_dimensions(value.width, value.height)
    except (InvalidImageStreamError, UnexpectedEndOfFileError, UnrecognizedImageError, ZeroDivisionError) as error:
        raise Unfit("ảnh hỏng hoặc không phải dạng PNG, JPEG, GIF, BMP, TIFF") from error
    inline = CT_Inline.new_pic_inline(0, "", f"anh.{image.ext}", width, height)
    run = etree.Element(RUN, nsmap={"w": W_NAMESPACE})
    drawing = etree.SubElement(run, W + "drawing")
    drawing.append(parse_filled_xml(etree.tostring(inline)))
    blip = next(run.iter(_A + "blip"))
    part = Part(f"word/media/docgen.{image.ext}", data, image.content_type)
    linked = [Linked(blip, EMBEDDED, f"{OFFICE}/image", part)]
    if value.anchor:
        if not SAFE_LINK.match(str(value.anchor)):
            raise Unfit(f"liên kết «{str(value.anchor)[:60]}» của ảnh không phải địa chỉ web")
        for name in (_WP + "docPr", _PIC + "cNvPr"):
            link = etree.SubElement(next(run.iter(name)), _A + "hlinkClick")
            linked.append(Linked(link, RELATION, f"{OFFICE}/hyperlink", str(value.anchor)))
    return Inline([run], linked)


def _bytes_of(descriptor: Any) -> bytes:
    if isinstance(descriptor, bytes):
        data = descriptor
    elif hasattr(descriptor, "read"):
        descriptor.seek(0)
        data = descriptor.read(LARGEST_PICTURE + 1)
    else:
        raise Unfit("ảnh đưa vào bằng đường dẫn; hãy mở tệp ảnh trước rồi đưa nội dung (io.BytesIO)")
    if len(data) > LARGEST_PICTURE:
        raise Unfit(f"ảnh lớn hơn {LARGEST_PICTURE // 1_000_000} MB")
    return bytes(data)
