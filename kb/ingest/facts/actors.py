"""Who a clause speaks of: agencies, offices, committees, and generic bodies such as the agencies concerned. Pure."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from kb.agencies import AgencyMention, AgencyRegistry
from kb.ingest.facts import actor_words as words

RELATIVE = 420  # letters that may tell a generic body apart
CAPACITY = 260  # letters in which the verb is looked for after "ในฐานะ…"
MOST_VERBS = 8
SHORTEST_NAME, LONGEST_NAME = 6, 110
MOST_ACTORS = 40


@dataclass(frozen=True)
class Actor:
    """Somebody who is named at `text[start:end]`; `official` is the agency's name when the registry knows it.

    `known` is False for a name that only looks like one.
    """

    start: int
    end: int
    printed: str
    official: str | None
    known: bool = True


@dataclass(frozen=True)
class Actors:
    """The actors of one duty in the order named; `end` is where the words about them stop."""

    named: tuple[Actor, ...]
    end: int


class ActorReader:
    """Reads the actors of one text; made once for a text, since finding the agencies in it is the costly part."""

    def __init__(self, text: str, registry: AgencyRegistry, start: int, end: int) -> None:
        """Actors are read in `text[start:end]` only."""
        self._text = text
        self._registry = registry
        mentions = registry.mentions(text[start:end])
        self._mentions: Mapping[int, AgencyMention] = {mention.start + start: mention for mention in mentions}
        self._start = start

    def read(self, at: int, limit: int) -> Actors | None:
        """The actors that begin at `at`, None when nobody is named there."""
        first = self._actor(at, limit)
        if first is None:
            return None
        named = [first]
        end = self._tail(first.end, limit, named)
        while len(named) < MOST_ACTORS:
            joint = words.AND.match(self._text, end, limit)
            following = self._actor(joint.end(), limit, listed=True) if joint else None
            if joint is None or following is None or following.start >= limit:
                break
            word = joint[0].strip()
            if word != "หรือ" and (word or self._is_list(named, following)):
                named.append(following)
            end = self._tail(following.end, limit, named)
        return Actors(tuple(named), end)

    def _is_list(self, named: list[Actor], following: Actor) -> bool:
        """Whether a name that follows after a space only is a further actor, not the ministry of the one before."""
        agency = self._registry.find(named[-1].printed)
        ministry = following.official or following.printed
        if agency is None or not ministry.startswith(("กระทรวง", "สำนักนายก")):
            return not (ministry.startswith("กระทรวง") and not named[-1].printed.startswith("กระทรวง"))
        return agency.parent is None or agency.parent != ministry

    def _tail(self, end: int, limit: int, named: list[Actor]) -> int:
        """What follows a name and belongs to it: brackets, an alternate, the capacity it acts in."""
        while bracket := words.BRACKET.match(self._text, end, limit):
            inside = bracket["inside"].strip()
            official = self._registry.find(inside) if named else None
            below = official and official.parent and official.parent == named[-1].official
            if named and (below or _is_department(inside, named[-1].printed)):
                start = bracket.start("inside")
                named[-1] = Actor(start, bracket.end("inside"), inside, official.name if official else None)
            end = bracket.end()
        if counted := words.COUNTED.match(self._text, end, limit):
            return self._tail(counted.end(), limit, named)
        if named and words.THAT_HAS.match(self._text, end, limit):
            end = self._relative(end, limit)
        if alternate := words.ALTERNATE.match(self._text, end, limit):
            end = alternate.end()
            by = words.FROM.match(self._text, end, limit)
            giver = self._actor(by.end(), limit) if by else None
            return self._tail(giver.end if giver else end, limit, [])
        if capacity := words.ACTS_AS.match(self._text, end, limit):
            near = min(limit, capacity.end() + CAPACITY)
            verb = words.DUTY.search(self._text, capacity.end() + 4, near)
            other = words.OR_SOMEBODY.search(self._text, capacity.end(), verb.start() if verb else near)
            if other and words.ALTERNATE.match(self._text, other.start(), limit):
                return self._tail(other.start(), limit, [])
            return verb.start() if verb else capacity.start()
        return end

    def _actor(self, at: int, limit: int, listed: bool = False) -> Actor | None:
        at = _skip_spaces(self._text, at, limit)
        if at >= limit:
            return None
        return (
            self._agency(at, limit)
            or self._person(at, limit, listed)
            or self._short(at, limit)
            or self._generic(at, limit)
            or self._unknown(at, limit)
        )

    def _person(self, at: int, limit: int, listed: bool) -> Actor | None:
        """Somebody by office: alone ("นายกรัฐมนตรี"), or with the body that the office is in."""
        text = self._text
        office = words.OFFICE.match(text, at, limit)
        person = words.PERSON.match(text, at, limit)
        if person and not (office and "และรัฐมนตรี" in office[0]):
            return Actor(at, person.end(), re.sub(r"\s*\(.*", "", person[0]), None)
        body = self._actor(office.end(), limit, listed) if office else None
        if office and body and body.start - office.end() <= 1:
            return Actor(at, body.end, text[at : body.end], body.official)
        return None

    def _short(self, at: int, limit: int) -> Actor | None:
        short = words.SHORT.match(self._text, at, limit)
        if short is None or short[0] in words.NO_BODY:
            return None
        agency = self._registry.find(short[0])
        return Actor(at, short.end(), short[0], agency.name if agency else None)

    def _generic(self, at: int, limit: int) -> Actor | None:
        """A province, or a kind of body instead of one ("หน่วยงานที่เกี่ยวข้อง")."""
        text = self._text
        if province := words.PROVINCE.match(text, at, limit):
            return Actor(at, province.end(), province[0], None)
        generic = words.GENERIC.match(text, at, limit)
        if generic is None or (
            words.BARE.search(generic[0])
            and not words.DUTY.match(text, generic.end(), limit)
            and not words.AND_GENERIC.match(text, generic.end(), limit)
        ):
            return None
        end = generic.end()
        acts = words.DUTY.match(text, _skip_spaces(text, end, limit), limit)
        if words.PLAIN.fullmatch(generic[0]) and not acts and (told := words.QUALIFIED.match(text, end, limit)):
            end = told.end()
        within = self._agency(_skip_spaces(text, end, limit), limit) if text.endswith("ในสังกัด", 0, end) else None
        end = self._relative(within.end if within else end, limit)
        name = words.COUNTS.sub("", text[at:end])
        return Actor(at, end, name.strip(), None)

    def _relative(self, end: int, limit: int) -> int:
        """Behind the words that tell which of a generic kind is meant; `end` where there are none."""
        project = self._text.endswith("โครงการ", 0, end) and words.WRITTEN_ON.match(self._text, end, limit)
        if not (words.RELATIVE.match(self._text, end, limit) or project):
            return end
        if said := words.SAID.match(self._text, end, limit):
            return said.end()
        verb = words.THEN_ACTS.search(self._text, end + 3, min(limit, end + RELATIVE))
        if project and (not verb or any(word in self._text[end : verb.start()] for word in (" เพื่อ", "ให้", " ตาม"))):
            return end
        return verb.start() if verb and not words.PAST.search(self._text, end, verb.start()) else end

    def _agency(self, at: int, limit: int) -> Actor | None:
        """The known agency whose name begins at `at`; asked again there where a longer look found none."""
        mention, offset = self._mentions.get(at), self._start
        if mention is None and words.BODY.match(self._text, at, limit):
            near = self._registry.mentions(self._text[at : min(limit, at + LONGEST_NAME)])
            mention, offset = (near[0], at) if near and near[0].start == 0 else (None, 0)
        if mention is None or mention.end + offset > limit:
            return None
        return Actor(at, mention.end + offset, self._text[at : mention.end + offset], mention.agency.name)

    def _unknown(self, at: int, limit: int) -> Actor | None:
        """A name that begins like one and ends before a verb of duty or before the next name."""
        head = words.HEAD.match(self._text, at, limit)
        if head is None:
            return None
        stop = min(limit, at + LONGEST_NAME)
        verbs = islice(words.DUTY.finditer(self._text, head.end() + 2, stop), MOST_VERBS)
        verb = next((each for each in verbs if not words.IN_A_NAME.search(self._text, at, each.start())), None)
        ends = [end.start() for end in (verb, words.NAME_ENDS.search(self._text, head.end(), stop)) if end]
        ends += [local.end()] if (local := words.LOCAL.match(self._text, at, stop)) else []
        end = min(ends, default=at)
        name = self._text[at:end].rstrip(" \u00a0\u200b,")
        if len(name) < SHORTEST_NAME or "ให้" in name:
            return None
        printed = words.BROKEN.sub("", name)
        agency = self._registry.find(printed)
        return Actor(at, at + len(name), printed, agency.name if agency else None, agency is not None)


def _skip_spaces(text: str, at: int, limit: int) -> int:
    while at < limit and text[at] in " \t\u00a0\u200b":
        at += 1
    return at


def _is_department(inside: str, body: str) -> bool:
    """Whether brackets after the name of a body hold the department that acts, not a shorter name of the body."""
    return bool(words.DEPARTMENT.match(inside)) and inside not in body
