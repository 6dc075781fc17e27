"""Whether a request that changes something was sent from a page of ours.

A browser sends what another site's page tells it to send, from inside the house where no one else could. It also says
who asked: in Sec-Fetch-Site (over HTTPS and on the machine itself) and in Origin. Programs use the API instead.
"""

from collections.abc import Mapping
from urllib.parse import urlsplit

REFUSED = (
    "คำขอนี้ไม่ได้ส่งมาจากหน้าเว็บของระบบ จึงไม่รับไว้ กรุณาเปิดหน้านั้นในระบบแล้วส่งใหม่",
    "this was not sent from a page of this site and is refused; open that page here and send it again",
)


def is_same_origin(headers: Mapping[str, str]) -> bool:
    """Whether the headers, by their names in small letters, say that a page of this very host sent the request."""
    site = headers.get("sec-fetch-site")
    if site is not None:
        return site == "same-origin"
    try:
        asked = urlsplit(headers.get("origin", "")).netloc
    except ValueError:
        return False
    return bool(asked) and asked.lower() == headers.get("host", "").lower()
