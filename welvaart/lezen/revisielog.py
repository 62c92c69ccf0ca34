"""Read the log of changed figures from a warehouse."""

from datetime import datetime
from typing import Any

from welvaart.lezen.warehouse import Warehouse
from welvaart.methode.revisie import Oorzaak, Revisie, Revisiegroep, Revisielog

_REVISIE = (
    "indicator_id, regio_code, periode_code, wat, oorzaak, oud, nieuw, status_oud, status_nieuw, "
    "gevonden_op"
)
_GROEPEN = f"""
SELECT gevonden_op, oorzaak, indicator_id,
    [count(*), count(DISTINCT regio_code) FILTER (regio_code LIKE 'GM%'),
        count(DISTINCT regio_code)],
    [min(periode_code), max(periode_code)], histogram(wat),
    arg_max(({_REVISIE}), (abs(nieuw - oud), regio_code, periode_code)) FILTER (wat = 'herzien'),
    [any_value(editie_oud), any_value(editie_nieuw)]
FROM warehouse.revisie JOIN warehouse.indicator USING (indicator_id)
GROUP BY ALL ORDER BY gevonden_op DESC, oorzaak, count(*) DESC, indicator_id
"""  # noqa: S608 - own names
_VAN_REGIO = f"""
SELECT {_REVISIE} FROM warehouse.revisie JOIN warehouse.indicator USING (indicator_id)
WHERE regio_code = $code ORDER BY gevonden_op DESC, indicator_id, periode_code
"""  # noqa: S608 - own names


def read_revisielog(warehouse: Warehouse) -> Revisielog:
    """What changed in figures that stood here before, per build, cause and indicator.

    Raises:
        WarehouseFout: the warehouse is from before there was such a log.
    """
    sinds = warehouse.read_rijen("SELECT revisies_sinds FROM warehouse.bouw")[0][0]
    groepen = [_build_groep(*rij) for rij in warehouse.read_rijen(_GROEPEN)]
    return Revisielog(sinds, tuple(groepen))


def read_revisies(warehouse: Warehouse, regio_code: str) -> list[Revisie]:
    """Changed figures of one regio, newest first.

    Raises:
        WarehouseFout: the warehouse is from before there was such a log.
    """
    return [_build(rij) for rij in warehouse.read_rijen(_VAN_REGIO, {"code": regio_code})]


def _build(rij: tuple[Any, ...]) -> Revisie:
    indicator_id, regio_code, periode_code, wat, oorzaak, *rest = rij
    return Revisie(indicator_id, regio_code, periode_code, wat, Oorzaak(oorzaak), *rest)


def _build_groep(
    gevonden_op: datetime,
    oorzaak: str,
    indicator_id: str,
    aantallen: list[int],
    perioden: list[str],
    per_soort: dict[str, int],
    grootste: tuple[Any, ...] | None,
    edities: list[str | None],
) -> Revisiegroep:
    return Revisiegroep(
        gevonden_op=gevonden_op,
        oorzaak=Oorzaak(oorzaak),
        indicator_id=indicator_id,
        cijfers=aantallen[0],
        gemeenten=aantallen[1],
        regios=aantallen[2],
        van=perioden[0],
        tot=perioden[1],
        per_soort=per_soort,
        grootste=None if grootste is None else _build(grootste),
        editie_oud=edities[0],
        editie_nieuw=edities[1],
    )
