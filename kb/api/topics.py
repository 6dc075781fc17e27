"""Topics over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field
from sqlmodel import Session

from kb.access import EVERYTHING
from kb.api.problems import problems
from kb.api.routes import Parts
from kb.linking.topic_view import TopicPage, TopicSummary, get_topic, list_themes, list_topics
from kb.linking.topic_words import merge_topics, name_topic, split_topic
from kb.workflows.topics import say_of_topics

router = APIRouter(prefix="/api/v1", responses=problems(422, 503), tags=["topics"])
Number = Annotated[int, Path(ge=1, le=2**53)]
By = Annotated[str, Field(min_length=1, description="ชื่อผู้ตัดสินใจ (who says so)")]


class TopicName(BaseModel):
    """A name for a topic."""

    name: str = Field(max_length=200, description="ชื่อ; ว่าง = คืนชื่อที่ระบบตั้ง (empty takes it back)")
    by: By


class TopicMerge(BaseModel):
    """Topics that are one."""

    others: list[int] = Field(min_length=1, max_length=50, description="กลุ่มที่รวมเข้ามา")
    by: By


class TopicSplit(BaseModel):
    """Members that are a topic of their own."""

    resolutions: list[str] = Field(min_length=1, max_length=500, description="เลขที่มติที่แยกออก")
    name: str = Field("", max_length=200)
    by: By


@router.get("/topics", summary="กลุ่มประเด็น (topics)")
def get_topics(
    parts: Parts,
    theme: Annotated[int | None, Query(ge=1, le=2**53, description="เฉพาะหมวดนี้")] = None,
    crossing: Annotated[bool, Query(description="เฉพาะที่ข้ามหน่วยงาน")] = False,
    limit: Annotated[int, Query(ge=1, le=1000)] = 100,
) -> tuple[TopicSummary, ...]:
    """Topics of which the caller sees a resolution, largest first."""
    with parts.session() as session:
        return list_topics(session, EVERYTHING, theme, crossing, limit)


@router.get("/themes", summary="หมวดของกลุ่มประเด็น (themes)")
def get_themes(parts: Parts) -> tuple[TopicSummary, ...]:
    """Broad themes over topics, largest first."""
    with parts.session() as session:
        return list_themes(session, EVERYTHING)


@router.get("/topics/{topic_id}", summary="กลุ่มประเด็นหนึ่ง (a topic)", responses=problems(404))
def get_one_topic(parts: Parts, topic_id: Number) -> TopicPage:
    """Its founding resolutions, members, agencies and activity by year."""
    with parts.session() as session:
        return get_topic(session, topic_id, EVERYTHING)


@router.post("/topics/{topic_id}/name", summary="ตั้งชื่อ (name a topic)", responses=problems(404))
def post_name(parts: Parts, topic_id: Number, said: TopicName) -> TopicPage:
    """The name outlives every build."""

    def say(session: Session) -> TopicPage:
        name_topic(session, topic_id, said.name, said.by, EVERYTHING)
        return get_topic(session, topic_id, EVERYTHING)

    return say_of_topics(parts.indexer, say)


@router.post("/topics/{topic_id}/merge", summary="รวมกลุ่ม (merge topics)", responses=problems(404))
def post_merge(parts: Parts, topic_id: Number, said: TopicMerge) -> TopicPage:
    """Others become part of this one; no later build takes them apart."""

    def say(session: Session) -> TopicPage:
        merge_topics(session, topic_id, said.others, said.by, EVERYTHING)
        return get_topic(session, topic_id, EVERYTHING)

    return say_of_topics(parts.indexer, say)


@router.post("/topics/{topic_id}/split", status_code=201, summary="แยกกลุ่ม (split a topic)", responses=problems(404))
def post_split(parts: Parts, topic_id: Number, said: TopicSplit) -> TopicPage:
    """Some members become a topic of their own, kept apart by every later build; one alone just leaves.

    Answers with the new topic, or with the old one where one member left.
    """

    def say(session: Session) -> TopicPage:
        new = split_topic(session, topic_id, said.resolutions, said.by, EVERYTHING, said.name)
        return get_topic(session, new.id or 0 if new else topic_id, EVERYTHING)

    return say_of_topics(parts.indexer, say)
