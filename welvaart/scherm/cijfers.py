"""Cached readers: the figures of one build, shared by all sessions and only read.

`cache_resource` instead of `cache_data` because the block is immutable (ADR 0006): copying it for
every rerun would cost more than the page itself. What follows from it is kept by `Geheugen`.
"""

from pathlib import Path

import streamlit as st

from welvaart.groep.gebied import build_keuzes
from welvaart.groep.groepen import Groep, find_groepen, find_leden, parse_groep
from welvaart.groep.nulmeting import build_nulmeting
from welvaart.groep.regiobeeld import Regiobeeld, build_regiostand
from welvaart.installatie import get_warehouse
from welvaart.lezen.stand import Stand
from welvaart.lezen.standlezer import read_stand
from welvaart.lezen.warehouse import Warehouse
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.geheugen import Geheugen

_GROEPEN: Geheugen[list[Groep]] = Geheugen(700)
_BEELDEN: Geheugen[Regiobeeld] = Geheugen(40)
_KEUZES: Geheugen[dict[str, str]] = Geheugen(1)
_NULMETINGEN: Geheugen[list[Regel]] = Geheugen(700)
_SCOREKAARTEN: Geheugen[list[Regel]] = Geheugen(700)


def get_stand() -> Stand:
    """The figures of the newest build.

    Raises:
        WarehouseFout: there is none, or it cannot be read.
    """
    pad = get_warehouse()
    versie = pad.stat().st_mtime_ns if pad.exists() else 0
    return _read_stand(str(pad), versie)


@st.cache_resource(max_entries=2, show_spinner="De cijfers worden gelezen …")
def _read_stand(pad: str, versie: int) -> Stand:
    return read_stand(Path(pad))


def get_groepen(stand: Stand, regio_code: str) -> list[Groep]:
    """The groups that can be offered for one regio."""
    return _GROEPEN.get(stand, regio_code, lambda: find_groepen(stand, regio_code))


def parse_gekozen_groep(stand: Stand, regio_code: str, tekst: str) -> Groep:
    """The group that a URL names.

    Raises:
        KeuzeFout: there is no such group; says what is wrong.
    """
    for groep in get_groepen(stand, regio_code):
        if groep.sleutel == tekst:
            return groep
    return parse_groep(stand, regio_code, tekst)


def get_regiobeeld(stand: Stand, regio: Regio) -> Regiobeeld:
    """One regio of any kind with the figures it is judged in; for a gemeente `stand` itself."""
    if regio.soort is RegioSoort.GEMEENTE:
        return Regiobeeld(regio, (regio.code,), stand)
    return _BEELDEN.get(stand, regio.code, lambda: _build_regiobeeld(stand, regio))


def _build_regiobeeld(stand: Stand, regio: Regio) -> Regiobeeld:
    blok = regio.code if regio.soort is RegioSoort.EIGEN else regio.soort.value
    regiostand = _build_regiostand(stand.bouw.bouw_id, blok, stand, regio)
    return Regiobeeld(regio, find_leden(stand, regio.code), regiostand)


@st.cache_resource(max_entries=40, show_spinner=False)
def _build_regiostand(bouw_id: str, blok: str, _stand: Stand, _regio: Regio) -> Stand:
    return build_regiostand(_stand, _regio)


def get_regiokeuzes(stand: Stand) -> dict[str, str]:
    """Labels of the pick list of all regio's → code."""
    return _KEUZES.get(stand, None, lambda: build_keuzes(stand))


def get_nulmeting(
    stand: Stand, regio_code: str, groep: Groep, *, met_voorlopig: bool
) -> list[Regel]:
    """The scorekaart of one regio beside a group, provisional years in the trends or not."""

    def build() -> list[Regel]:
        bron = stand if met_voorlopig else stand.zonder_voorlopig
        return build_nulmeting(bron, regio_code, groep)

    return _NULMETINGEN.get(stand, (regio_code, groep.sleutel, met_voorlopig), build)


def get_regels(beeld: Regiobeeld) -> list[Regel]:
    """The nulmeting of one regio beside Nederland."""
    return get_scorekaart(beeld.stand, beeld.regio.code)


def get_scorekaart(stand: Stand, regio_code: str) -> list[Regel]:
    """The nulmeting beside Nederland of a gemeente, or of the regio this stand was made for."""
    return _SCOREKAARTEN.get(stand, regio_code, lambda: stand.build_scorekaart(regio_code))


@st.cache_data(max_entries=16, show_spinner=False)
def read_csv(bouw_id: str, pad: str, indicator_id: str) -> bytes:
    """One indicator as CSV for Excel: semicolons, decimal comma, UTF-8 with BOM."""
    with Warehouse.open(Path(pad)) as warehouse:
        frame = warehouse.read_export(indicator_id)
    return frame.to_csv(index=False, sep=";", decimal=",").encode("utf-8-sig")
