"""What tests of pages of linked things need."""

import shutil
from collections.abc import Iterator

import pytest
from fastapi.testclient import TestClient
from sqlalchemy import delete, select
from sqlmodel import col

from kb.app import create_app
from kb.settings import Settings
from kb.store import Resolution, Topic, TopicEvent, TopicMember

PENSION, LONGER, ENDED, THIRD = "2015-03-15-02", "2018-01-14-03", "2025-11-16-01", "2020-09-13-03"
THEME, TOPIC, OTHER = 901, 902, 903


@pytest.fixture(scope="module")
def linked(sample_home, tmp_path_factory) -> Iterator[TestClient]:
    """A client over the sample with one theme of two topics, to be written to."""
    home = shutil.copytree(sample_home, tmp_path_factory.mktemp("linked") / "home")
    app = create_app(Settings(home))
    with TestClient(app, raise_server_exceptions=False) as client:
        with app.state.runtime.database.writing() as session:
            keys = {row.ref: row.id for row in session.execute(select(col(Resolution.ref), col(Resolution.id)))}
            for table in (TopicMember, TopicEvent, Topic):
                session.execute(delete(table))
            members = [keys[PENSION], keys[LONGER], keys[THIRD]]
            session.add(Topic(id=THEME, level=1, label="สวัสดิการ"))
            session.flush()
            session.add(
                Topic(id=TOPIC, level=2, parent_id=THEME, label="เบี้ย <ยังชีพ>", phrases=["เบี้ย"], founding=members[:1])
            )
            session.add(Topic(id=OTHER, level=2, parent_id=THEME, label="อื่น"))
            session.flush()
            for rank, key in enumerate(members):
                session.add(TopicMember(resolution_id=key, topic_id=TOPIC, how="build", rank=rank))
            session.add(TopicMember(resolution_id=keys[ENDED], topic_id=OTHER, how="join", rank=0))
            session.add(TopicEvent(topic_id=OTHER, event="split", others=[TOPIC]))
        yield client
