"""Dates, numbers and lists as Dutch text, for the sentences about herindelingen."""

from collections.abc import Sequence
from datetime import date

_MAANDEN = (
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
)


def format_datum(datum: date) -> str:
    """Format a date as "1 januari 2021"."""
    return f"{datum.day} {_MAANDEN[datum.month - 1]} {datum.year}"


def format_aantal(aantal: float) -> str:
    """Format a whole number with points for thousands: "5.827"."""
    return f"{round(aantal):,}".replace(",", ".")


def format_opsomming(delen: Sequence[str]) -> str:
    """Format a list as "Haren, Ten Boer en een deel van Slochteren"."""
    if len(delen) < 2:
        return "".join(delen)
    return f"{', '.join(delen[:-1])} en {delen[-1]}"
