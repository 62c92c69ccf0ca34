"""Numbers, differences, ranks and dates as Dutch text."""

import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from math import floor, isnan
from typing import Final
from zoneinfo import ZoneInfo

from welvaart.fouten import KeuzeFout

ONBEKEND: Final = "."  # CBS sign: unknown, unreliable or secret
ONMOGELIJK: Final = ""  # CBS sign: cannot exist
STATUSTEKENS: Final = {"voorlopig": "*", "nader_voorlopig": "**"}
LEGENDA: Final = (
    ". = onbekend, onvoldoende betrouwbaar of geheim · leeg = kan niet voorkomen · "
    "0 = minder dan de helft van de eenheid · * = voorlopig · ** = nader voorlopig"
)
LEGENDA_DEEL: Final = (
    "Staat er achter een cijfer van hoeveel gemeenten het is, dan is het niet van het gebied als "
    "geheel."
)
MAANDEN = (
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
_DUIZENDEN = re.compile(r"[+-]?\d{1,3}(\.\d{3})+(,\d+)?")
_GETAL = re.compile(r"[+-]?(\d{1,15}(\.\d{0,9})?|\.\d{1,9})")
_NUL = re.compile(r"0(,0+)?(?![\d,])")
_HIER = ZoneInfo("Europe/Amsterdam")
TUSSEN = "\u00a0"  # no-break space between number and unit


def choose_legenda(cellen: Iterable[str]) -> str:
    """The part of the legend that these cells of a table need; "" when there is no sign in them."""
    teksten = set(cellen)
    gebruikt = (
        ONBEKEND in teksten,
        False,  # an empty cell of a table of ours always says why
        any(_NUL.match(t) for t in teksten),
        any(re.search(r"[^*]\*(?!\*)", t) for t in teksten),
        any("**" in t for t in teksten),
    )
    return " · ".join(d for d, mee in zip(LEGENDA.split(" · "), gebruikt, strict=True) if mee)


def format_getal(waarde: float | None, decimalen: int = 0, *, plus: bool = False) -> str:
    """Write a number the Dutch way: 12345.67 → "12.345,7"; missing → the CBS sign ".".

    Args:
        waarde: None or NaN = missing.
        decimalen: digits after the comma, ≥ 0.
        plus: also write the sign of a positive number.
    """
    if waarde is None or isnan(waarde):
        return ONBEKEND
    tekst = f"{abs(waarde):,.{decimalen}f}".replace(",", "\0").replace(".", ",").replace("\0", ".")
    nul = not tekst.strip("0.,")
    teken = "" if nul else "−" if waarde < 0 else "+" if plus else ""
    return teken + tekst


def parse_getal(tekst: str) -> float:
    """Read a number as people type it in Dutch: "72,5", "1.234", "€ 38.300", "-3,0 %".

    A point in front of exactly three digits separates thousands, any other point is a comma.

    Raises:
        KeuzeFout: it is no number.
    """
    kaal = tekst.replace("−", "-").replace("€", "").replace("%", "")
    kaal = "".join(kaal.split())
    if _DUIZENDEN.fullmatch(kaal):
        kaal = kaal.replace(".", "")
    kaal = kaal.replace(",", ".")
    if not _GETAL.fullmatch(kaal):
        raise KeuzeFout(f"'{tekst[:40]}' is geen getal. Schrijf bijvoorbeeld 72,5.")
    return float(kaal)


def format_waarde(waarde: float | None, eenheid_kort: str, decimalen: int = 0) -> str:
    """Write a number with its unit: "69,3 %", "€ 38.300", "1,2 km"; missing → "."."""
    tekst = format_getal(waarde, decimalen)
    if tekst == ONBEKEND or not eenheid_kort:
        return tekst
    if eenheid_kort in ("euro", "€"):
        return f"€{TUSSEN}{tekst}"
    return f"{tekst}{TUSSEN}{eenheid_kort}"


def format_verschil(verschil: float, eenheid_kort: str, decimalen: int = 0) -> str:
    """Write a difference without its sign: of percentages in procentpunt, else in the unit."""
    if eenheid_kort == "%":
        return f"{format_getal(abs(verschil), decimalen)}{TUSSEN}procentpunt"
    return format_waarde(abs(verschil), eenheid_kort, decimalen)


def lower_begin(titel: str) -> str:
    """A title inside a sentence: "netto arbeidsparticipatie", but "WOZ-waarde"."""
    return titel if titel[1:2].isupper() else titel[:1].lower() + titel[1:]


def format_grof(verschil: float, eenheid_kort: str, decimalen: int = 0) -> str:
    """Write a difference in the decimals of the coarser of two figures: 73 − 72,2 is "1".

    Exactly halfway it is both neighbours: 5 % beside 3,5 % is "1 à 2 procentpunt" apart.

    Args:
        verschil: of the two figures as shown; its sign is left out.
        eenheid_kort: as in `format_verschil`.
        decimalen: of the coarser figure.
    """
    stappen = abs(verschil) * 10.0**decimalen
    heel = floor(stappen + 1e-6)
    if abs(stappen - heel - 0.5) > 1e-6:
        return format_verschil(round(stappen) / 10.0**decimalen, eenheid_kort, decimalen)
    laag = format_getal(heel / 10.0**decimalen, decimalen)
    return f"{laag} à {format_verschil((heel + 1) / 10.0**decimalen, eenheid_kort, decimalen)}"


def format_rang(van: float, tot: float, n: int) -> str:
    """Write a rank interval: "plaats 290 van 342", "gedeelde plaats 41–129 van 342", or "."."""
    if isnan(van) or isnan(tot):
        return ONBEKEND
    if van == tot:
        return f"plaats {int(van)} van {n}"
    return f"gedeelde plaats {int(van)}–{int(tot)} van {n}"


def format_datum(dag: date | datetime) -> str:
    """Write a date in full: "1 mei 2026"."""
    return f"{dag.day} {MAANDEN[dag.month - 1]} {dag.year}"


def convert_moment(moment: datetime) -> datetime:
    """The same moment on a Dutch clock; one without a zone is UTC."""
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(_HIER)


def format_moment(moment: datetime) -> str:
    """Write a moment in Dutch time: "22 november 2026 om 11:15 uur"."""
    hier = convert_moment(moment)
    return f"{format_datum(hier)} om {hier:%H:%M} uur"


def shorten(tekst: str, meest: int = 40) -> str:
    """What somebody typed or put in a link, no longer than a message can hold: cut with "…"."""
    schoon = " ".join(tekst.split())
    return schoon if len(schoon) <= meest else f"{schoon[:meest].rstrip()}…"


def format_opsomming(delen: Sequence[str], woord: str = "en") -> str:
    """Join words as a Dutch list: "a, b en c"."""
    if len(delen) < 2:
        return delen[0] if delen else ""
    return f"{', '.join(delen[:-1])} {woord} {delen[-1]}"


def format_bytes(aantal: int) -> str:
    """A size: "812 B", "3,1 MB"."""
    grootte, eenheid = float(aantal), "B"
    for volgende in ("kB", "MB", "GB"):
        if grootte < 1000:
            break
        grootte, eenheid = grootte / 1000, volgende
    return f"{format_getal(grootte, 0 if eenheid == 'B' else 1)} {eenheid}"
