"""Files that a Swing portal ("… in cijfers") reads: wide per indicator, and one long with codes."""

from collections.abc import Iterator, Mapping, Sequence

from welvaart.export.bouw import Opdracht
from welvaart.export.cijferrijen import Cijferrij, build_regiorijen, find_indicatoren
from welvaart.export.csvtekst import Cel, write_csv
from welvaart.groepen import find_leden

_ONBEKEND = "?"  # the sign of Swing for a figure that is missing
_LANG = ("indicator", "gebiedsniveau", "gebiedscode", "gebied", "jaar", "waarde")


def build_swing(opdracht: Opdracht) -> dict[str, bytes]:
    """Name of the file → bytes: the gemeenten of the regio, as far as they have figures.

    The wide files have a row per gemeente and a column per year; a year is the last one of its
    period. Provisional figures carry no sign there: the portal has its own column for it.
    """
    land, codes = opdracht.landstand, find_leden(opdracht.landstand, opdracht.regio.code)
    gemeenten = [land.regios[code] for code in codes]
    uit: dict[str, bytes] = {}
    lang: list[Sequence[Cel]] = []
    for x in find_indicatoren(opdracht):
        if x.indicator_id not in land.reeksen.indicator_ids:
            continue
        rijen = build_regiorijen(land, x, gemeenten)
        if any(rij.waarde is not None for rij in rijen):
            uit[f"swing/breed/{x.indicator_id}.csv"] = _write_breed(rijen)
            lang += _build_lang(rijen)
    return {"swing/lang.csv": write_csv(_LANG, lang), **uit}


def _write_breed(rijen: Sequence[Cijferrij]) -> bytes:
    jaren = sorted({rij.jaar for rij in rijen if rij.waarde is not None})
    per_naam: dict[str, dict[int, float | None]] = {}
    for rij in rijen:
        per_naam.setdefault(rij.regio_naam, {})[rij.jaar] = rij.waarde
    koppen = ("Gemeenten", *(str(jaar) for jaar in jaren))
    return write_csv(koppen, [_build_breed(n, w, jaren) for n, w in per_naam.items()])


def _build_breed(
    naam: str, waarden: Mapping[int, float | None], jaren: Sequence[int]
) -> Sequence[Cel]:
    cellen = (waarden.get(jaar) for jaar in jaren)
    return [naam, *(_ONBEKEND if waarde is None else waarde for waarde in cellen)]


def _build_lang(rijen: Sequence[Cijferrij]) -> Iterator[Sequence[Cel]]:
    for rij in rijen:
        if rij.waarde is not None:
            code = int(rij.regio_code.removeprefix("GM"))
            naam, niveau = rij.regio_naam, "gemeente"
            yield (rij.indicator.indicator_id, niveau, code, naam, rij.jaar, rij.waarde)
