"""Lines of a recogniser: the spaces of its text, the confidence of its table, and what is only dirt."""

import pytest

from kb.ingest.readers.ocr_lines import Line, lines_of

HEAD = "level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"


def table(*words: tuple[int, float, str]) -> str:
    """Tesseract's TSV of words: line, confidence, text; with the rows of pages and lines between them."""
    rows = [f"5\t1\t1\t1\t{line}\t1\t0\t0\t9\t9\t{confidence}\t{text}" for line, confidence, text in words]
    return "\n".join([HEAD, "1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t", *rows, ""])


def test_each_line_has_the_confidence_of_its_words() -> None:
    """Weighted by their length; the text is that of the plain output, spaces and all."""
    told = lines_of("กขคง  จ\n\nฉ\n\f", table((1, 90.0, "กขคง"), (1, 40.0, "จ"), (2, 70.0, "ฉ")))
    assert told == [Line("กขคง  จ", 80.0), Line("ฉ", 70.0)]


@pytest.mark.parametrize(
    ("text", "rows", "confidence"),
    [
        pytest.param("ก\nข", [(1, 90.0, "กข")], [90.0, 90.0], id="more lines in the text: all get the mean"),
        pytest.param("ก", [(1, 90.0, "กกก"), (2, 50.0, "ข")], [80.0], id="more lines in the table"),
        pytest.param("ก", [], [0.0], id="nothing measured"),
        pytest.param("ก", [(1, -1.0, "ก")], [0.0], id="no confidence is none"),
        pytest.param("ก", [(1, 90.0, "ก"), (1, 10.0, " ")], [90.0], id="blank words do not count"),
        pytest.param("", [(1, 90.0, "ก")], [], id="no text"),
        pytest.param(" \n\f", [], [], id="a blank page"),
    ],
)
def test_where_text_and_table_disagree(text: str, rows: list[tuple[int, float, str]], confidence: list[float]) -> None:
    """No line is lost and none invented."""
    assert [line.confidence for line in lines_of(text, table(*rows))] == confidence


def test_a_table_that_was_cut_off() -> None:
    """Half a row counts for nothing."""
    assert lines_of("ก", table((1, 90.0, "ก")) + "5\t1\t1\t1\t2\t1") == [Line("ก", 90.0)]
    assert lines_of("ก", "") == [Line("ก", 0.0)]


@pytest.mark.parametrize(
    ("text", "confidence", "letters", "noise"),
    [
        pytest.param("คณะรัฐมนตรี", 45.0, 11, False, id="sure enough"),
        pytest.param("คณะรัฐมนตรี", 44.9, 11, True, id="a stamp or handwriting"),
        pytest.param("๒๕", 75.0, 2, False, id="a short line must be surer"),
        pytest.param("กข", 74.9, 2, True, id="specks read as letters"),
        pytest.param("|~ .-", 99.0, 0, True, id="no letters at all"),
        pytest.param("___", 99.0, 0, True, id="a ruled line"),
        pytest.param("- 2 -", 80.0, 1, False, id="a page number"),
    ],
)
def test_what_is_noise(text: str, confidence: float, letters: int, noise: bool) -> None:
    """By letters, marks and digits, and how sure the recogniser was."""
    line = Line(text, confidence)
    assert (line.letters, line.is_noise) == (letters, noise)
