"""One indicator in depth: sentences, line, all gemeenten, definition and source."""

from collections.abc import Sequence
from html import escape
from math import isnan

import numpy as np
import streamlit as st

from welvaart.duiding import describe_positie, describe_trend, describe_waarde, name_land
from welvaart.grafieken.strip import build_strip
from welvaart.grafieken.tijdreeks import Lijn, Rol, build_tijdreeks, format_punt
from welvaart.opmaak import LEGENDA, ONBEKEND, STATUSTEKENS
from welvaart.periode import Periode
from welvaart.regio import NEDERLAND, Regio
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.tabel import show_tabel
from welvaart.scorekaart import Regel
from welvaart.stand import Stand

_INVLOED = {
    "gemeente": "vooral de gemeente zelf",
    "regio": "de gemeente samen met de regio",
    "rijk": "vooral het Rijk en landelijke ontwikkelingen",
}


def show_detail(stand: Stand, regel: Regel, gemeente: Regio) -> None:
    """Draw everything there is to know about one indicator for one gemeente."""
    indicator = regel.indicator
    st.subheader(f"{indicator.titel} in {gemeente.naam}", anchor="detail")
    zinnen = [describe_waarde(regel, gemeente.naam)]
    if regel.heeft_waarde:
        zinnen += [describe_positie(regel, gemeente.naam), describe_trend(regel, gemeente.naam)]
    st.html("".join(f"<p>{escape(zin)}</p>" for zin in zinnen if zin))
    if regel.heeft_waarde:
        _show_grafieken(stand, regel, gemeente)
    _show_kanttekeningen(stand, regel, gemeente)
    _show_bron(stand, regel)


def build_bronregel(stand: Stand, regel: Regel) -> str:
    """The line that stands inside each picture: source, edition, peildatum, indeling."""
    indicator = regel.indicator
    indeling = (
        f"gemeenten van {indicator.indeling_bron}"
        if indicator.indeling_bron
        else "gemeenten van elk jaar zelf"
    )
    periode = Periode.parse(regel.periode_code).label if regel.periode_code else "geen cijfer"
    return (
        f"Bron: {indicator.bronregel}. Peildatum: {indicator.peilmoment}, {periode}. "
        f"Indeling: {indeling}."
    )


def _show_grafieken(stand: Stand, regel: Regel, gemeente: Regio) -> None:
    lijnen = _build_lijnen(stand, regel, gemeente)
    bron = build_bronregel(stand, regel)
    links, rechts = st.columns(2, gap="medium")
    with links:
        titel = describe_waarde(regel, gemeente.naam)
        figuur = build_tijdreeks(
            lijnen,
            regel.indicator,
            titel=titel,
            bron=bron,
            breuken=_find_breuken(stand, regel, gemeente),
        )
        show_grafiek(
            figuur,
            alt=f"Lijngrafiek. {titel} {describe_trend(regel, gemeente.naam)}",
            sleutel="tijdreeks",
        )
        if st.toggle("Toon de jaren als tabel", key="tabel_jaren"):
            _show_jaren(lijnen, regel)
    with rechts:
        _show_strip(stand, regel, gemeente, bron)


def _build_lijnen(stand: Stand, regel: Regel, gemeente: Regio) -> list[Lijn]:
    i = stand.reeksen.get_i(regel.indicator.indicator_id)
    gemeten = np.flatnonzero(stand.reeksen.perioden[i] != "")
    jaren = [stand.reeksen.jaren[t] for t in gemeten]
    corop = stand.find_regio(gemeente.code, "corop")
    wie: list[tuple[Regio, Rol]] = [(gemeente, "eigen"), (stand.regios[NEDERLAND], "land")]
    if corop is not None:
        wie.append((corop, "regio"))
    lijnen = []
    for regio, rol in wie:
        r = stand.reeksen.get_r(regio.code)
        if r is None or np.isnan(stand.reeksen.waarde[i, r]).all():
            continue
        status = stand.reeksen.status[i, r, gemeten]
        breuken = {jaar for jaar, _ in _find_breuken(stand, regel, regio)}
        lijnen.append(
            Lijn(
                regio.naam,
                rol,
                jaren,
                stand.reeksen.waarde[i, r, gemeten].tolist(),
                [s in ("voorlopig", "nader_voorlopig") for s in status],
                regel.decimalen if rol == "eigen" else regel.indicator.decimalen,
                frozenset(breuken),
            )
        )
    return lijnen


def _find_breuken(stand: Stand, regel: Regel, regio: Regio) -> list[tuple[int, str]]:
    indicator = regel.indicator
    gevonden = list(stand.breuken.get(indicator.indicator_id, ()))
    if indicator.indeling_bron is None:
        gevonden += stand.regio_breuken.get(regio.code, ())
    i = stand.reeksen.get_i(indicator.indicator_id)
    perioden = [p for p in stand.reeksen.perioden[i] if p]
    eerste = Periode.parse(perioden[0]).jaar if perioden else 0
    return sorted(
        (Periode.parse(periode).jaar, reden)
        for periode, reden in gevonden
        if Periode.parse(periode).jaar > eerste
    )


