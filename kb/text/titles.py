"""Titles folded for comparison: two printings of one title fold to the same key."""

import re

from kb.text.normalisation import normalise
from kb.text.thai_letters import MARKS

_NOT_SPOKEN = re.compile(rf"[^\w{MARKS}]+|_+")


def title_key(title: str) -> str:
    """The letters and digits of a title in search form and lower case; empty for a title without any.

    White space, punctuation, quotes, dashes and every way to print `พ.ศ. ….` fold away; Thai digits equal Arabic ones.
    Made for equality, not for showing.
    """
    return _NOT_SPOKEN.sub("", normalise(title).lower())
