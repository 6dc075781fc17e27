"""Settings are read once from the environment, and say what is wrong with it."""

from pathlib import Path

import pytest

from kb.errors import BadInput
from kb.settings import Settings, settings_from


def test_an_empty_environment_gives_the_defaults(monkeypatch: pytest.MonkeyPatch) -> None:
    """The home is in the user's data folder; the model and the tokeniser are those that come with the program."""
    monkeypatch.setenv("HOME", "/home/someone")
    assert settings_from({}) == Settings(Path("/home/someone/.local/share/resolution-kb"), None, "auto", "")


def test_every_variable_is_read_and_tidied(tmp_path: Path) -> None:
    """White space around a value, as shells and files leave it, does not count."""
    environment = {
        "KB_HOME": f" {tmp_path}/x/../home ",
        "KB_EMBEDDING_MODEL": " BAAI/bge-m3 ",
        "KB_TOKENISER": " newmm ",
        "KB_NOTICE": " ข้อมูลสมมุติ ",
    }
    assert settings_from(environment) == Settings(tmp_path / "home", "BAAI/bge-m3", "newmm", "ข้อมูลสมมุติ")


def test_blank_variables_are_as_good_as_unset() -> None:
    """`KB_TOKENISER=` in a file of settings means the default."""
    blank = dict.fromkeys(["KB_HOME", "KB_EMBEDDING_MODEL", "KB_TOKENISER", "KB_NOTICE"], "  ")
    assert settings_from(blank) == settings_from({})


def test_an_unknown_tokeniser_is_refused_with_the_known_ones() -> None:
    """The message tells what may be written instead."""
    with pytest.raises(BadInput, match="must be one of auto, nlpo3, newmm, not 'deepcut'"):
        settings_from({"KB_TOKENISER": "deepcut"})


def test_everything_lies_in_the_home(tmp_path: Path) -> None:
    """One folder to back up; another home moves all of it and keeps the rest."""
    settings = Settings(tmp_path, embedding_model="m").at(Path("~/other"))
    home = Path("~/other").expanduser().resolve()
    assert settings == Settings(home, embedding_model="m")
    assert settings.database == home / "kb.sqlite3"
    assert settings.index_directory == home / "index"
    assert settings.log_directory == home / "logs"
    assert settings.upload_directory == home / "uploads"
