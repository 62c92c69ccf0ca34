"""One indicator in depth: sentences, line, all gemeenten, definition and source."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from html import escape

import numpy as np
import streamlit as st
from numpy.typing import NDArray

from welvaart.cijfers.periode import Periode
from welvaart.grafieken.cijfertabel import Cijfertabel, build_jarentabel
from welvaart.grafieken.strip import build_strip
from welvaart.grafieken.tijdreeks import Lijn, Rol, build_tijdreeks
from welvaart.groep.groepen import LIJKT_OP, Groep
from welvaart.groep.groepstelling import add_gelijken, count_gelijken, explain_zonder_cijfer
from welvaart.groep.vergelijking import read_groepsreeks
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import STATUSTEKENS, format_opsomming
from welvaart.regio.regio import NEDERLAND, Regio, RegioSoort, name_plek
from welvaart.scherm.deelgebied import show_deelgebieden
from welvaart.scherm.geheugen import Geheugen
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.scorekaart.stippen import get_stippen
from welvaart.scherm.toelichting import show_herkomst, show_kanttekeningen
from welvaart.zin.duiding import describe_positie, describe_trend, describe_waarde, name_groep
from welvaart.zin.gaten import find_gaten, list_redenen
from welvaart.zin.kernzin import describe_kern
from welvaart.zin.trendjaren import explain_trendjaren

_TELLINGEN: Geheugen[Counter[str]] = Geheugen(2000)
_SCROL = (
    "setTimeout(() => document.getElementById('detail')?.scrollIntoView({block: 'start'}), 300);"
)


def show_detail(stand: Stand, regel: Regel, gemeente: Regio, groep: Groep) -> None:
    """Draw everything there is to know about one indicator for one gemeente."""
    indicator = regel.indicator
    st.subheader(f"{indicator.titel} {name_plek(gemeente.naam)}", anchor="detail")
    st.html(
        f"<script>/* {indicator.indicator_id} */ {_SCROL}</script>", unsafe_allow_javascript=True
    )
    regel = add_gelijken(stand, groep, regel, _count_gelijken)
    # The value beside Nederland and the place stand above the two charts.
    zinnen = [
        describe_kern(regel, gemeente.naam),
        explain_zonder_cijfer(stand, groep, regel) if groep.soort != "land" else "",
        describe_trend(regel, gemeente.naam) if regel.heeft_waarde else "",
        explain_trendjaren(stand, regel),
    ]
    st.html("".join(f"<p>{escape(zin)}</p>" for zin in zinnen if zin))
    if regel.heeft_waarde:
        _show_grafieken(stand, regel, gemeente, groep)
    show_deelgebieden(stand, regel.indicator, gemeente)
    show_kanttekeningen(stand, regel, gemeente)
    show_herkomst(regel)


def _count_gelijken(stand: Stand, groep: Groep, indicator_id: str) -> Counter[str]:
    sleutel = (indicator_id, groep.codes, groep.regio_code)
    return _TELLINGEN.get(stand, sleutel, lambda: count_gelijken(stand, groep, indicator_id))


def build_bronregel(stand: Stand, regel: Regel) -> str:
    """The line that stands inside each picture: source, edition, peildatum, indeling."""
    indicator = regel.indicator
    indeling = (
        f"gemeenten van {indicator.indeling_bron}"
        if indicator.indeling_bron
        else "gemeenten van nu, eerdere jaren waar nodig omgerekend"
    )
    periode = Periode.parse(regel.periode_code).label if regel.periode_code else "geen cijfer"
    return (
        f"Bron: {indicator.bronregel}. Peildatum: {indicator.peilmoment}, {periode}. "
        f"Indeling: {indeling}."
    )


def _show_grafieken(stand: Stand, regel: Regel, gemeente: Regio, groep: Groep) -> None:
    lijnen = _build_lijnen(stand, regel, gemeente, groep)
    bron = build_bronregel(stand, regel)
    if groep.soort == LIJKT_OP:
        uitleg = f"{groep.uitleg}{_describe_zonder(stand, regel, groep)}"
        st.html(f'<p class="bw-klein">{escape(uitleg)}</p>')
        namen = format_opsomming([stand.regios[code].naam for code in groep.codes])
        bron = f"{bron} {groep.titel}: {namen}."
    links, rechts = st.columns(2, gap="medium")
    with links:
        titel = describe_waarde(regel, gemeente.naam)
        figuur = build_tijdreeks(
            lijnen,
            regel.indicator,
            titel=titel,
            bron=bron,
            breuken=stand.find_breuken(regel.indicator, gemeente.code),
            vanaf_nul=regel.indicator.afronding >= 1 and regel.indicator.eenheid_kort == "%",
        )
        show_grafiek(
            figuur,
            alt=f"Lijngrafiek. {titel} {describe_trend(regel, gemeente.naam)}",
            sleutel="tijdreeks",
            tabel=build_jarentabel(lijnen, regel.indicator),
        )
    with rechts:
        _show_strip(stand, regel, gemeente, bron)


def _build_lijnen(stand: Stand, regel: Regel, gemeente: Regio, groep: Groep) -> list[Lijn]:
    """Own gemeente, Nederland and COROP or the chosen group; a number stands alone."""
    i = stand.reeksen.get_i(regel.indicator.indicator_id)
    gemeten = np.flatnonzero(stand.reeksen.perioden[i] != "")
    corop = stand.find_regio(gemeente.code, "corop")
    wie: list[tuple[Regio | None, Rol]] = []
    if regel.indicator.regionaal != "som" and gemeente.soort is not RegioSoort.LAND:
        wie += [(stand.regios[NEDERLAND], "land")]
        wie += [(corop, "regio")] if groep.soort == "land" else []
    basis = stand.gemeentestand
    lijnen = [_build_lijn(stand, regel, gemeente, "eigen", gemeten)]
    lijnen += [
        _build_lijn(basis, regel, regio, rol, gemeten)
        for regio, rol in wie
        if regio is not None and basis.reeksen.get_r(regio.code) is not None
    ]
    if groep.soort != "land" and regel.indicator.regionaal != "som":
        lijnen.append(_build_groepslijn(stand, regel, groep, gemeten))
    return [lijn for lijn in lijnen if not np.isnan(lijn.waarden).all()]


def _build_lijn(
    stand: Stand, regel: Regel, regio: Regio, rol: Rol, gemeten: NDArray[np.intp]
) -> Lijn:
    i = stand.reeksen.get_i(regel.indicator.indicator_id)
    r = stand.reeksen.get_r(regio.code)
    status = stand.reeksen.status[i, r, gemeten]
    return Lijn(
        regio.naam,
        rol,
        [stand.reeksen.jaren[t] for t in gemeten],
        [
            regel.indicator.round(w) if h in ("herindeling", "berekend") else w
            for w, h in zip(
                stand.reeksen.waarde[i, r, gemeten].tolist(),
                stand.reeksen.herkomst[i, r, gemeten],
                strict=True,
            )
        ],
        [s in ("voorlopig", "nader_voorlopig") for s in status],
        regel.decimalen if rol == "eigen" else regel.indicator.decimalen,
        frozenset(jaar for jaar, _ in stand.find_breuken(regel.indicator, regio.code)),
        stand.reeksen.ontbreekt_omdat[i, r, gemeten].tolist(),
    )


def _build_groepslijn(stand: Stand, regel: Regel, groep: Groep, gemeten: NDArray[np.intp]) -> Lijn:
    """The chosen group, in the years in which it is complete."""
    i = stand.reeksen.get_i(regel.indicator.indicator_id)
    reeks = read_groepsreeks(stand, regel.indicator.indicator_id, groep.codes, groep.regio_code)
    heel = np.where(reeks.volledig[0], reeks.waarde[0], np.nan)
    breuken = (jaar for jaar, _ in stand.find_breuken(regel.indicator, ""))
    return Lijn(
        groep.titel,
        "regio",
        [stand.reeksen.jaren[t] for t in gemeten],
        [regel.indicator.round(w) for w in heel[gemeten].tolist()],
        [s in ("voorlopig", "nader_voorlopig") for s in stand.reeksen.status[i, regel.r, gemeten]],
        regel.indicator.decimalen,
        frozenset(breuken),
    )


def _describe_zonder(stand: Stand, regel: Regel, groep: Groep) -> str:
    """Which look-alikes have no figure in the year shown, and what that does to their line."""
    basis = stand.gemeentestand
    t = basis.reeksen.jaren.index(Periode.parse(regel.periode_code).laatste_jaar)
    jaar = basis.reeksen.jaren[t]
    zonder = find_gaten(basis, regel.indicator.indicator_id, groep.codes, jaar)
    if not zonder:
        return ""
    reden = f"{redenen} " if (redenen := list_redenen(zonder)) else ""
    return (
        f" Van {format_opsomming([naam for naam, _ in zonder])} is er geen cijfer over {jaar}. "
        f"{reden}Een lijn van de groep is er alleen in jaren waarin de groep compleet is."
    )


def _show_strip(stand: Stand, regel: Regel, gemeente: Regio, bron: str) -> None:
    stippen = get_stippen(stand, regel, gemeente)
    if not stippen.mee:
        return
    land = None
    if regel.groep is not None and regel.indicator.regionaal != "som":
        naam = name_groep(regel.groep)
        land = (naam[:1].upper() + naam[1:], regel.indicator.round(regel.groep.waarde))
    titel = _build_striptitel(regel, gemeente.naam, stippen.waarden)
    eigen = stippen.mee.index(regel.r) if regel.r in stippen.mee else None
    figuur = build_strip(
        stippen.waarden,
        stippen.namen,
        regel.indicator,
        eigen=eigen,
        decimalen=regel.decimalen,
        grof=stippen.grof,
        ster=regel.teken,
        land=land,
        titel=titel,
        bron=bron,
    )
    wie = regel.soort.meervoud
    tabel = _build_gemeententabel(regel, stippen.status, eigen)
    tabel = replace(
        tabel,
        noot=f"{tabel.noot}. {stippen.zonder}".strip(),
        grof=[stippen.namen[n] for n in stippen.grof],
        plaatsen=stippen.plaatsen,
    )
    show_grafiek(
        figuur,
        alt=f"Alle {wie} als stippen op een lijn. {titel}",
        sleutel="strip",
        tabel=tabel,
    )


def _build_striptitel(regel: Regel, naam: str, waarden: Sequence[float]) -> str:
    """What is measured, and where the own figure stands; a picture travels without its page."""
    if regel.indicator.teken:
        return f"{regel.indicator.titel}: {describe_positie(regel, naam)}"
    return f"{regel.indicator.titel}: {describe_bereik(regel, naam, waarden)}"


def describe_bereik(regel: Regel, naam: str, waarden: Sequence[float]) -> str:
    """The own figure and the lowest and highest of all, where no side is better: a title."""
    x = regel.indicator
    laag, hoog = (x.format(w) for w in (min(waarden), max(waarden)))
    wie = f"{regel.n} {regel.soort.meervoud} met een cijfer"
    if not regel.heeft_waarde:
        return f"de {wie} liggen tussen {laag} en {hoog}."
    zelf = x.format(regel.waarde, decimalen=regel.decimalen)
    return f"{naam} heeft {zelf}{regel.teken}; de {wie} liggen tussen {laag} en {hoog}."


def _build_gemeententabel(regel: Regel, status: Sequence[str], eigen: int | None) -> Cijfertabel:
    """All gemeenten from favourable to unfavourable; neutral indicators from high to low."""
    x = regel.indicator
    tekens = [STATUSTEKENS.get(s, "") for s in status]
    koppen = [
        "Gemeente" if regel.soort is RegioSoort.GEMEENTE else "Gebied",
        Periode.parse(regel.periode_code).label,
    ]
    return Cijfertabel(
        bijschrift=f"{x.titel}, {x.eenheid}",
        koppen=["Plaats", *koppen] if x.teken else koppen,
        getallen=(0, 2) if x.teken else (1,),
        eigen=eigen,
        uit_spoor=0,
        decimalen=x.decimalen,
        teken=tekens[0] if len(set(tekens)) == 1 else tekens,
        met_plaats=x.teken != 0,
    )
