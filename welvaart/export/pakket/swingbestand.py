"""Files that a Swing portal ("… in cijfers") reads: wide per indicator, and one long with codes."""

from collections.abc import Iterator, Sequence
from math import isnan

from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.pakket.cijferrijen import find_indicatoren
from welvaart.export.pakket.csvtekst import Cel, write_csv
from welvaart.groep.groepen import find_leden
from welvaart.groep.regiocijfers import Regiocijfers, build_regiocijfers

_ONBEKEND = "?"  # the sign of Swing for a figure that is missing
_LANG = ("indicator", "gebiedsniveau", "gebiedscode", "gebied", "jaar", "waarde")


def build_swing(opdracht: Opdracht) -> dict[str, bytes]:
    """Name of the file → bytes: the gemeenten of the regio, as far as they have figures.

    Only figures on the territory of today. The wide files have a row per gemeente and a column per
    year; a year is the last one of its period. Provisional figures carry no sign there.
    """
    land = opdracht.landstand
    codes = find_leden(land, opdracht.regio.code)
    uit: dict[str, bytes] = {}
    lang: list[Sequence[Cel]] = []
    for x in find_indicatoren(opdracht):
        if x.indicator_id in land.reeksen.indicator_ids:
            rijen = _build_rijen(build_regiocijfers(land, x.indicator_id, "gemeente"), codes)
            if rijen:
                uit[f"swing/breed/{x.indicator_id}.csv"] = _write_breed(rijen)
                lang += _build_lang(x.indicator_id, rijen)
    return {"swing/lang.csv": write_csv(_LANG, lang), **uit}


_Rij = tuple[str, str, dict[int, float | None]]  # code, name, year → figure


def _build_rijen(cijfers: Regiocijfers, codes: Sequence[str]) -> list[_Rij]:
    """One row per gemeente, over the years in which one of them has a figure; [] without any."""
    plekken = [(code, cijfers.plaats[code]) for code in codes if code in cijfers.plaats]
    rijen: list[_Rij] = []
    for code, k in plekken:
        waarden = cijfers.waarde[k].tolist()
        paren = zip(cijfers.jaren, waarden, strict=True)
        per_jaar = {jaar: None if isnan(waarde) else waarde for jaar, waarde in paren}
        rijen.append((code, cijfers.namen[k], per_jaar))
    met = {jaar for *_, per_jaar in rijen for jaar, w in per_jaar.items() if w is not None}
    return [(c, n, {j: w for j, w in per.items() if j in met}) for c, n, per in rijen if met]


def _write_breed(rijen: Sequence[_Rij]) -> bytes:
    koppen = ("Gemeenten", *(str(jaar) for jaar in rijen[0][2]))
    cellen = [
        [naam, *(_ONBEKEND if w is None else w for w in per_jaar.values())]
        for _, naam, per_jaar in rijen
    ]
    return write_csv(koppen, cellen)


def _build_lang(indicator_id: str, rijen: Sequence[_Rij]) -> Iterator[Sequence[Cel]]:
    for code, naam, per_jaar in rijen:
        for jaar, waarde in per_jaar.items():
            if waarde is not None:
                nummer = int(code.removeprefix("GM"))
                yield (indicator_id, "gemeente", nummer, naam, jaar, waarde)
