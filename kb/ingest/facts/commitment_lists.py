"""The items below a clause that ends in "ดังนี้": its own duties, or those of whom they name. Pure."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kb.ingest.facts import commitment_words as words
from kb.ingest.facts.actor_words import DUTY
from kb.ingest.facts.actors import ActorReader
from kb.ingest.facts.commitment_clause import LISTED, Clause, made, skip_spaces
from kb.ingest.facts.commitment_region import DecisionLine


def with_list(text: str, clause: Clause, lines: Sequence[DecisionLine], reader: ActorReader) -> Iterator[Clause]:
    """A clause that ends in "ดังนี้" takes the items below it that lay no duty of their own.

    An item with its own deadline, its own actor, or to be done with somebody, is a clause of its own.
    """
    if not words.LIST_INTRODUCED.search(text[max(clause.what_start, clause.end - 30) : clause.end]):
        yield clause
        return
    end, apart, named, listing = clause.end, list[Clause](), False, False
    items = _items(text, lines)
    for line in items:
        begin = _behind_number(text, line)
        if _decides_anew(text, begin, line, reader):
            break
        if own := item_clause(text, line, reader):
            apart.append(own)
            named, listing = True, False
        elif not words.TERMS_ONLY.match(text, begin) and words.OWN_TERMS.search(text, begin, line.end):
            apart.append(Clause(begin, line.end, begin, clause.actors, LISTED))
        elif apart and (listing or words.LIST_INTRODUCED.search(text[apart[-1].end - 30 : apart[-1].end])):
            apart[-1], listing = replace(apart[-1], end=line.end), True
        elif not apart:
            end = line.end
    apart_all = bool(items) and end == clause.end and len(apart) in {0, len(items)}
    introduces = words.ONLY_INTRODUCES if named else words.ONLY_ACTS
    if not ((named or apart_all) and introduces.match(text, clause.what_start, clause.end)):
        yield replace(clause, end=end)
    yield from apart


def _items(text: str, lines: Sequence[DecisionLine]) -> list[DecisionLine]:
    """The items below the first of `lines`, each with the lines that go on with it, up to the next main item."""
    found: list[DecisionLine] = []
    for line in lines[1:]:
        if line.item:
            if lines[0].top is not None and line.top == lines[0].top + 1:
                break
            found.append(line)
        elif not found or words.NEW_SENTENCE.match(text, line.start, line.end):
            break
        else:
            found[-1] = replace(found[-1], end=line.end)
    return found


def _behind_number(text: str, line: DecisionLine) -> int:
    number = words.NUMBER.match(text, line.start, line.end)
    return number.end() if number else line.start


def _decides_anew(text: str, begin: int, line: DecisionLine, reader: ActorReader) -> bool:
    """Whether an item is a decision of its own; an order that names nobody is one to whom the list is given."""
    if not words.DECIDED.match(text, begin):
        return False
    order = words.ORDER.match(text, begin, line.end)
    return order is None or reader.read(order.end(), line.end) is not None


def item_clause(text: str, line: DecisionLine, reader: ActorReader) -> Clause | None:
    """The duty of an item that begins with who is to do it ("2. กรมประมง จัดทำ…")."""
    begin = _behind_number(text, line)
    actors = reader.read(begin, line.end)
    if actors is None or words.LEAVE.match(text, actors.end, line.end) or words.CHANGES.match(text, actors.end):
        return None
    if actors.named[0].official is None and not words.GENERIC.match(actors.named[0].printed):
        return None
    verb = skip_spaces(text, actors.end)
    if not (DUTY.match(text, verb, line.end) or words.POWER.match(text, verb, line.end)):
        return None
    return replace(made(text, begin, actors, LISTED), end=line.end)
