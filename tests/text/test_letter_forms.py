"""Letter numbers as real papers print them: each row is one form, in an invented carrier, with what tells it apart."""

import pytest

from kb.text import find_letter_numbers

FORMS = [
    # text, quote, key, reason
    ("ที่ นร ๐๕๐๕/๑๒๓๔๕", "นร ๐๕๐๕/๑๒๓๔๕", "นร0505/12345", "a confirming letter in Thai digits"),
    ("ที่ นร ๐๕๐๕ / ๑๒๓๔๕", "นร ๐๕๐๕ / ๑๒๓๔๕", "นร0505/12345", "blanks around the slash"),
    ("ที่ นร o๕o๕/ว ๑๒๕", "นร o๕o๕/ว ๑๒๕", "นร0505/ว125", "a recogniser took ๐ for a letter"),
    ("ที่ นร O505/1O2", "นร O505/1O2", "นร0505/102", "the same with capitals, in the number too"),
    ("ด่วนที่สุด\nที่ นร 0505/ว 77", "นร 0505/ว 77", "นร0505/ว77", "below a mark of urgency"),
    ("ด่วนมาก ที่ นร 0506/ว 8", "นร 0506/ว 8", "นร0506/ว8", "another office of the same house"),
    ("ลับ ที่ นร 0505/ว(ล) 9", "นร 0505/ว(ล) 9", "นร0505/ว(ล)9", "a secret circular"),
    ("ที่ นร 0505/ว (ล) 9", "นร 0505/ว (ล) 9", "นร0505/ว(ล)9", "a blank before the mark"),
    ("ที่ นร 0503/ล 41", "นร 0503/ล 41", "นร0503/ล41", "a series of the office that is no circular"),
    ("ที่ นร 0503/ท 415", "นร 0503/ท 415", "นร0503/ท415", "another series"),
    ("ที่ นร 0503/ลต 3", "นร 0503/ลต 3", "นร0503/ลต3", "a series of two letters"),
    ("ที่ กค 0702/พ.104", "กค 0702/พ.104", "กค0702/พ104", "a series with a dot"),
    ("ที่ สร. 0101/ว. 882", "สร. 0101/ว. 882", "สร0101/ว882", "dots behind office and mark, as older letters have"),
    ("ที่ สร 0403/ว. 43", "สร 0403/ว. 43", "สร0403/ว43", "a dot behind the mark only"),
    ("หนังสือ นร. 0718/18328", "นร. 0718/18328", "นร0718/18328", "a dot behind the office, without ที่"),
    ("หนังสือ พม. 0702/ว 3582", "พม. 0702/ว 3582", "พม0702/ว3582", "a circular with a dotted office"),
    ("กษ. 2908.02/3684", "กษ. 2908.02/3684", None, "a dotted office with a file that nothing vouches for"),
    ("ที่ กษ. 2908.02/3684", "กษ. 2908.02/3684", "กษ2908.02/3684", "the same behind ที่"),
    ("หนังสือที่ นร 1008.1/154", "นร 1008.1/154", None, "ที่ glued to a word vouches for nothing"),
    ("หนังสือ ที่ นร 1008.1/154", "นร 1008.1/154", "นร1008.1/154", "a file that begins with 1, behind ที่"),
    ("หนังสือ นร 1012.2/ว 18", "นร 1012.2/ว 18", "นร1012.2/ว18", "a circular needs no ที่"),
    ("ที่นร0714/2550", "นร0714/2550", "นร0714/2550", "ที่ glued to the office, as recognised text has it"),
    ("ที่ นร0714/2550", "นร0714/2550", "นร0714/2550", "a number that looks like a year"),
    ("กค (กวจ) 0405.2/ว 423", "กค (กวจ) 0405.2/ว 423", "กค(กวจ)0405.2/ว423", "a committee in brackets"),
    ("กค(กวจ)0405.2/ว423", "กค(กวจ)0405.2/ว423", "กค(กวจ)0405.2/ว423", "the same without blanks"),
    ("กค (กวจ) \xa00405.2/ว 69", "กค (กวจ) \xa00405.2/ว 69", "กค(กวจ)0405.2/ว69", "a non-breaking blank inside"),
    ("นร (กมจ) 1019/ว 7", "นร (กมจ) 1019/ว 7", "นร(กมจ)1019/ว7", "another committee"),
    ("ที่ กค (ก.ว.จ.) 0405.2/12", "กค (ก.ว.จ.) 0405.2/12", "กค(กวจ)0405.2/12", "the committee with dots"),
    ("นร 1011/ ว 4", "นร 1011/ ว 4", "นร1011/ว4", "a blank behind the slash"),
    ("ศธ 0206.7/ ว 22", "ศธ 0206.7/ ว 22", "ศธ0206.7/ว22", "the same with a division"),
    ("มท 0810.6/ว3090", "มท 0810.6/ว3090", "มท0810.6/ว3090", "mark and number glued"),
    ("มท ๐๘๐๘.๒/ว ๓๗๙๒", "มท ๐๘๐๘.๒/ว ๓๗๙๒", "มท0808.2/ว3792", "a division in Thai digits"),
    ("มท 0211.3.1/9", "มท 0211.3.1/9", "มท0211.3.1/9", "two dots"),
    ("สธ 0201.042.4/51", "สธ 0201.042.4/51", "สธ0201.042.4/51", "dots with long parts"),
    ("ที่ อว 6501(2)/45", "อว 6501(2)/45", "อว6501(2)/45", "a section in brackets"),
    ("ที่ ศธ 0590.1(4)/12", "ศธ 0590.1(4)/12", "ศธ0590.1(4)/12", "both"),
    ("ที่ ลต 0012/1", "ลต 0012/1", "ลต0012/1", "a body that is no ministry"),
    ("ที่ ตช 0009.24/880", "ตช 0009.24/880", "ตช0009.24/880", "a file that begins with two zeros"),
    ("ที่ ปปช 0012/33", "ปปช 0012/33", "ปปช0012/33", "three letters"),
    ("ที่ สทนช 0101/6", "สทนช 0101/6", "สทนช0101/6", "four letters"),
    ("ที่ ก.พ. 0701/8", "ก.พ. 0701/8", "กพ0701/8", "an office that is also a month"),
    ("ที่ นร 0505/\nว 125", "นร 0505/\nว 125", "นร0505/ว125", "broken behind the slash"),
    ("ตามหนังสือที่ นร\n0505/ว 125", "นร\n0505/ว 125", "นร0505/ว125", "broken behind the office"),
    ("(ที่ พน 0602/ว 1)", "พน 0602/ว 1", "พน0602/ว1", "in brackets"),
    ("[ที่ พน 0602/14]", "พน 0602/14", "พน0602/14", "in square brackets"),
    ("“ที่ คค 0310.6/472”", "คค 0310.6/472", "คค0310.6/472", "in quotes"),
    ("หนังสือ สลค. ที่ นร 0505/ว 5 ลว. 2 ม.ค. 63", "นร 0505/ว 5", "นร0505/ว5", "before an abbreviated date"),
    ("หนังสือ กค 0402.5/ว138 ลงวันที่", "กค 0402.5/ว138", "กค0402.5/ว138", "in a sentence"),
]


