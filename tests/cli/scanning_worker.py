"""A worker with the real readers and a recogniser that reads one resolution on every page. Started as a program."""

import sys
from pathlib import Path
from typing import Any

from kb.ingest.readers.verbs import VERBS
from kb.ingest.readers.worker import serve

TEXT = "5 มกราคม 2574\nเรื่อง การขึ้นทะเบียนหอยทากในเขตเทศบาล\nคณะรัฐมนตรีมีมติรับทราบตามที่กระทรวงมหาดไทยเสนอ"


def recognise(_told: dict[str, Any], _data: bytes) -> dict[str, Any]:
    """The same text for every page."""
    return {"text": TEXT, "confidence": 95.0, "engine": "tesseract 5 (pretended)", "repairs": []}


if __name__ == "__main__":
    serve({**VERBS, "recognise": recognise}, int(sys.argv[1]), Path.cwd())
