"""Tables of topics: what they are called, who is in them, what became of them, and what people said."""

from datetime import datetime

from sqlalchemy import JSON, Column
from sqlmodel import Field, SQLModel

from kb.store.tables import AUTOINCREMENT, utc_now


class Topic(SQLModel, table=True):
    """A group of resolutions on one subject. Its key and `name` (a person's) outlive rebuilds; the rest is derived.

    `level` 1 is a theme over topics, 2 a topic. `label` is made of `phrases`. A retired topic has no members; its
    events tell where they went.
    """

    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    level: int
    parent_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    label: str
    phrases: list[str] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    medoids: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    founding: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    name: str | None = None
    retired: bool = False


class TopicMember(SQLModel, table=True):
    """The topic a resolution belongs to: by the last build (`how` is "build"), or joined since ("join").

    `rank` orders the members of a topic, those nearest to its heart first.
    """

    __tablename__ = "topic_member"
    resolution_id: int = Field(foreign_key="resolution.id", primary_key=True, ondelete="CASCADE")
    topic_id: int = Field(foreign_key="topic.id", index=True)
    how: str
    rank: int = 0


class TopicEvent(SQLModel, table=True):
    """What became of a topic or theme: born, merged (into `others`), split (from `others`), gone.

    `build` numbers the builds; 0 when a person did it.
    """

    __tablename__ = "topic_event"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    topic_id: int = Field(foreign_key="topic.id", index=True)
    event: str
    others: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    build: int = 0
    at: datetime = Field(default_factory=utc_now)


class TopicWord(SQLModel, table=True):
    """What a person said of topics; appended, and honoured by every later build.

    `verb` is `name` (with `text`), `together` (all of `resolutions`), or `apart` (each of `resolutions` from each of
    `others`).
    """

    __tablename__ = "topic_word"
    __table_args__ = (AUTOINCREMENT,)
    id: int | None = Field(default=None, primary_key=True)
    verb: str
    topic_id: int | None = Field(default=None, foreign_key="topic.id", index=True)
    resolutions: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    others: list[int] = Field(default_factory=list, sa_column=Column(JSON, nullable=False))
    text: str | None = None
    by: str
    at: datetime = Field(default_factory=utc_now)
