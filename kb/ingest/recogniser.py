"""Whether scans can be recognised on this machine."""


def can_recognise() -> bool:
    """Whether Tesseract is installed, with Thai."""
    from kb.ingest.readers import ocr  # noqa: PLC0415 - brings the libraries of pictures, needed by few commands

    return ocr.is_available()
