"""Step 3: the conversation per thema, cards to take along, and the answers beside the figure."""

from collections.abc import Mapping, Sequence
from html import escape

import streamlit as st

from welvaart.dossier.notities import HOUDING, VRAGEN, find_antwoorden
from welvaart.dossier.participatie import load_participatie, suggest_vormen
from welvaart.dossier.velden import Waarde
from welvaart.export.bladen import build_placemat
from welvaart.export.bouwen.dossier.stukken import (
    OPEN_VRAAG,
    build_kaartenstuk,
    find_prioriteiten,
    get_vraag,
)
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand, Thema
from welvaart.oordeel.regel import Regel
from welvaart.regio.regio import Regio
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.dossier.stap.druk import draw_download
from welvaart.scherm.dossier.stap.naar import draw_eerst
from welvaart.zin.kernzin import describe_kern


def show_stap3(blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio) -> None:
    """Draw the step."""
    prioriteiten = find_prioriteiten(blad, regels)
    if prioriteiten:
        st.html(
            "<p>Kies per thema met wie u praat en hoe. Neem de kaarten mee, en schrijf hieronder "
            "op wat u hoorde.</p>"
        )
    else:
        draw_eerst("Het gesprek gaat over uw prioriteiten. Kies die eerst.", 2)
    ids = dict.fromkeys(r.indicator.thema for r in prioriteiten)
    themas = [t for t in stand.themas if t.thema in ids]
    for thema in themas:
        # Each conversation is nine fields and a placemat: only those in view are drawn.
        vak = st.expander(
            f"Gesprek over {thema.titel.lower()}",
            expanded=len(themas) == 1,
            key=f"gesprek {blad.toegang.dossier_id} {thema.thema}",
            on_change="rerun",
        )
        if vak.open:
            with vak:
                _show_gesprek(blad, stand, regels, regio, thema)
    if prioriteiten:
        draw_download(
            f"Gesprekskaarten A5 ({len(prioriteiten)})",
            f"gesprekskaarten {regio.naam}",
            lambda: build_kaartenstuk(blad, stand, regels, regio),
        )
        _show_antwoorden(blad, stand, prioriteiten, regio)
    blad.draw_tekst("notitie/stap3", VRAGEN[3])


def _show_gesprek(
    blad: Blad, stand: Stand, regels: Sequence[Regel], regio: Regio, thema: Thema
) -> None:
    lijst, pad = load_participatie(), f"gesprek/{thema.thema}"
    blad.draw_keuze(f"{pad}/waarom", "Waarom gaan wij in gesprek?", _widen(lijst.waarom))
    blad.draw_tekst(f"{pad}/waarover", "Waarover? Raakt het hen, en is er nog iets te kiezen?")
    blad.draw_tekst(f"{pad}/wie", "Met wie?")
    blad.draw_keuze(f"{pad}/wanneer", "Wanneer?", _widen(lijst.wanneer))
    blad.draw_keuze(f"{pad}/trede", "Hoeveel invloed krijgen zij?", _widen(lijst.treden))
    _show_advies(blad, pad)
    titels = {sleutel: vorm.titel for sleutel, vorm in lijst.vormen.items()}
    blad.draw_keuze(f"{pad}/vorm", "Welke vorm kiezen wij?", _widen(titels))
    blad.draw_tekst(f"{pad}/plaats", "Waar? Bijvoorbeeld de bibliotheek of het wijkcentrum")
    blad.draw_tekst(f"{pad}/vraag", f"Open vraag op de kaart (anders: „{OPEN_VRAAG}”)")
    mee = [r for r in regels if r.indicator.thema == thema.thema and r.heeft_waarde]
    draw_download(
        f"Placemat {thema.titel.lower()}",
        f"placemat {thema.thema} {regio.naam}",
        lambda: build_placemat(stand, regio.naam, thema.titel, mee, get_vraag(blad, thema.thema)),
    )


def _widen(keuzes: Mapping[str, str]) -> dict[Waarde, str]:
    return {sleutel: tekst for sleutel, tekst in keuzes.items()}


def _show_advies(blad: Blad, pad: str) -> None:
    lijst = load_participatie()
    waarom, trede = blad.get_tekst(f"{pad}/waarom"), blad.get_tekst(f"{pad}/trede")
    if trede == "informeren":
        st.html("<p>Informeren is geen gesprek. Een brief, bericht of bijeenkomst is genoeg.</p>")
        return
    if not waarom and not trede:
        return
    passend = suggest_vormen(lijst, waarom or None, trede or None)[:4]
    punten = "".join(
        f"<li>{escape(lijst.vormen[sleutel].titel)}: {escape(reden)}</li>"
        for sleutel, reden in passend
    )
    st.html(
        f'<p>Dit kan passen:</p><ul class="bw-lijst">{punten}</ul><p class="bw-klein">Dit is onze '
        "eigen lezing van de VNG Participatiegids. Die gids gaat over ondernemers; bij bewoners "
        "kan iets anders beter werken.</p>"
    )


def _show_antwoorden(blad: Blad, stand: Stand, prioriteiten: Sequence[Regel], regio: Regio) -> None:
    st.header("Het cijfer zegt, bewoners zeggen", anchor="antwoorden")
    sleutels = find_antwoorden(blad.velden)
    per_id = {r.indicator.indicator_id: r for r in prioriteiten}
    for sleutel in sleutels:
        pad = f"antwoord/{sleutel}"
        indicator_id = load_hernoemd().get(
            blad.get_tekst(f"{pad}/indicator"), blad.get_tekst(f"{pad}/indicator")
        )
        if not indicator_id:
            continue
        regel = per_id.get(indicator_id)
        cijfer = describe_kern(regel, regio.naam) if regel else "Geen prioriteit meer."
        x = stand.indicatoren.get(indicator_id)
        st.html(
            f"<h3>{escape(x.titel if x else indicator_id)}</h3>"
            f"<p><strong>Het cijfer zegt:</strong> {escape(cijfer)}</p>"
        )
        blad.draw_tekst(f"{pad}/tekst", "Bewoners of ondernemers zeggen")
        links, midden, rechts = st.columns(3)
        with links:
            blad.draw_keuze(f"{pad}/houding", "Herkennen zij het cijfer?", _widen(HOUDING))
        with midden:
            blad.draw_tekst(f"{pad}/plaats", "Waar", regel=True)
        with rechts:
            blad.draw_tekst(f"{pad}/datum", "Wanneer", regel=True)
    if blad.mag_bewerken:
        _draw_erbij(blad, per_id, max((int(s[1:]) for s in sleutels), default=0) + 1)


def _draw_erbij(blad: Blad, per_id: Mapping[str, Regel], nummer: int) -> None:
    titels = {r.indicator.titel: i for i, r in per_id.items()}

    def add() -> None:
        titel = st.session_state["antwoord_erbij"]
        st.session_state["antwoord_erbij"] = None
        if titel in titels:
            blad.write(f"antwoord/a{nummer}/indicator", titels[titel], 0)

    st.selectbox(
        "Een antwoord vastleggen bij",
        list(titels),
        index=None,
        placeholder="Kies een prioriteit",
        key="antwoord_erbij",
        on_change=add,
    )
