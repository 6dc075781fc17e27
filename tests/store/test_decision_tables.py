"""The step to the tables of withdrawals and classifications, over rows that were there before."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from sqlalchemy import text

from kb.store import engine, open_database

ROWS = """
INSERT INTO document (id, uri, name, kind, classification) VALUES
    (1, 'a', 'a', 'text', NULL), (2, 'b', 'b', 'text', 'ลับ');
INSERT INTO document_version (id, document_id, sha256, text, warnings, current, read_at)
    VALUES (1, 1, 'x', 'x', '[]', 1, '2031-01-05'), (2, 2, 'y', 'y', '[]', 1, '2031-01-05');
INSERT INTO meeting (id, held_on) VALUES (1, '2031-01-05');
INSERT INTO resolution (id, ref, meeting_id, meeting_date, number, letter, title, title_key, title_start, title_end,
    body_start, body_end, version_id, classification, source, withdrawn)
    VALUES (1, '2031-01-05-01', 1, '2031-01-05', 1, '', 't', 't', 0, 1, 0, 1, 1, 'ปกติ', 'a', 0);
INSERT INTO source (id, resolution_id, document_id, version_id, number, suffix, title, title_key, title_start,
    title_end, body_start, body_end, classification, weight, how, main, chosen) VALUES
    (1, 1, 1, 1, 1, '', 't', 't', 0, 1, 0, 1, 'ลับมาก', 30, 'number', 0, 0),
    (2, 1, 1, 1, 1, '', 't', 't', 0, 1, 0, 1, 'ปกติ', 30, 'number', 1, 0),
    (3, 1, 2, 2, 1, '', 't', 't', 0, 1, 0, 1, 'ลับ', 30, 'number', 0, 0)
"""


def test_what_nobody_classified_was_printed(tmp_path: Path) -> None:
    """Of a document without a person's word the classification was read; of another nothing is known."""
    path = tmp_path / "kb.sqlite3"
    database = open_database(path)
    config = Config()
    config.set_main_option("script_location", str(Path(engine.__file__).parent / "migrations"))
    with database.engine.begin() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "0003")
    with database.engine.begin() as connection:
        for statement in ROWS.split(";\n"):
            connection.execute(text(statement))
    database.close()
    database = open_database(path)
    with database.engine.connect() as connection:
        printed = connection.execute(text("SELECT id, printed FROM source ORDER BY id")).all()
        told = connection.execute(text("SELECT count(*) FROM withdrawal")).scalar_one()
    database.close()
    assert [tuple(each) for each in printed] == [(1, "ลับมาก"), (2, None), (3, None)]
    assert told == 0
