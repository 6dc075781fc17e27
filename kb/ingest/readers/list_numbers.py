"""The number of a list item as it is printed: 3, iii, c, ๓, ค. Names of styles are Word's and, where apart, CSS's."""

from kb.text import to_thai_digits

_ROMAN = (
    (1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x"),
    (9, "ix"), (5, "v"), (4, "iv"), (1, "i"),
)  # fmt: skip
_LATIN = "abcdefghijklmnopqrstuvwxyz"
# Official texts count ก ข ค ง; ฃ and ฅ are obsolete, ฆ, ฤ and ฦ are left out.
_THAI = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
_HIGHEST_ROMAN = 3999
_LONGEST_LETTERS = 20  # times a letter is repeated; a broken start value must not print a megabyte
BULLET = "•"


def numeral(value: int, style: str) -> str:
    """`value` in a style; decimal for a style that is not known, "" for `none`, a bullet for `bullet`."""
    printed = str(value)
    match style:
        case "none":
            printed = ""
        case "bullet" | "disc" | "circle" | "square":
            printed = BULLET
        case "thaiNumbers" | "thai":
            printed = to_thai_digits(printed)
        case "thaiLetters":
            printed = _letters(value, _THAI)
        case "lowerLetter" | "lower-alpha" | "lower-latin" | "a":
            printed = _letters(value, _LATIN)
        case "upperLetter" | "upper-alpha" | "upper-latin" | "A":
            printed = _letters(value, _LATIN.upper())
        case "lowerRoman" | "lower-roman" | "i":
            printed = _roman(value)
        case "upperRoman" | "upper-roman" | "I":
            printed = _roman(value).upper()
        case "decimalZero" | "decimal-leading-zero":
            printed = f"{value:02d}"
    return printed


def _letters(value: int, alphabet: str) -> str:
    """A, ... Z, AA, BB: the same letter again after the last one, as word processors count."""
    if value < 1:
        return str(value)
    times, at = divmod(value - 1, len(alphabet))
    return alphabet[at] * (times + 1) if times < _LONGEST_LETTERS else str(value)


def _roman(value: int) -> str:
    if not 1 <= value <= _HIGHEST_ROMAN:
        return str(value)
    printed = ""
    for worth, letters in _ROMAN:
        count, value = divmod(value, worth)
        printed += letters * count
    return printed
