"""What a text does to the resolution it cites, read from the words around the citation."""

import re

from kb.linking.citations import relation_cues as cues
from kb.linking.citations.deeds import (
    LONGEST_SENTENCE,
    deed_reading,
    deed_to_same,
    is_direct,
    moved,
    nearest_deed,
    own_act,
    sentence_start,
)
from kb.linking.citations.reading import REFERS, Cited, Former, Reading

_FOLLOWS = re.compile(rf"(?P<word>{cues.FOLLOWS}){cues.DIRECT}\Z")
_UNDER = re.compile(rf"(?P<word>{cues.UNDER})(?:{cues.DIRECT}|[^\n]{{0,110}}(?:{cues.BESIDE})[ ]?)\Z")
_POWERS = re.compile(rf"(?P<word>อาศัยอำนาจตาม)[^\n]{{0,320}}(?:{cues.BESIDE})[ ]?\Z")
_AS_TOLD, _DONE, _DONE_AFTER = re.compile(cues.AS_TOLD), re.compile(cues.DONE), re.compile(cues.DONE_AFTER)
_HEADING, _HEADING_AFTER = re.compile(cues.HEADING), re.compile(cues.HEADING_AFTER)
_REVIEWING, _REPORTING = re.compile(cues.REVIEWING_TITLE), re.compile(cues.REPORTING_TITLE)
_OUTCOME, _ORDERED_REPORT = re.compile(cues.OUTCOME_AFTER), re.compile(cues.ORDERED_REPORT)
_LENGTHENED, _LONGER = re.compile(cues.LENGTHENED_AFTER), re.compile(cues.LONGER_AFTER)
_LENGTHENING_TITLE, _LENGTHENED_ONCE = re.compile(cues.LENGTHENING_TITLE), re.compile(cues.LENGTHENED_ONCE)
_RUNS_OUT, _OTHER_DAY = re.compile(cues.RUNS_OUT_AFTER), re.compile(cues.OTHER_DAY)
_LENGTHENING, _PROPOSED = re.compile(cues.LENGTHENING), re.compile(cues.PROPOSED)
_CHANGED_COLUMN, _CHANGED_AFTER = re.compile(cues.CHANGED_COLUMN), re.compile(cues.CHANGED_AFTER)
_NOT_CHANGED_NOW, _TIME = re.compile(cues.NOT_CHANGED_NOW), re.compile(cues.TIME)
_PROPOSED_FIRST, _PROPOSED_END = re.compile(cues.PROPOSED_FIRST), re.compile(cues.PROPOSED_END)
_BESIDE = re.compile(rf"[ )\]”\"]{{0,3}}{cues.ALSO}")
_ALSO, _INTRODUCES, _DECIDED = re.compile(cues.ALSO), re.compile(cues.INTRODUCES), re.compile(cues.DECIDED_AFTER)
_OPENING, _CARRIED_OUT = re.compile(cues.OPENING), re.compile(cues.CARRIED_OUT)
_MENDED, _OUTCOME_COLUMN = re.compile(cues.MENDED_AFTER), re.compile(cues.OUTCOME_COLUMN)
_OLD_COLUMN, _NEW_COLUMN = re.compile(cues.OLD_COLUMN), re.compile(cues.NEW_COLUMN)
_FROM, _TO = re.compile(cues.FROM), re.compile(cues.TO)
_ITEM, _INLINE_ITEM = re.compile(cues.ITEM), re.compile(cues.INLINE_ITEM)
_LONGEST_LIST = 2500
_ITEM_GAP = 12
_LONGEST_OPENING = 700


def read_relation(cited: Cited) -> Reading:
    """What the words around a citation, mostly those before it in its sentence, tell of its relation."""
    return _from_list(cited) or _from_sentence(cited)


def decides(text: str, end: int) -> bool:
    """Whether the words behind a named resolution tell what it decided."""
    return _DECIDED.match(text, end) is not None


