"""The start page: what stands out, what changed, how complete the picture is."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.duiding import format_land, name_land
from welvaart.grafieken.kaart import build_kieskaart
from welvaart.opmaak import format_opsomming, format_rang
from welvaart.opvallend import find_dekking, find_opvallend
from welvaart.periode import Periode
from welvaart.regio import Regio
from welvaart.scherm.grafiek import KAART_CONFIG
from welvaart.scherm.kader import choose
from welvaart.scorekaart import Regel
from welvaart.stand import Stand

_AANTAL = 3


def show_opvallend(regels: Sequence[Regel], gemeente: Regio) -> None:
    """Say where the gemeente stands out and what changed, as sentences with figures."""
    opvallend = find_opvallend(regels, _AANTAL)
    st.header("Waar valt de gemeente op?")
    plaatsen = [_say_plaats(regel, "▲ Sterk", "bw-goed") for regel in opvallend.sterk]
    plaatsen += [_say_plaats(regel, "▼ Zwak", "bw-let") for regel in opvallend.zwak]
    _show_lijst(
        plaatsen,
        f"{gemeente.naam} staat bij geen enkele indicator met zekerheid in het beste of het "
        "slechtste kwart van de gemeenten.",
    )
    st.header("Wat is er veranderd, vergeleken met Nederland?")
    bewegingen = [_say_beweging(regel, "▲", "bw-goed") for regel in opvallend.gewonnen]
    bewegingen += [_say_beweging(regel, "▼", "bw-let") for regel in opvallend.verloren]
    _show_lijst(
        bewegingen,
        f"{gemeente.naam} beweegt bij geen enkele indicator duidelijk anders dan Nederland.",
    )


def show_dekking(regels: Sequence[Regel], gemeente: Regio) -> None:
    """Say how many of the monitor's indicators exist here, and which do not."""
    st.header("Wat weten we niet?")
    st.html(f"<p>{escape(describe_dekking(regels, gemeente.naam))}</p>")


def describe_dekking(regels: Sequence[Regel], naam: str) -> str:
    """Coverage of the CBS monitor as one or two sentences."""
    dekking = find_dekking(regels)
    zin = (
        f"Van de {dekking.totaal} indicatoren van de CBS-monitor brede welvaart in deze versie "
        f"bestaan er {len(dekking.aanwezig)} voor {naam}."
    )
    if dekking.ouder:
        ouder = [
            f"{regel.indicator.titel.lower()} ({Periode.parse(regel.periode_code).label})"
            for regel in dekking.ouder
        ]
        zin += (
            f" Bij {len(ouder)} daarvan is het cijfer ouder dan elders: {format_opsomming(ouder)}."
        )
    if not dekking.afwezig:
        return zin
    namen = [regel.indicator.titel.lower() for regel in dekking.afwezig]
    woord = "Deze ontbreekt" if len(namen) == 1 else f"Deze {len(namen)} ontbreken"
    return f"{zin} {woord}: {format_opsomming(namen)}."


def show_uitleg(stand: Stand) -> None:
    """Say what the product does, when nothing is chosen yet."""
    st.html(
        "<p>Kies een gemeente. U ziet dan meteen waar zij goed op staat, waar het beter kan en wat "
        "er verandert. Alle cijfers komen van het CBS en zijn terug te voeren tot hun bron.</p>"
        f'<p class="bw-klein">{len(stand.indicatoren)} indicatoren · '
        f"{len(stand.gemeenten)} gemeenten · oude gemeentenamen vinden we ook.</p>"
    )


def show_kieskaart(stand: Stand, gemeente: Regio | None) -> None:
    """Draw the map; a click on a gemeente chooses it."""
    corop = stand.find_regio(gemeente.code, "corop") if gemeente else None
    leden = frozenset(
        code for code, lid in stand.lidmaatschap.items() if corop and lid.get("corop") == corop.code
    )
    codes = [regio.code for regio in stand.gemeenten]
    namen = [regio.naam for regio in stand.gemeenten]
    figuur = build_kieskaart(codes, namen, eigen=gemeente.code if gemeente else None, regio=leden)
    waar = (
        f"{gemeente.naam} ligt in het COROP-gebied {corop.naam}"
        if gemeente and corop
        else "Kaart van de gemeenten van Nederland"
    )
    st.plotly_chart(
        figuur,
        width="stretch",
        theme=None,
        config=KAART_CONFIG,
        alt=f"{waar}. Kiezen kan ook met de keuzelijst.",
        key="kieskaart",
        on_select=_choose_on_map,
        selection_mode="points",
    )
    st.html(
        f'<p class="bw-klein">{escape(waar)}. Klik op een gemeente om die te kiezen. '
        "Grenzen: CBS/Kadaster, gemeenten van 2025.</p>"
    )


def _choose_on_map() -> None:
    punten = st.session_state["kieskaart"].selection.points
    if punten:
        choose(punten[0]["location"])


def _say_plaats(regel: Regel, woord: str, klasse: str) -> str:
    rang = format_rang(regel.rang_van, regel.rang_tot, regel.n)
    land = f"; {name_land(regel.land)} {format_land(regel)}" if regel.land else ""
    jaar = Periode.parse(regel.periode_code).label
    return (
        f'<span class="{klasse}">{woord}</span> {escape(regel.indicator.titel)}: '
        f'<span class="bw-cijfer">{escape(regel.tekst)}</span> ({jaar}), {rang}{escape(land)}.'
    )


def _say_beweging(regel: Regel, teken: str, klasse: str) -> str:
    jaren = f"{regel.trend_jaren[0]}–{regel.trend_jaren[-1]}"
    return (
        f'{escape(regel.indicator.titel)} <span class="{klasse}">{teken} '
        f"{escape(regel.loopt or '')}</span> in {jaren}. Nu "
        f'<span class="bw-cijfer">{escape(regel.tekst)}</span>, '
        f"Nederland {escape(format_land(regel))}."
    )


def _show_lijst(regels: Sequence[str], leeg: str) -> None:
    if not regels:
        st.html(f"<p>{escape(leeg)}</p>")
        return
    st.html('<ul class="bw-lijst">' + "".join(f"<li>{regel}</li>" for regel in regels) + "</ul>")
