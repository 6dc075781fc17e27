"""The two levels of topics."""

THEME, TOPIC = 1, 2
