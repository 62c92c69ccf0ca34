"""The parts of the page Regiovergelijking below the choices."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape

import streamlit as st

from welvaart.grafieken.cijfertabel import Cijfertabel, strip_eenheid
from welvaart.grafieken.grenzen import GEEN_GRENZEN, has_grenzen
from welvaart.groep.regiocel import format_regiocel
from welvaart.groep.regiocijfers import Regiocijfers
from welvaart.groep.regiospreiding import MAAT, describe_spreiding, measure_spreiding
from welvaart.lezen.stand import Stand
from welvaart.opmaak import LEGENDA, format_opsomming
from welvaart.scherm.cijfers import get_scorekaart
from welvaart.scherm.grafiek import show_csvknop
from welvaart.scherm.melding import warn
from welvaart.scherm.regio.regiografiek import show_jaren, show_kaart, show_ranglijst, show_stippen
from welvaart.scherm.regio.regioindex import show_index
from welvaart.scherm.regio.regiokeuze import KAARTVORMEN, Keuze, get_regiocijfers
from welvaart.scherm.regio.regiolijnen import show_helling
from welvaart.scherm.tabel import show_tabel
from welvaart.zin.gedeeld import KOPPEN_GEDEELD, MEEST_GEMEENTEN, describe_samen, find_gedeeld
from welvaart.zin.opvallend import INGEHOUDEN
from welvaart.zin.regioduiding import lower_titel

_KOLOMMEN = 5
"""Columns of figures that fit beside a name with their headings over several lines."""


def show_vorm(stand: Stand, keuze: Keuze) -> None:
    """Draw the chosen form."""
    if keuze.vorm == "tabel":
        show_regiotabel(stand, keuze)
    elif keuze.vorm in ("helling", "index") and keuze.van == keuze.tot:
        st.info(
            f"{keuze.cijfers.indicator.titel} heeft maar één jaar om te vergelijken "
            f"({keuze.tot}). Kies een andere indicator, of een andere weergave."
        )
    elif keuze.vorm == "helling":
        show_helling(stand, keuze)
    elif keuze.vorm == "index":
        show_index(stand, keuze)
    else:
        teken = {"jaren": show_jaren, "ranglijst": show_ranglijst, "stippen": show_stippen}
        teken.get(keuze.vorm, show_kaart)(keuze)
    if keuze.vorm in KAARTVORMEN and not has_grenzen():
        warn(GEEN_GRENZEN)
    if keuze.cijfers.indicator.regionaal == "som" and keuze.vorm in KAARTVORMEN:
        st.html(
            '<p class="bw-klein">Dit is een aantal: grote gebieden hebben vanzelf meer. Voor een '
            "vergelijking is een percentage of een bedrag per inwoner beter.</p>"
        )


def show_raad(stand: Stand, keuze: Keuze) -> None:
    """Draw the series for the council under each other; the browser shows them one by one.

    Closing the slides presses the button here by its key (static/scherm/raad.js).
    """
    vormen = ["kaart", "ranglijst"] + (["helling", "index"] if keuze.van != keuze.tot else [])
    st.html(
        "<p>Deze grafieken vormen samen de presentatie. Blader met de pijltjes, druk op N voor "
        "notities en op Esc om te stoppen.</p>"
    )
    st.button("Terug naar één grafiek", key="raad_terug", on_click=_leave_raad)
    for vorm in vormen:
        show_vorm(stand, replace(keuze, vorm=vorm, raad=len(vormen)))


def _leave_raad() -> None:
    st.query_params.pop("raad", None)


def draw_raadknop() -> None:
    """Draw the button that opens the series for the council; the URL holds it (`raad`)."""
    st.button(
        "Presenteer in de raad",
        key="raad_open",
        icon=":material/slideshow:",
        on_click=lambda: st.query_params.update({"raad": "ja"}),
    )


def show_leeswijzer(keuze: Keuze) -> None:
    """Explain the classes, borders and hatching of the maps."""
    if keuze.vorm not in ("kaart", "jaren"):
        return
    c = keuze.cijfers
    eigen = f"Oranje rand: {escape(keuze.regio.naam)}. " if keuze.eigen is not None else ""
    groep = c.soort == "gemeente" and keuze.groep.soort != "land"
    randen = f"{eigen}Donkere rand: {escape(keuze.groep.titel)}. " if groep else eigen
    if keuze.leden and keuze.uitsnede is not None and keuze.vorm == "kaart":
        randen += "Buiten de regio zijn dezelfde kleuren lichter. "
    st.html(
        f'<p class="bw-klein">De klassen zijn in alle jaren ({c.perioden[0]} tot en met '
        f"{c.perioden[-1]}) gelijk: verandert een kleur, dan verandert het cijfer. De grenzen zijn "
        "rond. Zouden dan bijna alle cijfers in één klasse vallen, dan krijgt elke klasse er "
        f"ongeveer evenveel. Gearceerd: geen cijfer. {randen}"
        "Grenzen van 2025; eerdere jaren staan op de gemeenten van nu.</p>"
    )


def show_spreiding(stand: Stand, keuze: Keuze) -> None:
    """Say whether the gemeenten of the region differ more than the region does from Nederland."""
    c, x = keuze.cijfers, keuze.cijfers.indicator
    if c.soort != "gemeente" or keuze.groep.soort == "land":
        return
    groep = keuze.groep
    spreiding = measure_spreiding(stand, c, keuze.jaar, groep.codes, groep.regio_code)
    if spreiding is not None:
        zin = describe_spreiding(spreiding, x, keuze.groep.titel)
        st.html(f'<p>{escape(zin)}</p><p class="bw-klein">{MAAT}</p>')


def show_gedeeld(stand: Stand, keuze: Keuze) -> None:
    """List on which indicators most gemeenten of the region stand high or low."""
    codes = keuze.groep.codes
    if not 2 <= len(codes) <= MEEST_GEMEENTEN:
        return
    st.header(f"Wat delen de gemeenten van {keuze.groep.titel}?")
    gedeeld = find_gedeeld([get_scorekaart(stand.gemeentestand, code) for code in codes])
    for positie, kop in KOPPEN_GEDEELD.items():
        regels = [g for g in gedeeld if g.positie is positie]
        if not regels:
            st.html(f"<h3>{kop}</h3><p>Geen enkele indicator.</p>")
            continue
        punten = "".join(f"<li>{escape(zin)}</li>" for zin in describe_samen(regels))
        st.html(f'<h3>{kop}</h3><ul class="bw-lijst">{punten}</ul>')


def show_regiotabel(stand: Stand, keuze: Keuze) -> None:
    """Draw the field against the indicators of the same theme, newest year of each."""
    c = keuze.cijfers
    if len(keuze.veld) > MEEST_GEMEENTEN:
        st.info(
            f"Een tabel van {len(keuze.veld)} gemeenten is niet te lezen. Kies bij 'Vergelijk met' "
            "een kleinere regio."
        )
        return
    thema = c.indicator.thema
    kolommen = [
        get_regiocijfers(stand, x.indicator_id, c.soort)
        for x in stand.indicatoren.values()
        if x.thema == thema
    ]
    kolommen = [kolom for kolom in kolommen if kolom.jaren]
    namen = {t.thema: t.titel for t in stand.themas}
    rijen = [
        [c.namen[k], *(kolom.format(k, -1, kort=True) for kolom in kolommen)] for k in keuze.veld
    ]
    eigen = keuze.veld.index(keuze.eigen) if keuze.eigen in keuze.veld else None
    if c.soort == "gemeente" and keuze.groep.soort != "land":
        eigen = len(rijen) if keuze.is_eigen_groep else eigen
        rijen.append(_build_regiorij(stand, keuze, kolommen))
    rijen.append(["Nederland", *(kolom.format_land(-1) for kolom in kolommen)])
    koppen = ["Gebied", *(f"{k.indicator.titel} ({k.perioden[-1]})" for k in kolommen)]
    bijschrift, rechts = f"{namen.get(thema, thema)} in {keuze.waar}", range(1, len(koppen))
    _show_delen(koppen, rijen, bijschrift, eigen)
    gaten = _describe_ingehouden(keuze, kolommen)
    bronnen = format_opsomming(list(dict.fromkeys(k.indicator.bronregel for k in kolommen)))
    show_csvknop(
        Cijfertabel(
            f"{bijschrift}; eenheden: {', '.join(_name_eenheid(k) for k in kolommen)}",
            koppen,
            [[_strip(cel, k, kolommen) for k, cel in enumerate(rij)] for rij in rijen],
            rechts,
            noot=LEGENDA,
        ),
        sleutel="regiotabel",
        titel=bijschrift,
        bron=f"Bron: {bronnen}.",
    )
    st.caption(LEGENDA)
    if gaten:
        st.html(f'<p class="bw-klein">{escape(gaten)}</p>')


def _describe_ingehouden(keuze: Keuze, kolommen: Sequence[Regiocijfers]) -> str:
    """Which figures we hold back ourselves, and why; what the source does not have is a sign."""
    redenen: dict[str, dict[str, list[str]]] = {}
    for kolom in kolommen:
        for k in keuze.veld:
            if (reden := str(kolom.reden[k, -1])).startswith(INGEHOUDEN):
                wie = redenen.setdefault(reden, {})
                wie.setdefault(kolom.namen[k], []).append(lower_titel(kolom.indicator))
    return " ".join(
        f"{naam}, {format_opsomming(titels)}: {reden}"
        for reden, wie in redenen.items()
        for naam, titels in wie.items()
    )


def _build_regiorij(stand: Stand, keuze: Keuze, kolommen: Sequence[Regiocijfers]) -> list[str]:
    """The region itself, between its gemeenten and Nederland."""
    groep = keuze.groep
    return [
        groep.titel,
        *(
            format_regiocel(stand, kolom.indicator, groep.codes, groep.regio_code, kolom.jaren[-1])
            for kolom in kolommen
        ),
    ]


def _show_delen(
    koppen: Sequence[str], rijen: Sequence[Sequence[str]], bijschrift: str, eigen: int | None
) -> None:
    """Draw a wide table as several under each other: nobody scrolls sideways on a wide screen."""
    delen = [range(k, min(k + _KOLOMMEN, len(koppen))) for k in range(1, len(koppen), _KOLOMMEN)]
    for nummer, deel in enumerate(delen, 1):
        welk = f" ({nummer} van {len(delen)})" if len(delen) > 1 else ""
        kolommen = [0, *deel]
        show_tabel(
            [koppen[k] for k in kolommen],
            [[rij[k] for k in kolommen] for rij in rijen],
            bijschrift=f"{bijschrift}{welk}",
            rechts=range(1, len(kolommen)),
            eigen=eigen,
            smal="vast",
        )


def _name_eenheid(kolom: Regiocijfers) -> str:
    return f"{kolom.indicator.titel} in {kolom.indicator.eenheid}"


def _strip(cel: str, k: int, kolommen: Sequence[Regiocijfers]) -> str:
    """A cell as a bare number for CSV: its unit stands in the caption."""
    if k == 0:
        return cel
    kaal = cel.rstrip("*")
    return strip_eenheid(kaal, kolommen[k - 1].indicator) + cel[len(kaal) :]
