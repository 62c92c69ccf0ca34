"""Build the rows of `welvaart.opdracht.kaartregel` from the same scorekaart as the screen."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from math import isnan
from typing import Any

import numpy as np

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.groepen import Groep, find_leden
from welvaart.groep.vergelijking import build_groepswaarden, build_vergelijkingen
from welvaart.lezen.stand import Stand
from welvaart.lezen.terugval import NIVEAUS, describe_terugval, find_terugval
from welvaart.oordeel.regel import Groepswaarde, Regel
from welvaart.opdracht.kaartregel import Groepscijfer, Kaartregel
from welvaart.opmaak import STATUSTEKENS
from welvaart.regio.regio import Regio
from welvaart.zin.duiding import describe_relatief, name_groep
from welvaart.zin.kernzin import describe_kern

SnapshotIds = Mapping[str, Mapping[tuple[str, str], str]]
"""regio_code → (indicator_id, periode_code) → snapshot_id."""


@dataclass(frozen=True)
class _Cel:
    """The figure a row is about; of a missing one the newest period of the indicator.

    Attributes:
        regio_code: whose figure.
        niveau: kind of regio: gemeente, corop, provincie …
        label: what must stand beside a figure of another or a partial area, else "".
        t: place of the year, -1 for an indicator without any period.
        periode: code; "" for an indicator without any period.
        is_nieuwste: there is a figure and no gemeente has a newer one.
        waarde: in the indicator's eenheid; NaN = missing.
        onder: NaN = no margin.
        boven: NaN = no margin.
        status: "" where there is no row.
        n: gemeenten with a figure in that period.
        fijn: decimals that the figures of this row need beside each other.
    """

    regio_code: str
    niveau: str
    label: str
    t: int
    periode: str
    is_nieuwste: bool
    waarde: float
    onder: float
    boven: float
    status: str
    n: int
    fijn: int = 0

    def write(self, x: Indicator, waarde: float, gewoon: int) -> str:
        """A figure of this row with its status; one that a source gives whole stays whole.

        Args:
            x: for the unit.
            waarde: not rounded; NaN = missing.
            gewoon: its usual decimals.
        """
        fijn = self.fijn > x.decimalen and not (isnan(waarde) or waarde.is_integer())
        rond, cijfers = (waarde, self.fijn) if fijn else (x.round(waarde), gewoon)
        return x.format_kort(rond, decimalen=cijfers) + ("" if isnan(waarde) else self.teken)

    @property
    def teken(self) -> str:
        """The CBS sign of the status."""
        return STATUSTEKENS.get(self.status, "")


@dataclass(frozen=True)
class _Naast:
    """One group: its values by (indicator_id, periode_code), and the scorekaart against it."""

    groep: Groep
    waarden: Mapping[tuple[str, str], Groepswaarde]
    regels: Sequence[Regel]


def find_regio_codes(stand: Stand, regio_code: str) -> list[str]:
    """The regio's a row can be about: itself, and of a gemeente the areas of a `terugval`."""
    gebieden = [stand.find_regio(regio_code, niveau) for niveau in NIVEAUS]
    return [regio_code, *(regio.code for regio in gebieden if regio is not None)]


