"""Hostile .docx files made in memory: containers that lie, swell or overlap, parts that expand or nest without end.

Every builder gives the bytes of one file; none of them is ever opened by the process that makes it.
"""

from __future__ import annotations

import io
import random
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from tests.support.word_building import SECTION, changed, docx, entries_of, p, table, zipped

GOOD = docx(p("{{ doanh_nghiep.ten }}"))
DOCUMENT = "word/document.xml"
_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_RELS = "http://schemas.openxmlformats.org/package/2006/relationships"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_LOCAL = struct.Struct("<4s5H3L2H")
_CENTRAL = struct.Struct("<4s6H3L5H2L")
_END = struct.Struct("<4s4H2LH")


@dataclass(frozen=True)
class Piece:
    """One entry of a container as its headers tell it, true or not; ``at`` overrides where it is said to stand."""

    name: bytes
    packed: bytes
    size: int
    checksum: int
    method: int = 8
    flags: int = 0
    at: int | None = None
    packed_size: int | None = None

    @classmethod
    def of(cls, name: str, content: bytes) -> Piece:
        """Return an honest entry."""
        return cls(name.encode(), deflated(content), len(content), zlib.crc32(content))

    def local(self) -> bytes:
        """Return the header in front of the data."""
        size = len(self.packed) if self.packed_size is None else self.packed_size
        numbers = (20, self.flags, self.method, 0, 33, self.checksum, size, self.size, len(self.name), 0)
        return _LOCAL.pack(b"PK\x03\x04", *numbers) + self.name

    def central(self, at: int) -> bytes:
        """Return the record in the directory."""
        size = len(self.packed) if self.packed_size is None else self.packed_size
        place = at if self.at is None else self.at
        numbers = (20, 20, self.flags, self.method, 0, 33, self.checksum, size, self.size, len(self.name))
        return _CENTRAL.pack(b"PK\x01\x02", *numbers, 0, 0, 0, 0, 0, place) + self.name


