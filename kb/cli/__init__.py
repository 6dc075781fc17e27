"""The command `kb`: a skin over the verbs. One file per command group."""

from kb.cli.main import main

__all__ = ["main"]
