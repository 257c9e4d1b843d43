"""Text typed in TCVN3 or VNI is told from Unicode and from names of other languages, and converted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.vietnamese import from_legacy, is_syllable, legacy_encoding

TCVN3 = dict(
    zip(
        "ĂÂÊÔƠƯĐăâêôơưđàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ",
        "¡¢£¤¥¦§¨©ª«¬\u00ad®µ¶·¸¹»¼½¾ÆÇÈÉÊËÌÎÏÐÑÒÓÔÕÖ×ØÜÝÞßáâãäåæçèéêëìíîïñòóôõö÷øùúûüýþ",
        strict=True,
    )
)
VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}
VNI_CIRCUMFLEX = {"": "â", "\u0301": "á", "\u0300": "à", "\u0309": "å", "\u0303": "ã", "\u0323": "ä"}
VNI_BREVE = {"": "ê", "\u0301": "é", "\u0300": "è", "\u0309": "ú", "\u0303": "ü", "\u0323": "ë"}
VNI_ALONE = dict(zip("íìỉĩịỵđ", "íìæóòîñ", strict=True))

PHRASES = [
    "Công ty cổ phần dệt may Sông Hồng",
    "Nguyễn Văn Thắng",
    "Khu công nghiệp Bảo Minh",
    "huyện Vụ Bản, tỉnh Nam Định",
    "Kế hoạch liên tịch xây dựng mô hình an toàn về an ninh, trật tự",
    "quy định về bảo vệ cơ quan, doanh nghiệp",
    "Trần Thị Quỳnh Như",
    "Đội trưởng đội bảo vệ",
    "Quyết định của ủy ban nhân dân",
    "đường số 5, lô C2",
    "Việt Nam",
    "Đan Mạch",
]
FOREIGN = [
    "Müller & Söhne GmbH", "Citroën", "Société Générale", "Crédit Lyonnais", "Hermès", "L'Oréal", "Nestlé S.A.",
    "João da Silva Gonçalves", "São Paulo", "Peña Nieto", "Señor Muñoz", "Björn Ångström", "Ørsted A/S", "Frøya",
    "Noël", "Zoë", "Israël", "Michaël", "Haïti", "naïve", "Taïwan", "Raúl Saúl", "Thaï Airways", "Caïn",
    "Kim Min-jun", "Park Ji-sŏng", "Lee Jae-yong", "Chŏng Mong-gu", "Hyŏndae", "Tōkyō", "Ōsaka Seiki",
    "«Xin chao»", "« à »", "50 µm", "5µm", "Sony® Electronics", "© 2016 Intel", "§ 5", "¥100", "£5", "±0,5 °C",
    "Höchst", "Bär", "Künzli", "Dürr", "Böhler", "Färber AG", "Groß", "Möng", "Hôtel Métropole", "Pâtisserie",
    "Élysée", "Besançon", "Château", "Compañía Española", "Málaga", "Cádiz", "Perú", "Bogotá", "Panamá",
    "Aérospatiale", "Tessarà", "Città di Castello", "Perché", "Åland", "Kübler", "Hülsta", "Großmann",
    "François Hollande", "Réunion", "Cournède", "Béla Bartók", "Ćosić", "Łódź", "Škoda", "Señalización",
]  # fmt: skip


def to_tcvn3(text: str) -> str:
    return "".join(TCVN3.get(char, char) for char in text)


def to_vni(text: str) -> str:
    return "".join(vni_letter(char) for char in text)


def vni_letter(char: str) -> str:
    if char.lower() in VNI_ALONE:
        code = VNI_ALONE[char.lower()]
        return code.upper() if char.isupper() else code
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    tone = next((mark for mark in marks if mark in VNI_TONES), "")
    if "\u031b" in marks:
        base = {"o": "ô", "u": "ö", "O": "Ô", "U": "Ö"}[base]
    if "\u0302" in marks or "\u0306" in marks:
        mark = (VNI_CIRCUMFLEX if "\u0302" in marks else VNI_BREVE)[tone]
    else:
        mark = VNI_TONES[tone] if tone else ""
    return base + (mark.upper() if char.isupper() else mark)


def test_the_examples_offices_send_are_told() -> None:
    assert legacy_encoding("C«ng ty TNHH") == "TCVN3"
    assert from_legacy("C«ng ty TNHH", "TCVN3") == "Công ty TNHH"
    assert legacy_encoding("Coâng ty TNHH") == "VNI"
    assert from_legacy("Coâng ty TNHH", "VNI") == "Công ty TNHH"
    assert from_legacy("CÔÙI, ÑÖÙC, TÆNH, AÂN", "VNI") == "CỚI, ĐỨC, TỈNH, ÂN"


@pytest.mark.parametrize("phrase", PHRASES)
def test_phrases_in_old_encodings_are_told_and_come_back_whole(phrase: str) -> None:
    assert legacy_encoding(to_tcvn3(phrase)) == "TCVN3"
    assert from_legacy(to_tcvn3(phrase), "TCVN3") == phrase
    assert legacy_encoding(to_vni(phrase)) == "VNI"
    assert from_legacy(to_vni(phrase), "VNI") == phrase


@pytest.mark.parametrize("phrase", PHRASES + FOREIGN + ["hoà, loá, thuỷ", "là và à", "Đà Nẵng «Cà phê»", "cà phê"])
def test_unicode_vietnamese_and_foreign_names_are_not_suspected(phrase: str) -> None:
    assert legacy_encoding(phrase) is None
    assert legacy_encoding(unicodedata.normalize("NFD", phrase)) is None
    assert legacy_encoding(phrase.upper()) is None


def test_all_foreign_names_together_are_not_suspected() -> None:
    assert legacy_encoding("; ".join(name for name in FOREIGN if "ŏ" not in name)) is None


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_asked_and_converted(text: str) -> None:
    encoding = legacy_encoding(text)
    assert encoding in (None, "TCVN3", "VNI")
    for known in ("TCVN3", "VNI"):
        assert unicodedata.is_normalized("NFC", from_legacy(text, known))


@given(st.text("abcdefghijklmnopqrstuvwxyz ABC0123.,-&"))
def test_plain_text_is_never_suspected_and_never_changed(text: str) -> None:
    assert legacy_encoding(text) is None
    assert from_legacy(text, "TCVN3") == from_legacy(text, "VNI") == text


def test_an_unknown_encoding_is_a_bug_of_the_caller() -> None:
    with pytest.raises(ValueError, match="VIQR"):
        from_legacy("a", "VIQR")


SYLLABLES = "an nghiệp quyền quỳnh gì giếng giữ hoà thuỷ Định khuya nghiêng quốc yêu xoong ý"


@pytest.mark.parametrize("word", SYLLABLES.split())
def test_syllables_are_known(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize(
    "word", ["", "Müller", "cac´", "bap̀", "tôc", "str", "wa", "ngha̛", "áà", "cafe", "nghiệpp", "ñan", "quoác", "qan"]
)
def test_other_words_are_no_syllables(word: str) -> None:
    assert not is_syllable(word)
