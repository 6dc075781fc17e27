"""Sums of money with their unit: 1,284.50 ล้านบาท, ๑๐ ล้านบาท, 2.5 แสนล้านบาท, 100 - 200 ล้านดอลลาร์สหรัฐ."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from kb.ingest.facts.money_words import read_words, words_pattern
from kb.text import to_arabic

_GAP = r"[ \t\xa0\u200b]{0,3}\n?[ \t\xa0]{0,3}"
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,15})(?:\.\d{1,6})?"
_SCALE = r"(?:ร้อย|พัน|หมื่น|แสน)?ล้าน(?:ล้าน)?|ร้อย|พัน|หมื่น|แสน|million|billion"
_SCALES = {"ร้อย": 2, "พัน": 3, "หมื่น": 4, "แสน": 5, "ล้าน": 6, "million": 6, "billion": 9}
# Tried in this order: a longer name stands before the shorter one inside it.
_CURRENCIES = (
    ("SGD", r"(?:ดอลลาร์|เหรียญ)สิงคโปร์|SGD"),
    ("AUD", r"(?:ดอลลาร์|เหรียญ)ออสเตรเลีย|AUD"),
    ("NZD", r"(?:ดอลลาร์|เหรียญ)นิวซีแลนด์|NZD"),
    ("CAD", r"(?:ดอลลาร์|เหรียญ)แคนาดา|CAD"),
    ("HKD", r"(?:ดอลลาร์|เหรียญ)ฮ่องกง|HKD"),
    ("USD", r"(?:ดอลลาร์|ดอลล่าร์|ดอลลาร์ส|เหรียญ)\s?(?:สหรัฐ(?:อเมริกา|ฯ)?|สรอ\.?|\s?US)|ดอลลาร์|US dollars?|USD"),
    ("EUR", r"ยูโร(?!ป)|EUR"),
    ("JPY", r"เยน|JPY"),
    ("CNY", r"หยวน|CNY"),
    ("GBP", r"ปอนด์(?:สเตอร์ลิง)?|GBP"),
    ("CHF", r"ฟรังก์สวิส|CHF"),
    ("KRW", r"วอน|KRW"),
    ("INR", r"รูปี(?:อินเดีย)?|INR"),
    ("LAK", r"กีบ"),
    ("THB", r"บาท|THB|[Bb]aht"),
)
_CURRENCY = "|".join(f"(?P<{code}>{names})" for code, names in _CURRENCIES)
_SUM = re.compile(
    rf"(?<![\d.,/])(?:(?P<low>{_NUMBER})(?:{_GAP}(?P<low_scale>{_SCALE}))?(?:{_GAP}(?P<low_baht>บาท))?"
    rf"{_GAP}(?:-|\u2013|\u2014|ถึง|จนถึง){_GAP})?(?P<high>{_NUMBER})(?:{_GAP}(?P<scale>{_SCALE}))?"
    rf"(?:{_GAP}\([ก-๎ ]{{2,80}}\))?{_GAP}(?:{_CURRENCY})"
)
_CODE_FIRST = re.compile(
    rf"(?P<code>USD|US\$|EUR|JPY|THB|฿|€|\$)\s?(?P<number>{_NUMBER})(?:\s?(?P<scale>million|billion|ล้าน))?"
)
_CODES = {"US$": "USD", "$": "USD", "€": "EUR", "฿": "THB"}
_WORDS = re.compile(rf"(?P<words>{words_pattern()})\s?(?P<currency>บาท)(?:ถ้วน)?")
WIDEST = 1_000  # times the lower end: what lies further apart is no range
_YEAR = re.compile(r"2[45]\d\d")
_PER = re.compile(
    r"\s?(?:ต่อ|/)\s?(?P<unit>ปีการศึกษา|ปี|เดือน|วัน|ชั่วโมง|ครั้ง|คน|ราย|ครัวเรือน|ครอบครัว|ไร่|ตัน|กิโลกรัม|กก\.|ลิตร|หน่วย|แห่ง|หลัง|คัน"
    r"|เที่ยว|กิโลเมตร|ตารางเมตร|ตารางวา|ลูกบาศก์เมตร|หุ้น|ดอลลาร์|เหรียญ|ลำ|ตำบล|จังหวัด|อำเภอ|โครงการ|ฉบับ|บาร์เรล|ล้านบีทียู)"
)
_PER_BEFORE = re.compile(
    r"(?P<unit>ปี|เดือน|วัน|ชั่วโมง|นาที|ครั้ง|คน|ราย|ครัวเรือน|ไร่|ตัน|กิโลกรัม|กิโลเมตร|ลิตร|หน่วย|แห่ง|หลัง|คัน|หุ้น|ฉบับ|โครงการ|เครื่อง)ละ"
    r"(?:ไม่เกิน|ประมาณ)?\s{0,6}$"
)


@dataclass(frozen=True)
class Money:
    """A sum as printed at `text[start:end]`: `amount` in whole units of `currency` (ISO 4217), exact.

    A range has its upper end in `highest`. `per` is the unit of a rate ("ไร่" for 500 บาทต่อไร่), None for a plain sum.
    """

    start: int
    end: int
    quote: str
    amount: Decimal
    currency: str
    highest: Decimal | None = None
    per: str | None = None


def find_money(text: str) -> list[Money]:
    """The sums of a text in reading order; linear in its length.

    A sum written again in words in brackets is one sum. Figures in a table whose unit stands in its head are not found:
    the unit of a bare figure cannot be told from the words beside it.
    """
    arabic = to_arabic(text)
    figures = sorted([*_figures(text, arabic), *_codes(text, arabic)], key=lambda money: money.start)
    words = [money for money in _in_words(text) if not _told_before(text, money, figures)]
    return sorted([*figures, *words], key=lambda money: money.start)


def _figures(text: str, arabic: str) -> Iterator[Money]:
    for match in _SUM.finditer(arabic):
        if _YEAR.fullmatch(match["high"]) and "\n" in match[0]:
            continue  # the year above a column
        currency = next(code for code, _ in _CURRENCIES if match[code])
        start = match.start()
        high = _value(match["high"], match["scale"])
        low = _low(match, high) if match["low"] else None
        if match["low"] and low is None:
            start = match.start("high")
        yield Money(
            start=start,
            end=match.end(),
            quote=text[start : match.end()],
            amount=high if low is None else low,
            currency=currency,
            highest=None if low is None else high,
            per=_per(arabic, start, match.end()),
        )


def _low(match: re.Match[str], high: Decimal) -> Decimal | None:
    """The lower end of a range; it shares the scale unless it has its own. None when the two make no range."""
    if _YEAR.fullmatch(match["low"]) and not match["low_scale"] and not match["low_baht"]:
        return None  # a year, or the number of a row, before a dash
    own = match["low_scale"] or ("" if match["low_baht"] else match["scale"])
    low = _value(match["low"], own)
    if low >= high and not match["low_scale"]:
        low = _value(match["low"], None)
    return low if high / WIDEST < low < high else None


def _codes(text: str, arabic: str) -> Iterator[Money]:
    for match in _CODE_FIRST.finditer(arabic):
        amount = _value(match["number"], match["scale"])
        code = _CODES.get(match["code"], match["code"])
        yield Money(match.start(), match.end(), text[match.start() : match.end()], amount, code)


def _in_words(text: str) -> Iterator[Money]:
    for match in _WORDS.finditer(text):
        amount = read_words(match["words"])
        if amount is not None:
            end = match.end("currency")
            yield Money(match.start(), end, text[match.start() : end], Decimal(amount), "THB")


def _told_before(text: str, money: Money, figures: list[Money]) -> bool:
    """Whether words repeat a figure: they stand inside it, or in brackets behind it."""
    return any(
        (figure.start < money.end and money.start < figure.end)
        or (0 <= money.start - figure.end <= 4 and "(" in text[figure.end : money.start])
        for figure in figures
    )


def _value(number: str, scale: str | None) -> Decimal:
    value = Decimal(number.replace(",", ""))
    rest = scale or ""
    while rest:
        name = next(name for name in _SCALES if rest.startswith(name))
        value, rest = value.scaleb(_SCALES[name]), rest[len(name) :]
    return value.quantize(Decimal(1)) if value == value.to_integral_value() else value.normalize()


def _per(text: str, start: int, end: int) -> str | None:
    after = _PER.match(text, end)
    before = None if after else _PER_BEFORE.search(text, max(0, start - 30), start)
    found = after or before
    return found["unit"] if found else None
