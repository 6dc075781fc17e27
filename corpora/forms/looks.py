"""How the documents of a meeting look: the font, its size, how numbers of pages are printed, and the style sheet."""

import subprocess
from dataclasses import dataclass

from sample import Meeting


@dataclass(frozen=True)
class Font:
    """A Thai font and the size in points at which its letters are as large as others'."""

    name: str
    points: float


FONTS = (
    Font("Laksaman", 15),
    Font("Garuda", 11.5),
    Font("Norasi", 13.5),
    Font("Kinnari", 12.5),
    Font("Loma", 12),
    Font("Umpush", 12.5),
    Font("Waree", 11.5),
)
_PAGE_NUMBERS = (
    'counter(page)',
    '"- " counter(page) " -"',
    '"หน้า " counter(page)',
    'counter(page, thai)',
    '"หน้า " counter(page) " / " counter(pages)',
)  # fmt: skip


def font_of(place: int) -> Font:
    """The font of the meeting (or letter) at this place; they take turns."""
    return FONTS[place % len(FONTS)]


def missing_fonts() -> list[str]:
    """The fonts that this machine lacks; all of them when it cannot be asked."""
    try:
        listed = subprocess.run(["fc-list", ":", "family"], capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return [font.name for font in FONTS]
    present = {name.strip() for line in listed.splitlines() for name in line.split(",")}
    return [font.name for font in FONTS if font.name not in present]


def style(meeting: Meeting, head: str) -> str:
    """CSS for a summary page on A4 with a running head and page numbers."""
    font = font_of(meeting.place)
    number = _PAGE_NUMBERS[meeting.place % len(_PAGE_NUMBERS)]
    return f"""
@page {{ size: A4; margin: 24mm 20mm 22mm 25mm;
  @top-center {{ content: "{head}"; font-family: {font.name}; font-size: {font.points * 0.75}pt; }}
  @bottom-center {{ content: {number}; font-family: {font.name}; font-size: {font.points * 0.85}pt; }} }}
body {{ font-family: {font.name}; font-size: {font.points}pt; line-height: 1.85; margin: 0; }}
p {{ margin: 0 0 0.25em; text-align: justify; overflow-wrap: break-word; }}
.place, .head, .rule {{ text-align: center; }}
.place, .head {{ font-weight: bold; }}
.head {{ font-size: 115%; }}
.intro, .paragraph {{ text-indent: 12mm; }}
.group {{ font-weight: bold; text-decoration: underline; margin-top: 0.6em; }}
.agenda {{ padding-left: 22mm; text-indent: -22mm; text-align: left; }}
.agenda .no {{ display: inline-block; width: 9mm; text-indent: 0; }}
.agenda .word {{ display: inline-block; width: 12mm; text-indent: 0; }}
.heading {{ font-weight: bold; margin-top: 0.7em; text-align: left; break-after: avoid; }}
.item {{ padding-left: 8mm; text-indent: 4mm; }}
.listed {{ padding-left: 14mm; text-indent: -4mm; }}
"""