def build_kaartregels(
    stand: Stand,
    regio_code: str,
    groepen: Sequence[Groep],
    snapshot_ids: SnapshotIds,
    *,
    terugval: bool = False,
) -> list[Kaartregel]:
    """One row per indicator, in the order of the catalogue.

    Args:
        stand: in which the regio is judged (see `welvaart.groep.regiobeeld`).
        regio_code: a living gemeente, or the area the stand was made for.
        groepen: what stands beside it.
        snapshot_ids: of the regio's of `find_regio_codes`.
        terugval: take a missing figure of a gemeente from the COROP, then the provincie.

    Raises:
        KeuzeFout: no living gemeente, or a group names one that does not exist.
    """
    leden = find_leden(stand.gemeentestand, regio_code)
    terugval = terugval and leden == (regio_code,)
    kolommen = stand.snapshots[["snapshot_id", "bron", "tabel", "editie"]]
    snapshots = {rij[0]: rij[1:] for rij in kolommen.itertuples(index=False, name=None)}
    naast = [_build_naast(stand, regio_code, leden, groep) for groep in groepen]
    uit = []
    for i, regel in enumerate(stand.build_scorekaart(regio_code)):
        cel = _find_cel(stand, regel, i, regio_code, terugval=terugval)
        if regel.heeft_waarde:
            paren = [regel, *(kant.regels[i] for kant in naast)]
            cel = replace(cel, fijn=max(r.paardecimalen for r in paren))
        groepscijfers = {
            kant.groep.sleutel: _build_groepscijfer(kant, kant.regels[i], cel) for kant in naast
        }
        sleutel = (regel.indicator.indicator_id, cel.periode)
        snapshot_id = snapshot_ids.get(cel.regio_code, {}).get(sleutel)
        herkomst = _describe_bron(regel.indicator, snapshot_id, snapshots.get(snapshot_id))
        uit.append(
            _build_kaartregel(stand, stand.regios[regio_code], regel, cel, groepscijfers, herkomst)
        )
    return uit


def _build_kaartregel(
    stand: Stand,
    regio: Regio,
    regel: Regel,
    cel: _Cel,
    groepscijfers: dict[str, Groepscijfer],
    herkomst: dict[str, Any],
) -> Kaartregel:
    thema = regel.indicator.thema
    return Kaartregel(
        regio_code=regio.code,
        regio_naam=regio.naam,
        **_describe_indicator(regel.indicator),
        thema_titel=next((t.titel for t in stand.themas if t.thema == thema), thema),
        **_describe_cel(regel, cel),
        **_describe_oordeel(regel),
        vergelijking=groepscijfers,
        duiding=describe_kern(regel, regio.naam),
        **herkomst,
    )


def _build_naast(stand: Stand, regio_code: str, leden: Sequence[str], groep: Groep) -> _Naast:
    """One group as the screen shows it; Nederland as a whole, of others the rest of the group."""
    if groep.soort == "land":
        return _Naast(groep, stand.land, stand.build_scorekaart(regio_code))
    (vergelijking,) = build_vergelijkingen(stand, regio_code, [groep])
    waarden = build_groepswaarden(stand.reeksen, stand.grondslag, groep, vergelijking.reeks, leden)
    regels = stand.build_scorekaart(regio_code, waarden, vergelijking.relatief.tegenover)
    return _Naast(groep, waarden, regels)


def _find_cel(stand: Stand, regel: Regel, i: int, regio_code: str, *, terugval: bool) -> _Cel:
    """The figure of the regio; else of an area when asked for; else an empty newest year."""
    perioden = stand.reeksen.perioden[i].tolist()
    nieuwste = max((t for t, periode in enumerate(perioden) if periode), default=-1)
    plek = (stand.beoordeling.soort.value, regel.wat)
    if regel.heeft_waarde:
        t = perioden.index(regel.periode_code)
        return _read_cel(stand, regio_code, i, t, nieuwste, plek)
    gevonden = find_terugval(stand, regel.indicator.indicator_id, regio_code) if terugval else None
    if gevonden is None:
        return _read_cel(stand, regio_code, i, nieuwste, nieuwste, plek)
    t = perioden.index(gevonden.periode_code)
    plek = (gevonden.niveau, describe_terugval(gevonden))
    return _read_cel(stand, gevonden.regio_code, i, t, nieuwste, plek)


def _read_cel(
    stand: Stand,
    regio_code: str,
    i: int,
    t: int,
    nieuwste: int,
    plek: tuple[str, str],
) -> _Cel:
    """Read one figure from the block; `plek` = (niveau, label)."""
    reeksen, r = stand.reeksen, stand.reeksen.get_r(regio_code)
    n = int(stand.beoordeling.n[i, t]) if t >= 0 else 0
    if r is None or t < 0:
        nan = float("nan")
        periode = str(reeksen.perioden[i, t]) if t >= 0 else ""
        return _Cel(regio_code, *plek, t, periode, False, nan, nan, nan, "", n)
    waarde = float(reeksen.waarde[i, r, t])
    return _Cel(
        regio_code,
        *plek,
        t,
        str(reeksen.perioden[i, t]),
        t == nieuwste and not isnan(waarde),
        waarde,
        float(reeksen.onder[i, r, t]),
        float(reeksen.boven[i, r, t]),
        str(reeksen.status[i, r, t]),
        n,
    )


