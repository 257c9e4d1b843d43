"""What a certificate's file says about itself, twice: for archives (XMP) and for readers (the information entry)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from docgen.pdf.objects import stream, text_string

_MAKER = "docgen"
_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#" xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>vi-VN</rdf:li></rdf:Bag></dc:language>
{dates}<xmp:CreatorTool>{maker}</xmp:CreatorTool>
<pdf:Producer>{maker}</pdf:Producer>
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>Part of ISO 14289 that the file follows</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>"""


@dataclass(frozen=True, slots=True)
class PageInfo:
    """What the file says about itself; ``day`` is the paper's own, never that of the clock."""

    title: str
    author: str
    subject: str
    day: date | None = None


def xmp_stream(info: PageInfo) -> bytes:
    """Return the metadata stream, not deflated: an archive must be able to read it without a PDF reader."""
    day = "" if info.day is None else f"{info.day.isoformat()}T00:00:00+07:00"
    dates = day and f"<xmp:CreateDate>{day}</xmp:CreateDate>\n<xmp:ModifyDate>{day}</xmp:ModifyDate>\n"
    texts = {key: _escaped(getattr(info, key)) for key in ("title", "author", "subject")}
    packet = _XMP.format(**texts, dates=dates, maker=_MAKER)
    return stream(packet.encode(), "/Type/Metadata/Subtype/XML", packed=False)


def info_dictionary(info: PageInfo) -> bytes:
    """Return the information dictionary, saying what the metadata say."""
    entries = [(b"Title", info.title), (b"Author", info.author), (b"Subject", info.subject)]
    entries += [(b"Creator", _MAKER), (b"Producer", _MAKER)]
    written = [b"/%b%b" % (key, text_string(text)) for key, text in entries]
    if info.day is not None:
        day = b"(D:%04d%02d%02d000000+07'00')" % (info.day.year, info.day.month, info.day.day)
        written += [b"/CreationDate" + day, b"/ModDate" + day]
    return b"<<%b>>" % b"".join(written)


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
