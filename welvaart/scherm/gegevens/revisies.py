"""The part of Gegevens that tells what changed in figures that stood here before."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from welvaart.cijfers.periode import Periode
from welvaart.fouten import WarehouseFout
from welvaart.installatie import get_warehouse
from welvaart.lezen.revisielog import read_revisielog, read_revisies
from welvaart.lezen.stand import Stand
from welvaart.lezen.warehouse import Warehouse
from welvaart.methode.revisie import OORZAKEN, Oorzaak, Revisie, Revisiegroep, Revisielog
from welvaart.opmaak import STATUSTEKENS, format_datum, format_getal, format_waarde
from welvaart.regio.regio import Regio
from welvaart.scherm.melding import warn
from welvaart.scherm.tabel import show_tabel

_HOOGSTENS = 60
_KOPPEN = {
    Oorzaak.EDITIE: (
        "Nieuwe editie van de bron",
        "De bron gaf dezelfde tabel opnieuw uit en veranderde cijfers van eerdere jaren.",
    ),
    Oorzaak.ANDERE_BRON: (
        "Andere tabel of bron",
        "Het cijfer komt nu uit een andere tabel. Dat is geen herziening door het CBS.",
    ),
    Oorzaak.CORRECTIE: (
        "Correctie van ons",
        "Dit kwam door ons: een correctie die erbij kwam of verviel, of een andere berekening.",
    ),
    Oorzaak.EIGEN_IMPORT: (
        "Eigen bestand",
        "Iemand las een eigen bestand in, of haalde het weer weg.",
    ),
}
_WAT = {
    "herzien": "herzien",
    "gevuld": "nu gevuld",
    "leeg": "nu leeg",
    "weg": "vervallen",
    "status": "andere status",
}


def show_revisies(stand: Stand, gemeente: Regio | None) -> None:
    """Tell what changed since the log began, by cause; and for the chosen gemeente each figure."""
    st.header("Wat het CBS veranderde in cijfers die er al stonden", anchor="revisies")
    pad, bouw_id = str(get_warehouse()), stand.bouw.bouw_id
    try:
        log = _read_log(bouw_id, pad)
        eigen = _read_eigen(bouw_id, pad, gemeente.code) if gemeente else []
    except WarehouseFout as fout:
        warn(f"Niet te zeggen: {fout}")
        return
    st.html(f"<p>{describe_log(log)}</p>")
    for oorzaak in OORZAKEN:
        _show_oorzaak(stand, [groep for groep in log.groepen if groep.oorzaak == oorzaak])
    if log.groepen:
        _show_gemeente(stand, gemeente, eigen)


@st.cache_data(max_entries=4, show_spinner=False)
def _read_log(bouw_id: str, pad: str) -> Revisielog:
    with Warehouse.open(Path(pad)) as warehouse:
        return read_revisielog(warehouse)


@st.cache_data(max_entries=64, show_spinner=False)
def _read_eigen(bouw_id: str, pad: str, regio_code: str) -> list[Revisie]:
    with Warehouse.open(Path(pad)) as warehouse:
        return read_revisies(warehouse, regio_code)


def describe_log(log: Revisielog) -> str:
    """Say since when the log knows, and whether CBS (a new edition) changed something."""
    sinds = f"Wij houden dit bij sinds {format_datum(log.sinds)}"
    if not log.groepen:
        return (
            f"{sinds}. Sindsdien veranderde geen enkel cijfer dat er al stond. Komt er een nieuwe "
            "editie, dan ziet u hier per indicator wat er anders is."
        )
    uitleg = "Afronding telt niet mee."
    if any(groep.oorzaak == Oorzaak.EDITIE for groep in log.groepen):
        return (
            f"{sinds}. Nieuwe jaren staan hier niet bij: alleen cijfers die anders werden. {uitleg}"
        )
    return (
        f"{sinds}. Sindsdien veranderde geen bron een cijfer dat er al stond. Wat hieronder staat, "
        f"komt door iets anders. {uitleg}"
    )


def _show_oorzaak(stand: Stand, groepen: Sequence[Revisiegroep]) -> None:
    if not groepen:
        return
    titel, uitleg = _KOPPEN[groepen[0].oorzaak]
    st.subheader(titel)
    st.html(f"<p>{uitleg}</p>")
    show_tabel(
        ["Gevonden op", "Indicator", "Editie", "Wat er veranderde", "Grootste verandering"],
        [
            [
                format_datum(groep.gevonden_op),
                stand.indicatoren[groep.indicator_id].titel,
                describe_edities(groep),
                describe_groep(groep),
                describe_grootste(stand, groep.grootste),
            ]
            for groep in groepen[:_HOOGSTENS]
        ],
        bijschrift=f"{titel}: wat er veranderde, per indicator",
    )
    if len(groepen) > _HOOGSTENS:
        rest = format_getal(len(groepen) - _HOOGSTENS)
        st.html(f'<p class="bw-klein">En {rest} oudere regels; zie tabel revisie.</p>')


def describe_edities(groep: Revisiegroep) -> str:
    """The edition before and after; "2023 → 2024", or once when it stayed the same."""
    oud, nieuw = groep.editie_oud or "onbekend", groep.editie_nieuw or "onbekend"
    return oud if oud == nieuw else f"{oud} → {nieuw}"


def describe_groep(groep: Revisiegroep) -> str:
    """How many figures, of what kind, of which regio's and years."""
    delen = [f"{format_getal(n)} {_WAT[wat]}" for wat in _WAT if (n := groep.per_soort.get(wat, 0))]
    overig = groep.regios - groep.gemeenten
    wie = [_tel(groep.gemeenten, "gemeente", "gemeenten")] if groep.gemeenten else []
    if overig:
        wie.append(_tel(overig, "andere regio", "andere regio's"))
    van, tot = Periode(groep.van).label, Periode(groep.tot).label
    wanneer = van if van == tot else f"{van}–{tot}"
    return f"{', '.join(delen)}: {' en '.join(wie)}, {wanneer}"


