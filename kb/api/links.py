"""Links, chains, similar matters, mentions and laws over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Path, Query
from pydantic import BaseModel, Field

from kb.access import EVERYTHING
from kb.api.parameters import a_day
from kb.api.problems import problems
from kb.api.routes import Parts
from kb.linking.chain_view import ChainView, get_chain
from kb.linking.dangling import Dangling, dangling
from kb.linking.laws import LawCount, LawPage, law_page, list_laws
from kb.linking.link_view import JudgementView, LinksView, get_links, list_judgements
from kb.linking.mentions_view import MentionView, list_mentions
from kb.linking.similar import SimilarMatters
from kb.workflows.linking import Said, judge_link
from kb.workflows.linking_views import similar_to

router = APIRouter(prefix="/api/v1", responses=problems(422, 503), tags=["links"])
Ref = Annotated[str, Path(examples=["2022-06-12-03"])]
LinkId = Annotated[
    str, Path(description="เลขที่มติสองเลขคั่นด้วย ~ (citing~cited)", examples=["2020-05-17-01~2016-02-14-01"])
]
Few = Annotated[int, Query(ge=1, le=200)]


class Judgement(BaseModel):
    """What a person says of a pair of resolutions."""

    verdict: str = Field(description="confirmed, rejected, retyped")
    by: str = Field(min_length=1, description="ชื่อผู้พิจารณา (who says so)")
    kind: str = Field("citation", description="citation, similar")
    relation: str | None = Field(None, description="refers, complies, amends, extends, exempts, revokes, reports")
    part: bool = Field(False, description="เฉพาะบางส่วน (of a part only)")
    note: str = Field("", max_length=2000)


@router.get("/resolutions/{resolution_id}/links", summary="ความเชื่อมโยงของมติ (links)", responses=problems(404))
def get_resolution_links(parts: Parts, resolution_id: Ref) -> LinksView:
    """What it cites, what cites it, and mentions that lead to nothing here, each with the words it rests on."""
    with parts.session() as session:
        return get_links(session, resolution_id, EVERYTHING)


@router.get("/resolutions/{resolution_id}/chain", summary="ลำดับมติและสถานะ (chain)", responses=problems(404))
def get_resolution_chain(
    parts: Parts,
    resolution_id: Ref,
    on: Annotated[str | None, Query(description="สถานะ ณ วันที่ (today by default)", examples=["2025-01-31"])] = None,
) -> ChainView:
    """First decision, amendments, extensions, revocation, reports; and how it stands on a day, with the evidence."""
    with parts.session() as session:
        return get_chain(session, resolution_id, EVERYTHING, a_day("on", on) or parts.today())


@router.get("/resolutions/{resolution_id}/similar", summary="เรื่องที่คล้ายกัน (similar)", responses=problems(404))
def get_similar(parts: Parts, resolution_id: Ref, limit: Annotated[int, Query(ge=1, le=50)] = 10) -> SimilarMatters:
    """Matters like it across agencies, with scores, reasons and the passages side by side."""
    with parts.session() as session:
        return similar_to(session, parts.indexes(), parts.tokeniser, resolution_id, EVERYTHING, limit)


@router.get("/links/{link_id}/judgements", summary="ผลการพิจารณา (judgements)", responses=problems(404))
def get_judgements(parts: Parts, link_id: LinkId) -> tuple[JudgementView, ...]:
    """Every word of people on a pair of resolutions, oldest first; the last is in force."""
    with parts.session() as session:
        return list_judgements(session, link_id, EVERYTHING)


@router.post(
    "/links/{link_id}/judgements",
    status_code=201,
    summary="ยืนยัน ปฏิเสธ หรือเปลี่ยนชนิด (judge a link)",
    responses=problems(404),
)
def post_judgement(parts: Parts, link_id: LinkId, judgement: Judgement) -> JudgementView:
    """Append a word on a pair; a rejected pair never comes back."""
    return judge_link(parts.indexer, link_id, Said(**judgement.model_dump()), EVERYTHING)


@router.get("/mentions", summary="การอ้างถึงมติเดิม (mentions)")
def get_mentions(
    parts: Parts,
    status: Annotated[str | None, Query(description="resolved, ambiguous, no meeting, no matter, …")] = None,
    after: Annotated[int, Query(ge=0, le=2**53, description="id ของรายการสุดท้ายในหน้าก่อน")] = 0,
    limit: Few = 50,
) -> tuple[MentionView, ...]:
    """Mentions of earlier resolutions by what became of them; the next page begins after the last id."""
    with parts.session() as session:
        return list_mentions(session, EVERYTHING, status, limit, after)


@router.get("/mentions/dangling", summary="มติที่ถูกอ้างถึงแต่ไม่มีในคลัง (dangling)")
def get_dangling(parts: Parts, limit: Few = 50) -> tuple[Dangling, ...]:
    """What is cited most and missing, so that staff know what to load next."""
    with parts.session() as session:
        return dangling(session, EVERYTHING, limit)


@router.get("/laws", summary="กฎหมายที่มติกล่าวถึง (laws)")
def get_laws(
    parts: Parts, q: Annotated[str, Query(description="คำในชื่อกฎหมาย")] = "", limit: Few = 50
) -> tuple[LawCount, ...]:
    """Laws by how many resolutions touch them."""
    with parts.session() as session:
        return list_laws(session, EVERYTHING, q, limit)


@router.get("/laws/{law_id}", summary="มติที่เกี่ยวกับกฎหมาย (a law)", responses=problems(404))
def get_law(parts: Parts, law_id: Annotated[int, Path(ge=1, le=2**53)]) -> LawPage:
    """Which resolutions touch this law, newest first."""
    with parts.session() as session:
        return law_page(session, law_id, EVERYTHING)