def _show_strip(stand: Stand, regel: Regel, gemeente: Regio, bron: str) -> None:
    i = stand.reeksen.get_i(regel.indicator.indicator_id)
    t = int(np.flatnonzero(stand.reeksen.perioden[i] == regel.periode_code)[0])
    kolom = stand.reeksen.waarde[i, :, t]
    mee = [
        k
        for k, code in enumerate(stand.reeksen.regio_codes)
        if code.startswith("GM") and not isnan(kolom[k])
    ]
    land = None
    if regel.land is not None:
        land = (name_land(regel.land).capitalize(), regel.indicator.round(regel.land.waarde))
    titel = describe_positie(regel, gemeente.naam) if regel.indicator.teken else (
        f"{gemeente.naam} tussen de {regel.n} gemeenten met een cijfer."
    )  # fmt: skip
    waarden = [float(kolom[k]) for k in mee]
    namen = [stand.regios[stand.reeksen.regio_codes[k]].naam for k in mee]
    eigen = mee.index(regel.r) if regel.r in mee else None
    figuur = build_strip(
        waarden,
        namen,
        regel.indicator,
        eigen=eigen,
        decimalen=regel.decimalen,
        land=land,
        titel=titel,
        bron=bron,
    )
    show_grafiek(figuur, alt=f"Alle gemeenten als stippen op een lijn. {titel}", sleutel="strip")
    if st.toggle("Toon alle gemeenten als tabel", key="tabel_gemeenten"):
        _show_gemeenten(regel, waarden, namen, eigen)


def _show_gemeenten(
    regel: Regel, waarden: Sequence[float], namen: Sequence[str], eigen: int | None
) -> None:
    """All gemeenten from favourable to unfavourable; neutral indicators from high to low."""
    teken = regel.indicator.teken or 1
    volgorde = sorted(range(len(waarden)), key=lambda k: (-teken * waarden[k], namen[k]))
    show_tabel(
        ["Gemeente", Periode.parse(regel.periode_code).label],
        [[namen[k], regel.indicator.format(waarden[k])] for k in volgorde],
        bijschrift=f"{regel.indicator.titel}, {regel.indicator.eenheid}",
        rechts=(1,),
        eigen=None if eigen is None else volgorde.index(eigen),
    )


def _show_jaren(lijnen: Sequence[Lijn], regel: Regel) -> None:
    rijen = []
    for k, jaar in enumerate(lijnen[0].jaren):
        cellen = [
            ONBEKEND
            if isnan(lijn.waarden[k])
            else format_punt(lijn, regel.indicator, lijn.waarden[k])
            + (STATUSTEKENS["voorlopig"] if lijn.voorlopig[k] else "")
            for lijn in lijnen
        ]
        rijen.append([str(jaar), *cellen])
    show_tabel(
        ["Jaar", *(lijn.naam for lijn in lijnen)],
        rijen,
        bijschrift=f"{regel.indicator.titel}, {regel.indicator.eenheid}",
        rechts=range(1, len(lijnen) + 1),
    )
    st.caption(LEGENDA)


def _show_kanttekeningen(stand: Stand, regel: Regel, gemeente: Regio) -> None:
    indicator_id = regel.indicator.indicator_id
    teksten = [
        tekst
        for _, tekst in stand.find_kanttekeningen(indicator_id, gemeente.code)
        if tekst != regel.ontbreekt_omdat
    ]
    teksten += [
        f"Breuk in {jaar}: {reden}" for jaar, reden in _find_breuken(stand, regel, gemeente)
    ]
    if teksten:
        st.html(
            '<p class="bw-let">Let op</p><ul class="bw-lijst">'
            + "".join(f"<li>{escape(tekst)}</li>" for tekst in teksten)
            + "</ul>"
        )


def _show_bron(stand: Stand, regel: Regel) -> None:
    x = regel.indicator
    regels = [
        ("Wat het meet", x.definitie),
        ("Eenheid", x.eenheid),
        ("Wat wij ermee deden", "Niets: het cijfer staat er zoals de bron het geeft."
         if x.bewerking == "geen" else x.bewerking),
        ("Nederland en regio", _describe_regionaal(regel)),
        ("Wie kan er iets aan doen", _INVLOED.get(x.invloed, x.invloed)),
        ("Bron", x.bronregel),
        ("Hoe het ons bereikte", x.hoe_gekregen),
    ]  # fmt: skip
    dl = "".join(f"<dt>{escape(kop)}</dt><dd>{escape(tekst)}</dd>" for kop, tekst in regels)
    st.html(f'<dl class="bw-dl">{dl}</dl>')
    st.link_button("Bekijk dit cijfer bij de bron", x.bron_url)


def _describe_regionaal(regel: Regel) -> str:
    x = regel.indicator
    if regel.land is not None and regel.land.methode == "bron":
        return "Officieel cijfer van de bron."
    return {
        "som": "Opgeteld uit de gemeenten.",
        "verhouding": "Door ons berekend: totaal gedeeld door totaal.",
        "gewogen": f"Door ons berekend: gemiddelde van de gemeenten, gewogen met {x.gewicht}.",
        "mediaan": "De middelste gemeente (mediaan); een echt gemiddelde is niet te berekenen.",
    }.get(x.regionaal, "Niet te berekenen.")