def _describe_indicator(x: Indicator) -> dict[str, Any]:
    return {
        "indicator_id": x.indicator_id,
        "titel": x.titel,
        "thema": x.thema,
        "eenheid": x.eenheid,
        "eenheid_kort": x.eenheid_kort,
        "richting": x.richting.value,
    }


def _describe_cel(regel: Regel, cel: _Cel) -> dict[str, Any]:
    return {
        "decimalen": regel.decimalen,
        "waarde": _blank(cel.waarde),
        "onder": _blank(cel.onder),
        "boven": _blank(cel.boven),
        "tekst": cel.write(regel.indicator, cel.waarde, regel.decimalen),
        "periode_code": cel.periode or None,
        "is_nieuwste": cel.is_nieuwste,
        "status": cel.status or None,
        "ontbreekt_omdat": regel.ontbreekt_omdat or None,
        "niveau": cel.niveau,
        "niveau_code": cel.regio_code,
        "niveau_label": cel.label,
        "n": cel.n,
    }


def _describe_oordeel(regel: Regel) -> dict[str, Any]:
    return {
        "rang_van": None if isnan(regel.rang_van) else int(regel.rang_van),
        "rang_tot": None if isnan(regel.rang_tot) else int(regel.rang_tot),
        "positie": regel.positie.value,
        "trend": regel.trend.value,
        "trend_helling": _blank(regel.trend_helling),
        "trend_p": _blank(regel.trend_p),
        "trend_jaren": tuple(int(jaar) for jaar in regel.trend_jaren),
        "trend_oordeel": regel.trend_oordeel.value,
        "zelfde_trend_als": int(regel.zelfde_trend_als),
        "trend_n": int(regel.trend_n),
        **_describe_beweging(regel),
    }


def _describe_beweging(regel: Regel) -> dict[str, Any]:
    """How the difference with the group of this row moves."""
    return {
        "relatieve_trend": regel.relatieve_trend.value,
        "relatieve_helling": _blank(regel.relatieve_helling),
        "relatieve_p": _blank(regel.relatieve_p),
        "relatief_tekst": describe_relatief(regel) if regel.heeft_waarde else "",
    }


def _describe_bron(
    x: Indicator, snapshot_id: str | None, snapshot: tuple[Any, ...] | None
) -> dict[str, Any]:
    """Source of the very figure; where there is no row, that of the indicator."""
    bron, tabel, editie = snapshot or (x.bron_naam, x.bron_tabel, x.editie)
    return {
        "bron": bron,
        "tabel": tabel if isinstance(tabel, str) else None,
        "editie": editie,
        "snapshot_id": snapshot_id,
    }


def _build_groepscijfer(naast: _Naast, regel: Regel, cel: _Cel) -> Groepscijfer:
    x = regel.indicator
    groep = naast.waarden.get((x.indicator_id, cel.periode))
    return Groepscijfer(
        titel=naast.groep.titel,
        waarde=None if groep is None else _blank(groep.waarde),
        methode=None if groep is None else groep.methode,
        volledig=groep is not None and groep.volledig,
        n=None if groep is None or groep.n is None else int(groep.n),
        n_gemeenten=len(naast.groep.codes),
        tekst="" if groep is None else cel.write(x, groep.waarde, x.decimalen),
        wat="" if groep is None else name_groep(groep),
        **_describe_beweging(regel),
    )


def _blank(waarde: float | np.floating) -> float | None:
    """NaN → None; and a plain float."""
    return None if isnan(waarde) else float(waarde)
