"""Settings are read once from the environment, and say what is wrong with it."""

from pathlib import Path

import pytest

from kb.errors import BadInput
from kb.settings import Settings, settings_from

NUMBERS = ("KB_MAX_FILE_MIB", "KB_MAX_PAGES", "KB_MAX_UNPACKED_MIB", "KB_DOCUMENT_SECONDS", "KB_READER_PROCESSES")


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
        "KB_MAX_FILE_MIB": " 128 ",
        "KB_MAX_PAGES": "500",
        "KB_MAX_UNPACKED_MIB": "1",
        "KB_DOCUMENT_SECONDS": "30",
        "KB_READER_PROCESSES": "8",
    }
    assert settings_from(environment) == Settings(
        tmp_path / "home", "BAAI/bge-m3", "newmm", "ข้อมูลสมมุติ", 128 * 1024**2, 500, 1024**2, 30.0, 8
    )


def test_blank_variables_are_as_good_as_unset() -> None:
    """`KB_TOKENISER=` in a file of settings means the default."""
    blank = dict.fromkeys(["KB_HOME", "KB_EMBEDDING_MODEL", "KB_TOKENISER", "KB_NOTICE", *NUMBERS], "  ")
    assert settings_from(blank) == settings_from({})


def test_an_unknown_tokeniser_is_refused_with_the_known_ones() -> None:
    """The message tells what may be written instead."""
    with pytest.raises(BadInput, match="must be one of auto, nlpo3, newmm, not 'deepcut'"):
        settings_from({"KB_TOKENISER": "deepcut"})


@pytest.mark.parametrize("name", NUMBERS)
@pytest.mark.parametrize("value", ["0", "-1", "1.5", "๕", "ten", "1e3", "9" * 10, "9" * 5000])
def test_a_limit_that_is_no_number_is_refused_by_name(name: str, value: str) -> None:
    """Whole numbers from 1, in the digits that every shell has, and no slip of the hand."""
    with pytest.raises(BadInput, match=f"{name} must be a whole number from 1, not '"):
        settings_from({name: value})


def test_everything_lies_in_the_home(tmp_path: Path) -> None:
    """One folder to back up; another home moves all of it and keeps the rest."""
    settings = Settings(tmp_path, embedding_model="m").at(Path("~/other"))
    home = Path("~/other").expanduser().resolve()
    assert settings == Settings(home, embedding_model="m")
    assert settings.database == home / "kb.sqlite3"
    assert settings.index_directory == home / "index"
    assert settings.log_directory == home / "logs"
    assert settings.upload_directory == home / "uploads"
    assert settings.original_directory == home / "originals"
    assert settings.cache_directory == home / "cache"
