"""Sums of money: each row is one way to print one, in an invented carrier, with the reason it is here."""

from decimal import Decimal

import pytest

from kb.ingest.facts.money import find_money

SUMS = [
    # text, quote, amount, currency, highest, per, reason
    ("วงเงิน 1,284.50 ล้านบาท", "1,284.50 ล้านบาท", "1284500000", "THB", None, None, "a decimal of millions is exact"),
    ("๑๐ ล้านบาท", "๑๐ ล้านบาท", "10000000", "THB", None, None, "Thai digits"),
    ("5,618.7610 ล้านบาท", "5,618.7610 ล้านบาท", "5618761000", "THB", None, None, "four decimals"),
    ("298ล้านบาท", "298ล้านบาท", "298000000", "THB", None, None, "no blank"),
    ("300\nล้านบาท", "300\nล้านบาท", "300000000", "THB", None, None, "broken over two lines"),
    ("2.5 แสนล้านบาท", "2.5 แสนล้านบาท", "250000000000", "THB", None, None, "hundred thousand millions"),
    ("1.9 ล้านล้านบาท", "1.9 ล้านล้านบาท", "1900000000000", "THB", None, None, "a million millions"),
    ("3 หมื่นบาท", "3 หมื่นบาท", "30000", "THB", None, None, "ten thousands"),
    ("228,886,563.48 บาท", "228,886,563.48 บาท", "228886563.48", "THB", None, None, "satang"),
    ("กว่าหมื่นล้านบาท", "หมื่นล้านบาท", "10000000000", "THB", None, None, "a scale without a figure counts once"),
    ("สองพันห้าร้อยล้านบาทถ้วน", "สองพันห้าร้อยล้านบาท", "2500000000", "THB", None, None, "in words"),
    ("ยี่สิบเอ็ดบาท", "ยี่สิบเอ็ดบาท", "21", "THB", None, None, "small numbers in words"),
    ("500 (ห้าร้อย) บาท", "500 (ห้าร้อย) บาท", "500", "THB", None, None, "words in brackets inside"),
    ("1,000,000 บาท (หนึ่งล้านบาทถ้วน)", "1,000,000 บาท", "1000000", "THB", None, None, "words behind repeat the figure"),
    ("100 - 200 ล้านบาท", "100 - 200 ล้านบาท", "100000000", "THB", "200000000", None, "a range shares its scale"),
    ("900,000 – 1.5 ล้านบาท", "900,000 – 1.5 ล้านบาท", "900000", "THB", "1500000", None, "unless the lower end is whole"),
    ("300 บาท ถึง 400 บาท", "300 บาท ถึง 400 บาท", "300", "THB", "400", None, "both ends with their unit"),
    ("5 ล้านบาท - 10 ล้านบาท", "5 ล้านบาท - 10 ล้านบาท", "5000000", "THB", "10000000", None, "and with their scale"),
    ("ปี 2563 - 500 ล้านบาท", "500 ล้านบาท", "500000000", "THB", None, None, "a year before a dash is no lower end"),
    ("ไร่ละ 500 บาท", "500 บาท", "500", "THB", None, "ไร่", "a rate told before"),
    ("รายละไม่เกิน 600 บาท", "600 บาท", "600", "THB", None, "ราย", "a rate with a limit"),
    ("160 บาท/ไร่", "160 บาท", "160", "THB", None, "ไร่", "a rate behind a slash"),
    ("400 บาทต่อเดือน", "400 บาท", "400", "THB", None, "เดือน", "a rate in words"),
    ("25 ล้านยูโร", "25 ล้านยูโร", "25000000", "EUR", None, None, "euros"),
    ("10 ล้านดอลลาร์สหรัฐ", "10 ล้านดอลลาร์สหรัฐ", "10000000", "USD", None, None, "dollars"),
    ("10 ล้านเหรียญสหรัฐฯ", "10 ล้านเหรียญสหรัฐฯ", "10000000", "USD", None, None, "dollars by another name"),
    ("7 ดอลลาร์สิงคโปร์", "7 ดอลลาร์สิงคโปร์", "7", "SGD", None, None, "other dollars"),
    ("3 พันล้านเยน", "3 พันล้านเยน", "3000000000", "JPY", None, None, "yen"),
    ("US$ 3 million", "US$ 3 million", "3000000", "USD", None, None, "the code first"),
]


@pytest.mark.parametrize(
    ("text", "quote", "amount", "currency", "highest", "per", "reason"), SUMS, ids=[row[6] for row in SUMS]
)
def test_a_sum_has_its_amount_and_unit(
    text: str, quote: str, amount: str, currency: str, highest: str | None, per: str | None, reason: str
) -> None:
    """Amounts are exact and in whole units; the quote is the text between the offsets."""
    (money,) = find_money(text)
    assert text[money.start : money.end] == money.quote == quote, reason
    assert (money.amount, money.currency, money.per) == (Decimal(amount), currency, per), reason
    assert money.highest == (Decimal(highest) if highest else None), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("หน่วย : ล้านบาท", "the unit of a table"),
        ("2563\nล้านบาท", "a year above a column"),
        ("13,047 อัตรา", "other units"),
        ("บทบาท 5 ด้าน", "a word that ends like the unit"),
        ("1.2 บทบาท", "a section"),
        ("ประเทศในยูโรป 5 แห่ง", "a word that begins like one"),
        ("", "nothing"),
    ],
)
def test_what_is_no_sum(text: str, reason: str) -> None:
    """Figures and units that do not belong together give nothing."""
    assert find_money(text) == [], reason


def test_sums_come_in_reading_order() -> None:
    """Figures, codes and words together."""
    text = "วงเงิน 3 ล้านบาท หรือ USD 90,000 ไม่ถึงสิบล้านบาท"
    assert [str(money.amount) for money in find_money(text)] == ["3000000", "90000", "10000000"]
