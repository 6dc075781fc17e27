"""A resolution as the letter that confirms it to the agency that proposed it. The signer is no person."""

from html import escape

from looks import font_of
from sample import Matter, thai_date, thai_digits


def letter_lines(matter: Matter) -> list[tuple[str, str]]:
    """Style and text of each line, dates and numbers in Thai digits; the body as the resolution has it."""
    assert matter.letter_number
    assert matter.letter_date
    return [
        ("note", "ข้อมูลตัวอย่าง แต่งขึ้นทั้งหมด"),
        ("number", f"ที่ {thai_digits(matter.letter_number.removeprefix('ที่ '))}"),
        ("office", "สำนักเลขาธิการคณะรัฐมนตรี"),
        ("office", "ทำเนียบรัฐบาล กทม. ๑๐๓๐๐"),
        ("date", thai_digits(thai_date(matter.letter_date))),
        ("head", f"เรื่อง {matter.title}"),
        ("head", f"เรียน หัวหน้า{matter.agency}"),
        ("text", f"ตามที่ {matter.agency} ได้เสนอเรื่องข้างต้นไปเพื่อนำเสนอคณะรัฐมนตรี ความละเอียดแจ้งแล้ว นั้น"),
        ("text", f"คณะรัฐมนตรีได้ประชุมปรึกษาเมื่อวันที่ {thai_digits(thai_date(matter.day))} ลงมติว่า"),
        *(("text", line) for line in matter.body.split("\n")),
        ("text", "จึงเรียนยืนยันมา และขอได้โปรดดำเนินการต่อไปด้วย"),
        ("sign", "ขอแสดงความนับถือ"),
        ("sign", "(ลงนาม)"),
        ("sign", "เลขาธิการคณะรัฐมนตรี"),
    ]


def letter_page(matter: Matter, place: int) -> str:
    """The letter as a page to be printed."""
    font = font_of(place)
    lines = "\n".join(f'<p class="{style}">{escape(text, quote=False)}</p>' for style, text in letter_lines(matter))
    return (
        f'<!doctype html><html lang="th"><head><meta charset="utf-8"><title>{escape(matter.address)}</title><style>'
        f"@page {{ size: A4; margin: 25mm 20mm 20mm 30mm }} body {{ font-family: {font.name}; font-size: {font.points}pt; "
        "line-height: 1.4 } p { margin: 0 0 0.3em } .text { text-indent: 25mm } .date, .sign { text-align: center } "
        f".office {{ text-align: right }} .note {{ font-size: 70% }}</style></head><body>{lines}</body></html>"
    )