def _from_list(cited: Cited) -> Reading | None:
    """The relation of an item of a list: of the list's introduction, or of the item before in the same line."""
    introduction = _introduction(cited)
    if introduction is not None:
        left = sentence_start(cited.text, introduction)
        if deed := nearest_deed(cited, left, introduction):
            return deed_reading(cited, left, introduction, deed)
    former = cited.former
    if former is None:
        return None
    if former.reading is not REFERS and _beside_title(cited, former):
        return former.reading
    if not 0 <= cited.start - former.end <= _ITEM_GAP:
        return None
    return former.reading if _INLINE_ITEM.fullmatch(cited.text[former.end : cited.start].lstrip(" )],")) else None


def _beside_title(cited: Cited, former: Former) -> bool:
    """Whether nothing but the title of the citation before, and a word that adds one to it, stands between the two."""
    first, last = cited.titles[-1] if cited.titles else (0, 0)
    return former.start < first and _BESIDE.fullmatch(cited.text, last, cited.start) is not None


def _introduction(cited: Cited) -> int | None:
    """Where the introduction of a list ends (…ดังนี้) that has the citation for an item."""
    text, begin = cited.text, max(0, cited.start - _LONGEST_LIST)
    line = text.rfind("\n", 0, cited.start) + 1
    if not _ITEM.fullmatch(text, line, cited.start):
        return None
    while line > begin:
        stop = line - 1
        line = text.rfind("\n", 0, stop) + 1
        if _INTRODUCES.search(text, max(line, stop - 40), stop):
            return stop
        if not (item := _ITEM.match(text, line, stop)) or not text.startswith("มติ", item.end()):
            break
    return None


def _from_sentence(cited: Cited) -> Reading:
    """A deed said straight before the citation, else words behind it, following said outright, a deed further off or
    the place in the sentence, in this order.
    """
    numbered = _INLINE_ITEM.search(cited.text, max(0, cited.start - 6), cited.start)
    at = numbered.start() if numbered else cited.start
    left = sentence_start(cited.text, at)
    lead = cited.text[left:at]
    deed = nearest_deed(cited, left, at)
    told = None if deed and is_direct(deed) else _behind(cited, lead) or _followed(cited, left, lead)
    if told is None and deed:
        told = deed_reading(cited, left, at, deed)
    return (
        told or _changed(cited, lead) or (_by_place(cited, left, lead) if cited.noun else _as_told(cited, left, lead))
    )


def _behind(cited: Cited, lead: str) -> Reading | None:
    """The relation that words behind the citation tell."""
    text, end = cited.text, cited.end
    carried_out = _CARRIED_OUT.search(lead) is not None
    if not carried_out and (outcome := _OUTCOME.match(text, end)):
        return Reading("reports", outcome.span("word"))
    if longer := _longer(cited, lead):
        return Reading("extends", longer.span("word"))
    if told := deed_to_same(cited) or _from_columns(cited):
        return told
    return (None if carried_out else _asked_behind(cited, lead)) or _proposed(text, end)


def _longer(cited: Cited, lead: str) -> re.Match[str] | None:
    """Words behind the citation that lengthen the time it set, or tell that it lengthened what is lengthened again."""
    text, end = cited.text, cited.end
    if longer := _LENGTHENED.match(text, end) or (_LONGER.match(text, end) if _LENGTHENING.search(lead) else None):
        return longer
    if _LENGTHENING_TITLE.match(cited.title) and (once := _LENGTHENED_ONCE.match(text, end)):
        return once
    out = _RUNS_OUT.match(text, end)
    return None if out is None or _OTHER_DAY.search(text, end, out.start("word")) else out


def _asked_behind(cited: Cited, lead: str) -> Reading | None:
    """Reports that the cited resolution ordered, or what is asked for where it met with trouble."""
    text, end = cited.text, cited.end
    if _REPORTING.match(cited.title) and (ordered := _ORDERED_REPORT.match(text, end, end + 240)):
        return Reading("reports", ordered.span("word"))
    mended = None if _FOLLOWS.search(lead) else _MENDED.match(text, end)
    if mended is None:
        return None
    return Reading("extends" if mended["longer"] else "amends", mended.span("word"))