@pytest.mark.parametrize(("text", "quote", "key", "reason"), FORMS, ids=[row[3] for row in FORMS])
def test_a_form_is_read_as_its_one_key(text: str, quote: str | None, key: str | None, reason: str) -> None:
    """The number is quoted as printed and has its canonical key; rows without a key give nothing."""
    found = [(letter.quote, letter.key) for letter in find_letter_numbers(text)]
    assert found == ([(quote, key)] if key else []), reason


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("คำสั่งกรมสมมุติ ที่ ท.ป. 123/2545", "an order of a department is numbered by year"),
        ("ประกาศ ที่ ทน. 88/2559", "a notification of a commission"),
        ("ศาลมีคำสั่งในคดี ที่ อม 55/2558", "the number of a case"),
        ("คำสั่ง สพฐ 839/2561", "an order without ที่"),
        ("กรม 0505/12", "a word is no office, not even before a zero"),
        ("หมายเลขโทรศัพท์ 0 2280 9000/12", "a telephone number"),
        ("พื้นที่ 1/2 ส่วน และ 3/4 ส่วน", "fractions"),
        ("ครั้งที่ 12/2563 ระเบียบวาระที่ 4/2", "meeting and agenda numbers"),
        ("คน/วัน 0505", "a slash between units"),
    ],
)
def test_what_is_no_letter(text: str, reason: str) -> None:
    """Orders, cases, fractions, telephones and meetings give nothing."""
    assert find_letter_numbers(text) == [], reason
