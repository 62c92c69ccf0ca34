"""Step 10: gemeenten that look alike and improved most on a priority, to call."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.doel.leren import Verbetering, compare_nu, find_verbeteringen
from welvaart.dossier.doelenlijst import read_doelen, read_prioriteiten
from welvaart.dossier.notities import VRAGEN
from welvaart.export.bladen import build_belblad
from welvaart.groep.groepen import find_leden
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio, RegioSoort
from welvaart.scherm.cijfers import get_groepen
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.stap.druk import draw_download
from welvaart.scherm.dossier.stap.naar import draw_eerst
from welvaart.scherm.tabel import show_tabel

_HOOGSTENS = 5
_NU = {1: "beter", 0: "ongeveer gelijk", -1: "zelf slechter"}


def show_stap10(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the step."""
    kandidaten, wie = _find_kandidaten(stand, regio)
    ids = read_prioriteiten(blad.velden, load_hernoemd())
    ids += [d.indicator_id for d in read_doelen(blad.velden, load_hernoemd())]
    per_id = {r.indicator.indicator_id: r for r in regels}
    gekozen = [per_id[i] for i in dict.fromkeys(ids) if i in per_id]
    if gekozen:
        st.html(
            f"<p>Hieronder staan {escape(wie)} die op uw prioriteiten meer verbeterden dan "
            f"{escape(regio.naam)}. Bel ze: een cijfer zegt niet hoe het kwam.</p>"
        )
    else:
        draw_eerst("Kies eerst prioriteiten in stap 2 of doelen in stap 4.", 2)
    lijsten: dict[str, list[list[str]]] = {}
    bronnen: list[str] = []
    for regel in gekozen:
        if nieuw := _show_indicator(blad, stand, regel, regio, kandidaten):
            lijsten |= nieuw
            bronnen.append(regel.indicator.bronregel)
    if lijsten:
        draw_download(
            "Belblad",
            f"belblad {regio.naam}",
            lambda: build_belblad(stand, regio.naam, lijsten, bronnen),
        )
    blad.draw_tekst("notitie/stap10", VRAGEN[10])


def _find_kandidaten(stand: Stand, regio: Regio) -> tuple[Sequence[str], str]:
    if regio.soort is not RegioSoort.GEMEENTE:
        leden = find_leden(stand, regio.code)
        return leden, "gemeenten in dit gebied zelf"
    groep = next((g for g in get_groepen(stand, regio.code) if g.soort == "lijkt_op"), None)
    return (groep.codes if groep else ()), f"gemeenten die op {regio.naam} lijken,"


def _show_indicator(
    blad: Blad, stand: Stand, regel: Regel, regio: Regio, kandidaten: Sequence[str]
) -> dict[str, list[list[str]]]:
    """Draw one indicator; returns its rows for the sheet to call from, under its title."""
    x = regel.indicator
    st.header(x.titel, anchor=f"leren-{x.indicator_id.replace('_', '-')}")
    zelf, beter = find_verbeteringen(stand, regel, regio.code, kandidaten, hoogstens=_HOOGSTENS)
    if zelf is None:
        st.html("<p>Er zijn te weinig meetjaren om gemeenten te vergelijken.</p>")
        return {}
    if not x.teken:
        st.html("<p>Hoger of lager is hier niet beter of slechter; er is dus geen verbetering.</p>")
        return {}
    st.html(f"<p>{escape(describe_eigen(regel, regio.naam, zelf))}</p>")
    if not beter:
        st.html(
            "<p>Geen van hen verbeterde hierop duidelijk meer dan u. Een verschil dat door "
            "afronding kan komen, telt niet mee.</p>"
        )
        return {}
    st.html(f"<p>{escape(describe_nu(regel, regio.naam, zelf, beter))}</p>")
    rijen = [build_verbeterrij(stand, regel, v, zelf) for v in beter]
    show_tabel(
        [
            *("Gemeente", f"In {zelf.van_jaar}", f"In {zelf.tot_jaar}", "Verandering"),
            f"Nu naast {regio.naam}",
        ],
        rijen,
        bijschrift=f"Meest verbeterd, {zelf.van_jaar}–{zelf.tot_jaar}",
        rechts=(1, 2, 3),
        smal="kaarten",
    )
    for v in beter[:3]:
        blad.draw_tekst(
            f"contact/{v.regio_code.lower()}_{x.indicator_id}"[:88],
            f"{stand.regios[v.regio_code].naam}: wie belden wij, en wat hoorden wij?",
        )
    return {f"{x.titel}, {zelf.van_jaar}–{zelf.tot_jaar}": rijen}


def describe_eigen(regel: Regel, naam: str, v: Verbetering) -> str:
    """How the own figure moved, no finer than the source gives it."""
    x, fijn = regel.indicator, regel.decimalen
    return (
        f"{naam} ging van {x.format(v.begin, decimalen=fijn)}{v.tekens[0]} in {v.van_jaar} naar "
        f"{x.format(v.eind, decimalen=fijn)}{v.tekens[1]} in {v.tot_jaar}."
    )


def describe_nu(regel: Regel, naam: str, zelf: Verbetering, anderen: Sequence[Verbetering]) -> str:
    """How many of those that improved more are now better off: who began lower may still be."""
    teken = regel.indicator.teken
    beter = sum(compare_nu(zelf, v, teken) > 0 for v in anderen)
    if beter == len(anderen):
        wie = "Deze gemeente verbeterde" if beter == 1 else "Deze gemeenten verbeterden"
        return (
            f"{wie} meer dan {naam} en {'staat' if beter == 1 else 'staan'} er nu ook beter voor."
        )
    if not beter:
        return (
            f"Geen van hen staat er nu duidelijk beter voor dan {naam}: wie meer verbeterde, begon "
            "slechter. Van hoe zij verbeterden kunt u wel leren."
        )
    staan = "staat" if beter == 1 else "staan"
    return (
        f"{beter} van hen {staan} er nu ook beter voor dan {naam}, en {staan} bovenaan. De rest "
        "begon slechter."
    )


def build_verbeterrij(stand: Stand, regel: Regel, v: Verbetering, zelf: Verbetering) -> list[str]:
    """Name, both figures and the change of one gemeente, and how it is now beside the regio.

    Of whole units the change is about.
    """
    x = regel.indicator
    grof = (x.indicator_id, v.regio_code) in stand.gemeentestand.afgerond
    fijn = 0 if grof else x.decimalen
    teken = "+" if v.verandering > 0 else "−"
    return [
        stand.regios[v.regio_code].naam,
        f"{x.format(v.begin, decimalen=fijn)}{v.tekens[0]}",
        f"{x.format(v.eind, decimalen=fijn)}{v.tekens[1]}",
        f"{'ongeveer ' if grof else ''}{teken}{x.format_verschil(v.verandering, decimalen=fijn)}",
        _NU[compare_nu(zelf, v, x.teken)],
    ]
