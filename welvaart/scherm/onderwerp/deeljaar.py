"""The page Arbeidsparticipatie: WW and vacatures, per month and quarter, once they were fetched."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from welvaart.cijfers.deeljaarreeks import Deeljaarreeks
from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.grafieken.cijfertabel import Cijfertabel
from welvaart.grafieken.deeljaarlijn import build_deeljaarlijn
from welvaart.onderwerp.deeljaarbeeld import Deeljaarbeeld, build_deeljaarbeeld, find_ids
from welvaart.onderwerp.deeljaarzin import (
    UITLEG,
    build_noten,
    build_vergelijking,
    describe_boodschap,
    describe_bron,
    name_kort,
    write_cijfer,
)
from welvaart.opmaak import choose_legenda, format_opsomming
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.inzicht import draw_inzicht
from welvaart.scherm.onderwerp.arbeid import Arbeid
from welvaart.scherm.onderwerp.onderwerp import show_klein, show_zinnen
from welvaart.scherm.tabel import build_tabel

_TITELS = {"ww_uitkeringen": "WW", "vacatures": "vacatures"}


def show_deeljaar(arbeid: Arbeid) -> None:
    """Draw the figures per month and quarter of the area around the regio; nothing before a fetch.

    Until then `show_meer_cijfers` names them with the way to get them.
    """
    stand, regio = arbeid.stand, arbeid.regio
    ids = find_ids(stand)
    if not ids:
        return
    leden = arbeid.beeld.leden
    beelden = {k: build_deeljaarbeeld(stand, k, regio, leden) for k in ids}
    met = [beeld for beeld in beelden.values() if beeld is not None]
    namen = format_opsomming([_TITELS.get(k, name_kort(_find(arbeid, k))) for k in ids])
    st.header(namen[:1].upper() + namen[1:], anchor="ww")
    zonder = [name_kort(_find(arbeid, k)) for k, beeld in beelden.items() if beeld is None]
    show_zinnen(
        f"{titel}: de bron heeft geen cijfers over het gebied waar {arbeid.naam} in ligt."
        for titel in zonder
    )
    if met:
        vraag = (stand.bouw.bouw_id, regio.code)
        draw_inzicht("deeljaar", vraag, lambda: _show_woorden(met), lambda: _show_grafieken(met))


def _find(arbeid: Arbeid, indicator_id: str) -> Indicator:
    alle = (*arbeid.stand.indicatoren.values(), *arbeid.stand.deeljaar)
    return next(x for x in alle if x.indicator_id == indicator_id)


def _show_woorden(beelden: Sequence[Deeljaarbeeld]) -> None:
    """Draw the messages in words, each with whose figures they are."""
    show_zinnen(f"{describe_boodschap(beeld)} {beeld.waar.uitleg}" for beeld in beelden)


def _show_grafieken(beelden: Sequence[Deeljaarbeeld]) -> None:
    for k in range(0, len(beelden), 2):
        rij = beelden[k : k + 2]
        for kolom, beeld in zip(st.columns(len(rij), gap="medium"), rij, strict=True):
            with kolom:
                _show_grafiek(beeld)
    show_klein([UITLEG])


def _show_grafiek(beeld: Deeljaarbeeld) -> None:
    """Draw one line with what it is about, and under it the area beside Nederland."""
    x, titel = beeld.indicator, describe_boodschap(beeld)
    noten = build_noten(beeld)
    uitleg = f"<p>{escape(beeld.waar.uitleg)}</p>" if beeld.waar.uitleg else ""
    figuur = build_deeljaarlijn(
        beeld.in_beeld,
        x,
        beeld.kort,
        titel=titel,
        bron=describe_bron(beeld),
        breuken=[periode for periode, _ in beeld.breuken],
    )
    show_grafiek(
        figuur,
        alt=f"Lijngrafiek. {titel} {beeld.waar.uitleg}".strip(),
        sleutel=f"deeljaar_{x.indicator_id}",
        tabel=_build_reekstabel(beeld),
        noten=[tekst for tekst in (beeld.waar.uitleg, *noten, UITLEG) if tekst],
    )
    koppen, rijen = build_vergelijking(beeld)
    bijschrift = f"{name_kort(x)}: verandering in een jaar, en vanaf {beeld.basis.label}"
    tabel = build_tabel(koppen, rijen, bijschrift=bijschrift, rechts=(1, 2, 3, 4), eigen=0)
    tekens = choose_legenda(cel for rij in rijen for cel in rij)
    st.html(f"{uitleg}{tabel}")
    show_klein([tekens, " ".join(noten)])


def _explain(reeks: Deeljaarreeks, periode: Periode) -> str:
    """What a figure is or why there is none, in words that stay when the signs are taken off."""
    status = reeks.get_status(periode).replace("_", " ")
    return reeks.get_reden(periode) or (status if "voorlopig" in status else "")


def _build_reekstabel(beeld: Deeljaarbeeld) -> Cijfertabel:
    """The whole series, also what lies before the part in view, with Nederland beside it."""
    reeksen = [beeld.reeks, *([beeld.land] if beeld.land else [])]
    namen = [beeld.waar.gebied.naam, *(["Nederland"] if beeld.land else [])]
    rijen = [
        [p.label, *(write_cijfer(beeld, reeks, p) for reeks in reeksen), _explain(beeld.reeks, p)]
        for p in beeld.reeks.perioden
    ]
    iets = any(rij[-1] for rij in rijen)
    koppen = ["Periode", *namen]
    x = beeld.indicator
    return Cijfertabel(
        bijschrift=f"{name_kort(x)}, {x.eenheid}: de hele reeks",
        koppen=[*koppen, "Toelichting"] if iets else koppen,
        rijen=rijen if iets else [rij[:-1] for rij in rijen],
        getallen=range(1, len(koppen)),
        noot=choose_legenda(cel for rij in rijen for cel in rij[1:-1]),
    )
