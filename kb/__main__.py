"""`python -m kb`: the command without an installed script."""

from kb.cli import main

main()
