"""Topics: what the matters of an archive are about, across agencies and years."""

from kb.linking.topics.build import build_topics
from kb.linking.topics.identity import match
from kb.linking.topics.joining import Joined, JoinState, join, join_state
from kb.linking.topics.model import Event, Former, FormerTopics, Theme, Topic, TopicInput, Topics
from kb.linking.topics.space import topic_vectors
from kb.linking.topics.terms import topic_terms
from kb.linking.topics.tuning import DEFAULT, Tuning

__all__ = [
    "DEFAULT",
    "Event",
    "Former",
    "FormerTopics",
    "JoinState",
    "Joined",
    "Theme",
    "Topic",
    "TopicInput",
    "Topics",
    "Tuning",
    "build_topics",
    "join",
    "join_state",
    "match",
    "topic_terms",
    "topic_vectors",
]
