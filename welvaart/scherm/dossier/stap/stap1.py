"""Step 1: freeze the foto, and see later what changed and why."""

from collections.abc import Sequence
from datetime import UTC, datetime
from html import escape
from math import isnan

import streamlit as st

from welvaart.cijfers.periode import Periode
from welvaart.doel.begrotingstabel import write_csv
from welvaart.doel.foto import build_foto, format_foto, read_breuken, read_reeks
from welvaart.doel.fotoverschil import GEEN_NIEUW_JAAR, Verandering, Verschil, compare_foto
from welvaart.dossier.dossier import BewaardeFoto
from welvaart.dossier.notities import VRAGEN
from welvaart.fouten import DossierFout
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_getal
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad, format_moment
from welvaart.scherm.dossier.doel.eigencijfers import show_eigencijfers
from welvaart.scherm.kader import NULMETING
from welvaart.scherm.maken import draw_direct
from welvaart.scherm.melding import escape_markdown, warn
from welvaart.scherm.tabel import show_tabel

_PLAATSEN = (Positie.BESTE_KWART, Positie.MIDDEN, Positie.SLECHTSTE_KWART)
_WOORD = {
    Verandering.GELIJK: "gelijk gebleven",
    Verandering.NIEUW_CIJFER: "nieuw cijfer",
    Verandering.HERZIEN: "herzien door de bron",
    Verandering.NIEUW_EN_HERZIEN: "nieuw cijfer, en het oude is herzien",
    Verandering.NIET_TE_SCHEIDEN: "het jaar van de foto staat niet meer in de bron",
    Verandering.NA_BREUK: "nieuw cijfer na een breuk in de reeks; niet te vergelijken met de foto",
    Verandering.ANDERE_DEFINITIE: "andere definitie; niet te vergelijken",
    Verandering.ANDER_DEEL: "van andere gemeenten dan op de foto; niet te vergelijken",
    Verandering.VERVALLEN: "niet meer beschikbaar",
    Verandering.ERBIJ: "kwam erbij na de foto",
}