def describe_grootste(stand: Stand, revisie: Revisie | None) -> str:
    """The figure that changed most: "Delft 2020: 64,3 → 65,7 %"; "–" when none was revised."""
    if revisie is None:
        return "–"
    naam = _name_regio(stand, revisie.regio_code)
    oud, nieuw = format_paar(stand, revisie)
    return f"{naam} {Periode(revisie.periode_code).label}: {oud} → {nieuw}"


def format_paar(stand: Stand, revisie: Revisie) -> tuple[str, str]:
    """Old and new value with their unit, with as many decimals as it takes to see the change."""
    indicator = stand.indicatoren[revisie.indicator_id]
    kort, decimalen = indicator.eenheid_kort, indicator.decimalen

    def write(decimalen: int) -> tuple[str, str]:
        return (
            format_waarde(revisie.oud, kort, decimalen),
            format_waarde(revisie.nieuw, kort, decimalen),
        )

    while revisie.wat == "herzien" and decimalen < 9 and len(set(write(decimalen))) == 1:
        decimalen += 1
    return write(decimalen)


def _show_gemeente(stand: Stand, gemeente: Regio | None, eigen: Sequence[Revisie]) -> None:
    if gemeente is None:
        st.html("<p>Kies een gemeente om bij elk cijfer de oude en de nieuwe waarde te zien.</p>")
        return
    if not eigen:
        st.html(f"<p>Bij {escape(gemeente.naam)} veranderde geen cijfer dat er al stond.</p>")
        return
    st.subheader(f"De oude en nieuwe cijfers van {gemeente.naam}")
    show_tabel(
        ["Indicator", "Jaar", "Eerst", "Nu", "Waardoor", "Gevonden op"],
        [
            [
                stand.indicatoren[revisie.indicator_id].titel,
                Periode(revisie.periode_code).label,
                *_format_met_status(stand, revisie),
                OORZAKEN[revisie.oorzaak],
                format_datum(revisie.gevonden_op),
            ]
            for revisie in eigen[:_HOOGSTENS]
        ],
        bijschrift=f"Cijfers van {gemeente.naam} die anders werden",
        rechts=(2, 3),
    )
    if len(eigen) > _HOOGSTENS:
        rest = format_getal(len(eigen) - _HOOGSTENS)
        st.html(f'<p class="bw-klein">En nog {rest} eerdere veranderingen.</p>')


def _format_met_status(stand: Stand, revisie: Revisie) -> tuple[str, str]:
    """Old and new with the CBS sign of a provisional figure behind it."""
    oud, nieuw = format_paar(stand, revisie)
    nieuw = "vervallen" if revisie.wat == "weg" else nieuw + _get_teken(revisie.status_nieuw)
    return oud + _get_teken(revisie.status_oud), nieuw


def _get_teken(status: str | None) -> str:
    return STATUSTEKENS.get(status or "", "")


def _name_regio(stand: Stand, regio_code: str) -> str:
    regio = stand.regios.get(regio_code)
    return regio.naam if regio else regio_code


def _tel(aantal: int, een: str, meer: str) -> str:
    return f"{format_getal(aantal)} {een if aantal == 1 else meer}"
