"""Finding what a text says of earlier resolutions of the cabinet."""

from kb.linking.citations.finding import find_mentions

__all__ = ["find_mentions"]