def show_stap1(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the step."""
    try:
        fotos = blad.opslag.fotos.read(blad.toegang)
    except DossierFout as fout:
        warn(str(fout))
        return
    met = [regel for regel in regels if regel.heeft_waarde]
    _show_themas(stand, met, regio)
    if not fotos:
        st.html(
            f"<p>Een foto legt de {len(met)} cijfers van {escape(regio.naam)} vast zoals ze "
            "vandaag zijn: met bron, editie en jaar. Werkt het CBS later cijfers bij, dan blijft "
            "uw nulmeting staan, en ziet u hier wat er echt veranderde en wat het CBS herzag.</p>"
        )
    else:
        _show_foto(blad, stand, fotos, regio)
    if blad.mag_bewerken:
        st.button(
            "Maak een nieuwe foto" if fotos else "Bevries de foto van vandaag",
            type="secondary" if fotos else "primary",
            on_click=_freeze,
            args=(blad, stand, regels, regio),
        )
        if fotos:
            st.html('<p class="bw-klein">Oude foto\'s blijven bewaard.</p>')
    show_eigencijfers(blad, stand, regio)
    blad.draw_tekst("notitie/stap1", VRAGEN[1])
    st.html(
        '<p class="bw-klein">Deze tekst gaat mee in elk document bij Exporteer, ook zonder vinkje '
        "bij ‘Ook onze notities’.</p>"
    )


def _show_themas(stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """What is on the foto, in one table: per thema how many figures stand high or low."""
    rijen = []
    for thema in stand.themas:
        mee = [r for r in regels if r.indicator.thema == thema.thema]
        telling = [sum(r.positie is positie for r in mee) for positie in _PLAATSEN]
        if mee:
            rijen.append([thema.titel, *(format_getal(n) for n in (len(mee), *telling))])
    with st.expander(f"Waar staat {escape_markdown(regio.naam)} nu? {len(regels)} cijfers"):
        show_tabel(
            ["Thema", "Cijfers", "Beste kwart", "Midden", "Slechtste kwart"],
            rijen,
            bijschrift=f"Cijfers van {regio.naam} per thema, en hun plaats",
            rechts=(1, 2, 3, 4),
        )
        st.html(
            '<p class="bw-klein">Wat hier niet optelt, heeft geen plaats: hoger is er niet beter '
            "of slechter, of de plaats is niet te zeggen.</p>"
        )
        st.page_link(NULMETING, label="Bekijk alle cijfers", query_params={"regio": regio.code})


def _freeze(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    foto = build_foto(
        stand,
        regio.code,
        regio.naam,
        regels,
        lambda indicator_id: read_reeks(stand, indicator_id, regio.code),
        datetime.now(UTC),
    )
    blad.opslag.fotos.add(blad.toegang, foto)


def _show_foto(blad: Blad, stand: Stand, fotos: Sequence[BewaardeFoto], regio: Regio) -> None:
    titels = {f"Foto {f.foto_id}, {format_moment(f.gemaakt_op)}": f for f in fotos}
    gekozen = (
        titels[st.selectbox("Welke foto", list(titels), index=0)] if len(fotos) > 1 else fotos[0]
    )
    rijen = [rij for rij in gekozen.inhoud["rijen"] if rij["waarde"] is not None]
    edities = {f"{rij['bron']} ({rij['editie']})" for rij in rijen}
    st.html(
        f"<p><strong>Bevroren {escape(format_moment(gekozen.gemaakt_op))}</strong>: "
        f"{len(rijen)} cijfers uit {len(edities)} uitgaven van bronnen.</p>"
        f'<p class="bw-klein">Controlegetal: {gekozen.sha256[:16]}. De foto kan niet meer '
        "veranderen zonder dat dit getal verandert.</p>"
    )
    draw_direct(
        "Download deze foto als CSV",
        f"foto {gekozen.foto_id} {regio.naam}.csv",
        "text/csv",
        lambda: write_csv(*format_foto(gekozen.inhoud)),
    )
    verschillen = compare_foto(
        gekozen.inhoud,
        stand.indicatoren,
        lambda indicator_id: read_reeks(stand, indicator_id, regio.code),
        load_hernoemd(),
        lambda indicator_id: read_breuken(stand, indicator_id, regio.code),
        lambda indicator_id: stand.wat.get((indicator_id, regio.code), ""),
    )
    _show_verschillen(stand, verschillen)


def _show_verschillen(stand: Stand, verschillen: Sequence[Verschil]) -> None:
    anders = [v for v in verschillen if v.verandering is not Verandering.GELIJK]
    st.header("Wat is er sindsdien veranderd?", anchor="veranderd")
    if not anders:
        st.html(
            f"<p>Niets: alle {len(verschillen)} cijfers staan nog zo in de bron. Er is ook nog "
            "geen nieuwer jaar.</p>"
        )
        return
    herzien = sum(bool(v.herziening) for v in anders)
    nieuw = sum(
        v.verandering
        in (Verandering.NIEUW_CIJFER, Verandering.NIEUW_EN_HERZIEN, Verandering.NA_BREUK)
        for v in anders
    )
    hebben, zijn = "heeft" if nieuw == 1 else "hebben", "is" if herzien == 1 else "zijn"
    st.html(
        f"<p>Van de {len(verschillen)} cijfers {hebben} er {nieuw} een nieuwer jaar en {zijn} er "
        f"{herzien} door de bron herzien.</p>"
    )
    show_tabel(
        ["Indicator", "Wat", "Op de foto", "Nu", "Echt veranderd", "Herzien door de bron"],
        [_build_rij(stand, verschil) for verschil in anders],
        bijschrift="Op de foto en nu",
        rechts=(2, 3, 4, 5),
        smal="kaarten",
    )


def _build_rij(stand: Stand, v: Verschil) -> list[str]:
    x = stand.indicatoren.get(v.indicator_id)

    def write(waarde: float | None, periode: str) -> str:
        if waarde is None or isnan(waarde):
            return ""
        tekst = x.format_kort(waarde) if x else format_getal(waarde, 1)
        return f"{tekst} ({Periode.parse(periode).label})" if periode else tekst

    def change(waarde: float | None) -> str:
        if waarde is None:
            return "niet te zeggen"
        return format_getal(waarde, x.decimalen if x else 1, plus=True)

    echt = change(v.werkelijkheid) if v.heeft_nieuw_jaar else GEEN_NIEUW_JAAR
    los = v.verandering in (Verandering.ERBIJ, Verandering.VERVALLEN)
    return [
        v.titel,
        _WOORD[v.verandering],
        write(v.waarde_toen, v.periode_toen),
        write(v.waarde_nu, v.periode_nu),
        "" if los else echt,
        "" if los else change(v.herziening),
    ]
