"""How Vietnamese is written: letters, names, numbers, dates, sorting, old encodings.

May import ``diagnostics`` only (and needs nothing of it): pure functions from values to values.
Decision: written by hand, because no kept library is right here. Number words of the usual package say «hai nghìn lẻ
hai mươi sáu» for 2026, the collation packages have no wheels, and the usual transliterator is GPL.
Text is NFC from here on: every function accepts NFD and answers NFC.
"""

from docgen.vietnamese.capitals import capitalise_each, capitalise_first, upper
from docgen.vietnamese.closest import closest
from docgen.vietnamese.collation import person_sort_key, sort_key
from docgen.vietnamese.dates import blank_date, long_date, month_and_year, short_date
from docgen.vietnamese.file_names import safe_file_name
from docgen.vietnamese.honorifics import addressed
from docgen.vietnamese.legacy_encodings import from_legacy, legacy_encoding
from docgen.vietnamese.letters import point_letter
from docgen.vietnamese.number_words import in_words, money_in_words
from docgen.vietnamese.numbers import grouped, roman, two_digits
from docgen.vietnamese.slug import slug
from docgen.vietnamese.syllables import is_syllable
from docgen.vietnamese.tax_code import tax_code_is_right
from docgen.vietnamese.unicode_text import nfc, one_spaced

__all__ = [
    "addressed",
    "blank_date",
    "capitalise_each",
    "capitalise_first",
    "closest",
    "from_legacy",
    "grouped",
    "in_words",
    "is_syllable",
    "legacy_encoding",
    "long_date",
    "money_in_words",
    "month_and_year",
    "nfc",
    "one_spaced",
    "person_sort_key",
    "point_letter",
    "roman",
    "safe_file_name",
    "short_date",
    "slug",
    "sort_key",
    "tax_code_is_right",
    "two_digits",
    "upper",
]
