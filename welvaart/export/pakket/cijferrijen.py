"""The figures of a document as long rows: one per indicator, regio and period."""

from collections.abc import Iterator
from dataclasses import dataclass
from math import isnan

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.lezen.stand import Stand
from welvaart.onderwerp.jaarreeks import Jaarreeks, read_groepsreeksen, read_jaarreeks
from welvaart.regio.regio import NEDERLAND, Regio

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
        breuk: why a new series begins here, not to be joined with earlier years; "" elsewhere.
        status: definitief, nader voorlopig, voorlopig or onbekend; "" without a figure.
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
    nederland = o.landstand.regios[NEDERLAND]
    uit: list[Cijferrij] = []
    for x in indicatoren:
        uit += _build_regiorijen(o.stand, x, o.regio)
        uit += _build_regiorijen(o.landstand, x, nederland) if o.regio != nederland else []
        if x.indicator_id in groepen:
            sleutel = o.groep.regio_code or o.groep.sleutel
            uit += _build_rijen(o.landstand, x, sleutel, groepen[x.indicator_id], None)
    return uit


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
        )
