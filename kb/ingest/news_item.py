"""The frame of one item in the public thaigov corpora: title, blank line, content, a line that names the web page.

Both corpora (thaigov-corpus, folders `NN/`; thaigov-v2-corpus, folders `data/MM_DD_YYYY/`) keep one item a file, named
`category_N.txt`. A cabinet-meeting summary among them is read as a meeting page; the rest is other news.
"""

from kb.ingest.lines import Line, page_lines

FRAME = "รัฐบาลไทย-"  # how the site's own page title begins
SECTION = "ข่าวทำเนียบรัฐบาล-"
TAIL = 400  # characters at the end in which the source line stands


def news_title(text: str) -> str | None:
    """The title of a news item of those corpora; None when `text` does not have their frame."""
    head = page_lines(text[:2000])
    framed = bool(head) and head[0].text.startswith(FRAME)
    if not (framed or any(_names_site(line) for line in page_lines(text[-TAIL:]))):
        return None
    return head[0].text.removeprefix(FRAME).removeprefix(SECTION) if head else None


def _names_site(line: Line) -> bool:
    return line.is_footer and "thaigov.go.th" in line.text
