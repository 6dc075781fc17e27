"""A worker with the real readers and a recogniser that reads what the name of the document tells it to.

The name `a=กข|b.pdf` makes page 1 `a=กข` and page 2 `b`; see WORDS for names of faults. Started as a program.
"""

import os
import sys
import time
from pathlib import Path
from typing import Any

from kb.errors import Unreadable
from kb.ingest.readers.verbs import VERBS
from kb.ingest.readers.worker import serve

TEXTS = {
    "head": "สำนักเลขาธิการคณะรัฐมนตรี\nเรื่องที่ {number} ให้กระทรวงการคลังรับเรื่องนี้ไปพิจารณาดำเนินการต่อไป",
    "good": "คณะรัฐมนตรีมีมติเห็นชอบตามที่กระทรวงการคลังเสนอ",
    "junk": "เxแ#โ@q ~^| {}zZ\nqX%&A §±¥ x#q@w\nAกBขC >ง<จ zZqX%&\nฉช~ซฌ ^ญ|ฎ",
    "blank": "",
}


def recognise(told: dict[str, Any], _data: bytes) -> dict[str, Any]:
    """What the name says of this page, with a mark that differs from call to call in the engine."""
    words = told["name"].removesuffix(".pdf").removesuffix(".png").split("|")
    word = words[min(told["number"], len(words)) - 1]
    match word:
        case "crash":
            os.abort()
        case "slow":
            time.sleep(1000)
        case "refused":
            raise Unreadable("วาดหน้านี้ไม่ได้", "this page cannot be drawn")
        case "odd":
            return {"text": "กข"}
    text = TEXTS.get(word, word).replace("{number}", str(told["number"]))
    return {"text": text, "confidence": 90.0, "engine": f"fake {os.urandom(8).hex()}", "repairs": ["straightened: 1"]}


if __name__ == "__main__":
    serve({**VERBS, "recognise": recognise}, int(sys.argv[1]), Path.cwd())
