"""When two spellings of a name are the same one."""

import re

_SPACES = re.compile(r"[\s\u200b]+")


def dense(name: str) -> str:
    """A name without its spaces: how names are compared."""
    return _SPACES.sub("", name)


def tidy(name: str) -> str:
    """A name as it is kept: one space between its words, none around it."""
    return " ".join(name.replace("\u200b", "").split())
