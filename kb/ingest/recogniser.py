"""Whether scans can be recognised on this machine."""

import shutil


def can_recognise() -> bool:
    """Whether Tesseract is installed; which languages it has is told by the reading itself."""
    return shutil.which("tesseract") is not None