def _from_columns(cited: Cited) -> Reading | None:
    """The relation of a citation that heads a column, told by the heading of the next."""
    text, end = cited.text, cited.end
    new = _NEW_COLUMN.match(text, end)
    if new and _OLD_COLUMN.search(text, max(0, cited.start - 45), cited.start):
        above = text[max(0, cited.start - LONGEST_SENTENCE) : cited.start]
        longer = _LENGTHENING.search(above) and not _REVIEWING.search(above)
        return Reading("extends" if longer else "amends", new.span("word"))
    if not _is_heading(cited):
        return None
    if outcome := _OUTCOME_COLUMN.match(text, end):
        return Reading("reports", outcome.span("word"))
    column = _CHANGED_COLUMN.match(text, end)
    return Reading("amends", column.span("word")) if column else None


def _changed(cited: Cited, lead: str) -> Reading | None:
    """The relation where words behind the citation put something else in the place of what it decided."""
    changed = _CHANGED_AFTER.match(cited.text, cited.end)
    if changed is None and (former := _FROM.search(lead)) and (new := _TO.match(cited.text, cited.end)):
        longer = "บาท" not in former[0] and (_TIME.search(former[0]) or _LENGTHENING.search(lead))
        return Reading("extends" if longer else "amends", new.span("word"))
    if changed is None or _NOT_CHANGED_NOW.search(lead):
        return None
    longer = _LENGTHENING.search(lead) or _TIME.search(changed[0])
    return Reading("extends" if longer else "amends", changed.span("word"))


def _proposed(text: str, end: int) -> Reading | None:
    """What the lines below a citation that ends its own line propose for what it decided."""
    stop = end + 1 if text.startswith((" \n", ")\n", "]\n"), end) else end
    if not text.startswith("\n", stop) or (first := _PROPOSED_FIRST.match(text, stop + 1)) is None:
        return None
    limit = min(len(text), first.end() + LONGEST_SENTENCE)
    last = _PROPOSED_END.search(text, first.end(), limit)
    words = list(_PROPOSED.finditer(text, first.end(), last.start() if last else limit))
    if not words:
        return None
    longer = all(word["word"].startswith("ขยาย") for word in words)
    return Reading("extends" if longer else "amends", words[0].span("word"))


def _followed(cited: Cited, left: int, lead: str) -> Reading | None:
    """Following said outright; in a matter that reports, that it has been done."""
    if not cited.noun:
        return None
    done = _DONE.search(lead)
    if done and (_REPORTING.match(cited.title) or _DONE_AFTER.match(cited.text, cited.end)):
        return Reading("reports", (left + done.start(), left + done.end()))
    follows = _FOLLOWS.search(lead)
    return Reading("complies", moved(follows, left)) if follows else None


def _by_place(cited: Cited, left: int, lead: str) -> Reading:
    """The relation of a named resolution to which no deed is told."""
    heading, former = _is_heading(cited), cited.former
    if heading and _REVIEWING.search(cited.title):
        return Reading("amends")
    line = cited.text.rfind("\n", 0, cited.start) + 1
    if _ITEM.fullmatch(cited.text, line, cited.start) and (act := own_act(cited.title)):
        return Reading(act)
    if under := _UNDER.search(lead) or _POWERS.search(lead):
        reports = _REPORTING.match(cited.title) and (heading or cited.start < len(cited.title))
        return Reading("reports" if reports else "complies", moved(under, left))
    if former and _ALSO.search(lead) and max(line, cited.start - LONGEST_SENTENCE) <= former.start < cited.start:
        return former.reading
    return REFERS


def _is_heading(cited: Cited) -> bool:
    """Whether a citation fills a line, as the heading of a column does; never within the citing matter's title."""
    return (
        cited.start > len(cited.title)
        and _HEADING_AFTER.match(cited.text, cited.end) is not None
        and _HEADING.search(cited.text, max(0, cited.start - 45), cited.start) is not None
    )


def _as_told(cited: Cited, left: int, lead: str) -> Reading:
    """The relation of a decision told of: followed (…ตามที่คณะรัฐมนตรีมีมติ), or mere history."""
    told = None if "เคย" in cited.text[cited.start : cited.end] else _AS_TOLD.search(lead)
    if told is None:
        line = max(cited.text.rfind("\n", 0, cited.start) + 1, cited.start - _LONGEST_OPENING)
        opening = _OPENING.match(cited.text, line, cited.start)
        return Reading("reports", opening.span("word")) if opening else REFERS
    first, last = told.span("word") if told["word"] else told.span("stays")
    return Reading("complies", (left + first, left + last))
