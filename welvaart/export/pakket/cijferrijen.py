"""The figures of a document as long rows: one per indicator, regio and period."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isnan

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.groep.vergelijking import build_groepswaarden, read_groepsreeks
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_groepsreeksen, read_jaarreeks
from welvaart.oordeel.regel import Groepswaarde
from welvaart.regio.regio import NEDERLAND, Regio
from welvaart.zin.duiding import name_groep
from welvaart.zin.herkomst import BEREKEND, describe_herkomst

_STATUS = {"nader_voorlopig": "nader voorlopig", "": "onbekend"}
_ZONDER = "Over deze periode is er geen cijfer."


@dataclass(frozen=True, slots=True)
class Cijferrij:
    """One figure.

    Attributes:
        regio_code: as in the warehouse; of a group its key.
        waarde: as shown, in the unit of the indicator; None = no figure, then `reden` says why.
        decimalen: to write it with.
        wat: what the figure is where it may not bear the name of the area ("mediaan van 14
            gemeenten"); "" elsewhere.
        voorlopig: some figure behind it is provisional.
        breuk: why a new series begins here, not to be joined with earlier years; "" elsewhere.
        status: definitief, nader voorlopig, voorlopig or onbekend; of a computed figure that of
            the least certain one behind it; "" without a figure.
        herkomst: "bron", "eigen bestand", "omgerekend naar de gemeente van nu" or "berekend",
            with how where `wat` does not say it: "berekend: opgeteld uit de gemeenten"; ""
            without a figure.
    """

    indicator: Indicator
    regio_code: str
    regio_naam: str
    periode_code: str
    jaar: int
    waarde: float | None
    decimalen: int
    status: str
    reden: str
    breuk: str
    wat: str = ""
    herkomst: str = ""
    voorlopig: bool = False

    @property
    def periode(self) -> str:
        """The period as people write it: "2022", "2018 t/m 2021"."""
        return Periode.parse(self.periode_code).label


def find_indicatoren(opdracht: Opdracht) -> list[Indicator]:
    """The indicators that were asked for, also those without a figure of this regio."""
    gevraagd = opdracht.indicator_ids
    alle = [regel.indicator for regel in opdracht.regels]
    return [x for x in alle if gevraagd is None or x.indicator_id in gevraagd]


def build_cijferrijen(opdracht: Opdracht) -> list[Cijferrij]:
    """The regio, Nederland and the group over all years, in the order of the catalogue."""
    o, indicatoren = opdracht, find_indicatoren(opdracht)
    ids = [x.indicator_id for x in indicatoren]
    groepen = read_groepsreeksen(o.landstand, ids, o.groep) if o.groep.soort != "land" else {}
    nederland, land = o.landstand.regios[NEDERLAND], o.landstand.land
    uit: list[Cijferrij] = []
    for x in indicatoren:
        uit += _build_regiorijen(o.stand, x, o.regio)
        if o.regio != nederland:
            rijen = _build_regiorijen(o.landstand, x, nederland)
            for rij in rijen:
                voorlopig = is_voorlopig(o.landstand, x.indicator_id, rij.jaar)
                groep = land.get((x.indicator_id, rij.periode_code))
                uit.append(_fill(replace(rij, voorlopig=voorlopig), groep))
        if x.indicator_id in groepen:
            sleutel = o.groep.regio_code or o.groep.sleutel
            rijen = _build_rijen(o.landstand, x, sleutel, groepen[x.indicator_id], None)
            waarden = _read_waarden(o, x)
            uit += [_fill(rij, waarden.get((x.indicator_id, rij.periode_code))) for rij in rijen]
    return uit


def is_voorlopig(stand: Stand, indicator_id: str, jaar: int) -> bool:
    """Whether a figure of a year that was computed from all gemeenten has a provisional one in it.

    Args:
        stand: the figures of all gemeenten.
        indicator_id: which one.
        jaar: one of `stand.reeksen.jaren`.
    """
    reeksen = stand.reeksen
    status = reeksen.status[reeksen.get_i(indicator_id), :, reeksen.jaren.index(jaar)]
    return bool(np.isin(status, ("voorlopig", "nader_voorlopig")).any())


def _read_waarden(o: Opdracht, x: Indicator) -> Mapping[tuple[str, str], Groepswaarde]:
    """What stands for the group on a screen, also where it may not bear its name."""
    basis = o.landstand
    reeks = read_groepsreeks(basis, x.indicator_id, o.groep.codes, o.groep.regio_code)
    i = basis.reeksen.get_i(x.indicator_id)
    return build_groepswaarden(
        basis.reeksen.select(x.indicator_id), basis.grondslag.select(i), o.groep, reeks, ()
    )


def _fill(rij: Cijferrij, groep: Groepswaarde | None) -> Cijferrij:
    """An empty row of Nederland or a group with what the screen shows there, said as what it is.

    Part of a sum stays out: beside the other rows it would read as a total.
    """
    if rij.waarde is not None or groep is None or rij.indicator.regionaal == "som":
        return rij
    if isnan(groep.waarde) or groep.is_alleen:
        return rij
    x, wat = rij.indicator, name_groep(groep)
    bron = "bron" if groep.methode == "bron" else BEREKEND
    heel = groep.volledig and groep.methode != "mediaan"
    return replace(
        rij,
        waarde=x.round(groep.waarde),
        wat=wat,
        herkomst=describe_herkomst(x, bron, deels=not heel),
        status="voorlopig" if rij.voorlopig else _STATUS[""],
        reden="",
    )


def _build_regiorijen(stand: Stand, x: Indicator, regio: Regio) -> Iterator[Cijferrij]:
    """Figures of a regio that stands in the block itself."""
    return _build_rijen(stand, x, regio.code, read_jaarreeks(stand, x, regio), regio)


def _build_rijen(
    stand: Stand, x: Indicator, code: str, reeks: Jaarreeks, regio: Regio | None
) -> Iterator[Cijferrij]:
    i = stand.reeksen.get_i(x.indicator_id)
    breuken = dict(reeks.breuken)
    r = None if regio is None else stand.reeksen.get_r(regio.code)
    wat = stand.wat.get((x.indicator_id, code), "")
    for k, jaar in enumerate(reeks.jaren):
        t = stand.reeksen.jaren.index(jaar)
        waarde = reeks.waarden[k]
        voorlopig = "voorlopig" if reeks.voorlopig[k] else ""
        status = voorlopig if r is None else str(stand.reeksen.status[i, r, t])
        leeg = isnan(waarde)
        herkomst = (
            _find_groepsherkomst(stand, x, code, t, waarde)
            if r is None
            else str(stand.reeksen.herkomst[i, r, t])
        )
        yield Cijferrij(
            indicator=x,
            regio_code=code,
            regio_naam=reeks.naam,
            periode_code=str(stand.reeksen.perioden[i, t]),
            jaar=jaar,
            waarde=None if leeg else waarde,
            decimalen=reeks.decimalen,
            status="" if leeg else _STATUS.get(status, status),
            reden=(reeks.redenen[k] or _ZONDER) if leeg else "",
            breuk=breuken.get(jaar, ""),
            wat="" if leeg else wat,
            herkomst="" if leeg else describe_herkomst(x, herkomst, deels=bool(wat)),
            voorlopig=reeks.voorlopig[k],
        )


def _find_groepsherkomst(stand: Stand, x: Indicator, code: str, t: int, waarde: float) -> str:
    """That of the row of an area where its figure is the one shown; else we computed it."""
    reeksen = stand.gemeentestand.reeksen
    r = reeksen.get_r(code)
    if r is None:
        return BEREKEND
    i = reeksen.get_i(x.indicator_id)
    return (
        str(reeksen.herkomst[i, r, t]) if x.round(reeksen.waarde[i, r, t]) == waarde else BEREKEND
    )