def deflated(content: bytes) -> bytes:
    """Return a raw deflate stream."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    return squeezer.compress(content) + squeezer.flush()


def container(pieces: Iterable[Piece]) -> bytes:
    """Return a zip file of the entries, their lies kept."""
    body, directory, count = bytearray(), bytearray(), 0
    for piece in pieces:
        at = len(body)
        body += piece.local() + piece.packed
        directory += piece.central(at)
        count += 1
    return bytes(body + directory + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), len(body), 0))


def pieces_of(data: bytes) -> list[Piece]:
    """Return the entries of an honest file, ready to be falsified."""
    return [Piece.of(name, content) for name, content in entries_of(data).items()]


def falsified(**lies: Any) -> bytes:
    """Return a good file whose main part has these lies in its headers."""
    pieces = pieces_of(GOOD)
    return container(replace(piece, **lies) if piece.name == DOCUMENT.encode() else piece for piece in pieces)


def with_entry(name: str, content: bytes) -> bytes:
    """Return a good file with one entry more, or another one in its place."""
    return changed(GOOD, name, lambda _: content)


def with_piece(piece: Piece) -> bytes:
    """Return a good file with one more entry as its headers tell it."""
    return container([*pieces_of(GOOD), piece])


def with_main(xml: str | bytes) -> bytes:
    """Return a good file whose main part is this."""
    return with_entry(DOCUMENT, xml.encode() if isinstance(xml, str) else xml)


def body(inside: str) -> bytes:
    """Return a file whose body holds this XML."""
    return with_main(f'<w:document xmlns:w="{_WORD}"><w:body>{inside}{SECTION}</w:body></w:document>')


# Containers ------------------------------------------------------------------------------------------------------


def one_swelling_entry() -> bytes:
    """A picture of 300 MB in 300 KB."""
    squeezer = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS)
    block = bytes(1 << 20)
    packed = b"".join(squeezer.compress(block) for _ in range(300)) + squeezer.flush()
    return with_piece(Piece(b"word/media/a.png", packed, 300 << 20, 0))


def many_swelling_entries() -> bytes:
    """300 pictures of a megabyte, each packed no better than an honest one."""
    block = random.Random(1).randbytes(12_000) + bytes((1 << 20) - 12_000)
    packed, checksum = deflated(block), zlib.crc32(block)
    pieces = [Piece(f"word/media/{n}.png".encode(), packed, len(block), checksum) for n in range(300)]
    return container([*pieces_of(GOOD), *pieces])


def sixty_thousand_entries() -> bytes:
    """More entries than any document has."""
    return container([*pieces_of(GOOD), *(Piece.of(f"word/media/{n}.png", b"") for n in range(60_000))])


def quoted_overlap() -> bytes:
    """Entries that each contain the headers of all later ones, over one kernel: 5,000 times 1 MB in 400 KB."""
    block = bytes(1 << 20)
    kernel, checksum = deflated(block), zlib.crc32(block)
    names = [f"word/media/{n}.png".encode() for n in range(4_000)]
    chunks: list[bytes] = []
    tail, content = len(kernel), len(block)
    made: list[tuple[Piece, int]] = []
    for position, name in enumerate(reversed(names)):
        piece = Piece(name, b"", content, checksum, packed_size=tail)
        header = piece.local()
        made.append((piece, tail + len(header)))
        chunks.append(header)
        if position < len(names) - 1:
            quote = struct.pack("<BHH", 0, len(header), len(header) ^ 0xFFFF)
            chunks.append(quote)
            tail, content = tail + len(header) + len(quote), content + len(header)
    quoted = b"".join(reversed(chunks)) + kernel
    honest = pieces_of(GOOD)
    front = b"".join(piece.local() + piece.packed for piece in honest)
    directory, at = bytearray(), 0
    for piece in honest:
        directory += piece.central(at)
        at += len(piece.local()) + len(piece.packed)
    whole = len(front) + len(quoted)
    for piece, before_end in reversed(made):
        directory += piece.central(whole - before_end)
    count = len(honest) + len(made)
    return front + quoted + bytes(directory) + _END.pack(b"PK\x05\x06", 0, 0, count, count, len(directory), whole, 0)


def same_bytes_twice() -> bytes:
    """Two names over the bytes of one entry."""
    pieces = pieces_of(GOOD)
    main = next(piece for piece in pieces if piece.name == DOCUMENT.encode())
    at = container(pieces).index(main.local())
    return container([*pieces, replace(main, name=b"word/documenX.xml", at=at)])


def same_name_twice() -> bytes:
    """Two main parts: a checker may read one, Word the other."""
    buffer = io.BytesIO(GOOD)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with zipfile.ZipFile(buffer, "a") as archive:
            archive.writestr(DOCUMENT, b"<x/>")
    return buffer.getvalue()


# Parts -----------------------------------------------------------------------------------------------------------


def laughing(encoding: str = "utf-8", declared: str = "", mark: bytes = b"") -> bytes:
    """A main part whose entities would expand to gigabytes, in an encoding and with a declaration of one."""
    said = f' encoding="{declared}"' if declared else ""
    entities = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha" * 10}">' for n in range(12))
    xml = f'<?xml version="1.0"{said}?><!DOCTYPE w:document [{entities}]>'
    xml += f'<w:document xmlns:w="{_WORD}"><w:body><w:p><w:r><w:t>&a11;</w:t></w:r></w:p></w:body></w:document>'
    return with_main(mark + xml.encode(encoding))


def fetching(entity: str) -> bytes:
    """A main part with this entity declaration."""
    xml = f'<?xml version="1.0"?><!DOCTYPE d [{entity}]><w:document xmlns:w="{_WORD}"><w:body/></w:document>'
    return with_main(xml)


def nested_elements(count: int = 1_000_000) -> bytes:
    """Elements inside each other."""
    return body("<w:sdt>" * count + "</w:sdt>" * count)


def attributes(count: int = 1_000_000) -> bytes:
    """One element with so many attributes."""
    return body("<w:p " + " ".join(f'w:a{n}=""' for n in range(count)) + "/>")


def namespaces(count: int = 1_000_000) -> bytes:
    """One element that declares so many namespaces."""
    return body("<w:p " + " ".join(f'xmlns:n{n}="u{n}"' for n in range(count)) + "/>")


def many_elements(count: int) -> bytes:
    """A flat part of so many empty paragraphs."""
    return body("<w:p/>" * count)


def huge_table(rows: int, columns: int) -> bytes:
    """A table of so many cells, no two rows alike so that it packs as an honest one does."""
    lines = ([p(f"{row * 7919 % 99991} {column}") for column in range(columns)] for row in range(rows))
    return body(table(*lines))


def many_tags(count: int) -> bytes:
    """So many paragraphs with a tag each."""
    return body("".join(p(f"{n} {{{{ doanh_nghiep.ten }}}}") for n in range(count)))


def nested_tables(levels: int) -> bytes:
    """Tables inside each other's cells."""
    inside = p("{{ doanh_nghiep.ten }}")
    for _ in range(levels):
        inside = table([inside + p("")])
    return body(inside)


