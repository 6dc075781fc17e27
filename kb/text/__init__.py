"""Thai text as pure functions: the search form, words, dates, numerals, letter numbers."""

from kb.text.dates import DateMention, find_dates, fiscal_year, parse_date, thai_date
from kb.text.letter_numbers import LetterNumber, find_letter_numbers
from kb.text.normalisation import NORMALISER_VERSION, MappedText, normalise, normalise_mapped
from kb.text.numerals import to_arabic, to_thai_digits
from kb.text.titles import title_key
from kb.text.tokeniser import Tokeniser, open_tokeniser

__all__ = [
    "NORMALISER_VERSION",
    "DateMention",
    "LetterNumber",
    "MappedText",
    "Tokeniser",
    "find_dates",
    "find_letter_numbers",
    "fiscal_year",
    "normalise",
    "normalise_mapped",
    "open_tokeniser",
    "parse_date",
    "thai_date",
    "title_key",
    "to_arabic",
    "to_thai_digits",
]
