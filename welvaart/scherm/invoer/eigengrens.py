"""What hardly ever is right in a figure of one's own: a share outside 0 to 100 %, a long text."""

from collections.abc import Mapping
from math import isnan
from typing import Any, Final

from welvaart.opmaak import format_getal

MEEST_TEKENS: Final[Mapping[str, int]] = {
    "titel": 80,
    "eenheid": 80,
    "definitie": 600,
    "bron": 120,
    "editie": 60,
    "licentie": 120,
    "door": 60,
}
"""Letters that fit; a field that cuts by itself would lose the end of what somebody pasted."""
NAMEN: Final[Mapping[str, str]] = {
    "titel": "de titel",
    "eenheid": "de eenheid",
    "thema": "het thema",
    "definitie": "wat het precies meet",
    "bron": "de bron",
    "editie": "de editie",
    "licentie": "de licentie",
    "door": "uw team",
}
_PROCENT = ("%", "procent", "percentage")
_VERANDERT = ("verander", "groei", "mutatie", "verschil", "toename", "afname", "stijging", "daling",
              "saldo", "punt", "ontwikkeling")  # fmt: skip


def is_deel(eenheid: str) -> bool:
    """True for a percentage of something, which lies between 0 and 100; not for a change."""
    tekst = eenheid.strip().lower()
    return tekst.startswith(_PROCENT) and not any(woord in tekst for woord in _VERANDERT)


def describe_buiten(eenheid: str, laagste: float | None, hoogste: float | None) -> str:
    """That figures lie outside 0 to 100 % and which; "" where that is no question.

    Args:
        eenheid: as filled in.
        laagste: of all figures; None or NaN without any.
        hoogste: likewise.
    """
    if laagste is None or hoogste is None or isnan(laagste) or not is_deel(eenheid):
        return ""
    if laagste >= 0 and hoogste <= 100:
        return ""
    buiten = [_write(waarde) for waarde in (laagste, hoogste) if not 0 <= waarde <= 100]
    return (
        f"De eenheid is een percentage, en er staat {' en '.join(dict.fromkeys(buiten))} % in. Een "
        "deel van een geheel ligt tussen 0 en 100 procent."
    )


def find_te_lang(velden: Mapping[str, Any]) -> list[str]:
    """Fields that are too long, each as the end of a sentence: "de titel heeft 95 tekens …".

    Args:
        velden: name of each field → what was filled in.
    """
    return [
        f"{NAMEN[veld]} heeft {lengte} tekens, en {meest} passen er"
        for veld, meest in MEEST_TEKENS.items()
        if (lengte := len(str(velden.get(veld) or "").strip())) > meest
    ]


def _write(waarde: float) -> str:
    decimalen = next((n for n in (0, 1) if abs(waarde - round(waarde, n)) < 1e-9), 2)
    return format_getal(waarde, decimalen)