def styles_in_a_ring(count: int) -> bytes:
    """Styles based on each other in a circle."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="VB {n}"/>'
        f'<w:basedOn w:val="s{(n + 1) % count}"/></w:style>'
        for n in range(count)
    )
    return docx(p("{{ doanh_nghiep.ten }}", style="s0"), styles=styles)


def long_style_chain(count: int) -> bytes:
    """Styles based on each other in a long row."""
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="s{n}"><w:name w:val="VB {n}"/>'
        + (f'<w:basedOn w:val="s{n + 1}"/>' if n + 1 < count else "")
        + "</w:style>"
        for n in range(count)
    )
    return docx(p("{{ doanh_nghiep.ten }}", style="s0"), styles=styles)


# Links and fields ------------------------------------------------------------------------------------------------


def with_link(kind: str, target: str, mode: str = "", rels: str = "word/_rels/document.xml.rels") -> bytes:
    """Return a file one of whose parts relates to something; ``kind`` is the end of the type or the whole of it."""
    kind = kind if ":" in kind else f"{OFFICE}/{kind}"
    mode = f' TargetMode="{mode}"' if mode else ""
    link = f'<Relationship Id="xa" Type="{kind}" Target="{target}"{mode}/>'
    if rels in entries_of(GOOD):
        return changed(GOOD, rels, lambda data: _with_one_more(data, link))
    return with_entry(rels, f'<Relationships xmlns="{_RELS}">{link}</Relationships>'.encode())


def _with_one_more(data: bytes, link: str) -> bytes:
    text = data.decode()
    return text.replace("</Relationships>", f"{link}</Relationships>").encode()


def macro_renamed() -> bytes:
    """A .docm with its macro project, renamed to .docx."""
    kind = b"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
    data = changed(
        GOOD,
        "[Content_Types].xml",
        lambda types: types.replace(kind, b"application/vnd.ms-word.document.macroEnabled.main+xml"),
    )
    return changed(data, "word/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512))


def macro_content_type_of_a_default() -> bytes:
    """A macro project that only the default type of its extension gives away."""
    extra = b'<Default Extension="bin" ContentType="application/vnd.ms-office.vbaProject"/></Types>'
    data = changed(GOOD, "[Content_Types].xml", lambda types: types.replace(b"</Types>", extra))
    return changed(data, "word/vbaProject.bin", lambda _: b"\xd0\xcf\x11\xe0")


def mark(kind: str) -> str:
    """Return the run with a field mark: begin, separate, end."""
    return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'


def code(text: str) -> str:
    """Return the run with a piece of a field's instruction."""
    return f'<w:r><w:instrText xml:space="preserve">{text}</w:instrText></w:r>'


def field(*codes: str) -> str:
    """Return the paragraph with a field whose instruction lies over these runs."""
    inside = "".join(item if item.startswith("<") else code(item) for item in codes)
    return f"<w:p>{mark('begin')}{inside}{mark('separate')}<w:r><w:t>x</w:t></w:r>{mark('end')}</w:p>"


def simple_field(instruction: str) -> str:
    """Return the paragraph with a field in one element."""
    return f'<w:p><w:fldSimple w:instr="{instruction}"/></w:p>'


def plain_zip() -> bytes:
    """A container that is no document."""
    return zipped({"a.txt": b"x"})
