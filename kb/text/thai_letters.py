"""Character sets of the Thai script that the rules of this room are written with."""

TONES = "\u0e48-\u0e4b"  # mai ek, mai tho, mai tri, mai chattawa
VOWEL_MARKS = "\u0e31\u0e34-\u0e3a\u0e47\u0e4d"  # marks above and below, maitaikhu and nikhahit
ENDING_MARKS = "\u0e4c\u0e4e"  # thanthakhat and yamakkan, always last
MARKS = VOWEL_MARKS + TONES + ENDING_MARKS
CONSONANTS = "\u0e01-\u0e2e"
LETTERS = "\u0e01-\u0e3a\u0e40-\u0e4e"  # everything a Thai word is written with; no digits, no baht sign

SARA_AA = "\u0e32"
SARA_AM = "\u0e33"
LAKKHANGYAO = "\u0e45"
NIKHAHIT = "\u0e4d"
THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
