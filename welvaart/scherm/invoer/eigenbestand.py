"""Bringing in a file: choose it, see how it is understood, mend it, describe it, save it."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import Any

import streamlit as st

from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.proces.etlproces import BOUW_S
from welvaart.regio.regio import Regio
from welvaart.scherm.invoer.eigenkeuze import read_argumenten, show_kolommen, show_namen
from welvaart.scherm.invoer.eigenomschrijving import (
    Omschrijving,
    ask_omschrijving,
    choose_onderwerp,
)
from welvaart.scherm.invoer.eigenproef import (
    MAX_MB,
    Bestand,
    get_proef,
    read_keuze,
    run_met_bestand,
)
from welvaart.scherm.kader import NULMETING
from welvaart.scherm.melding import escape_markdown
from welvaart.scherm.tabel import show_tabel

_UITLEG = """<p>Heeft u cijfers die hier nog niet staan, bijvoorbeeld van uw binnenstad? Kies een
CSV of Excel met op elke regel een gemeente, een jaar en een cijfer. Een kolom <b>deelgebied</b>
mag erbij. U ziet eerst hoe wij het bestand lezen; er gebeurt niets voordat u bewaart.</p>
<p class="bw-klein">Iedereen met dit dashboard ziet wat u hier bewaart. Zet er geen cijfers in die u
volgens de licentie niet mag delen, zoals die van Locatus: die bewaart u in stap 1 van een dossier
(Lokale agenda). Zet er ook geen gegevens over personen in.</p>"""
_TEKENS = {",": "komma", ".": "punt"}


def show_inleveren(stand: Stand, gemeente: Regio | None) -> None:
    """Draw the whole way from file to figure."""
    _show_klaar(stand, gemeente)
    st.html(_UITLEG)
    gekozen = st.file_uploader(
        f"Kies een bestand (CSV of Excel, hoogstens {MAX_MB} MB)",
        type=["csv", "txt", "tsv", "xlsx", "gz"],
        max_upload_size=MAX_MB,
        key=f"eigen_bestand_{st.session_state.get('eigen_ronde', 0)}",
    )
    if gekozen is None:
        return
    bestand = read_keuze(gekozen)
    onderwerp = choose_onderwerp(stand)
    argumenten = read_argumenten(bestand, nieuw=onderwerp is None)
    if onderwerp is not None:
        argumenten.append(f"--indicator={onderwerp.indicator_id}")
    proef = get_proef(bestand, argumenten)
    st.header("Zo lezen wij uw bestand", anchor="gelezen")
    _show_gelezen(proef)
    _show_problemen(proef["problemen"])
    show_kolommen(bestand, proef)
    show_namen(bestand, proef, nieuw=onderwerp is None)
    if "cellen" not in proef:
        return
    omschrijving = ask_omschrijving(stand, bestand, proef, onderwerp)
    if omschrijving is not None:
        _save(bestand, argumenten, omschrijving, proef)


def _show_gelezen(proef: Mapping[str, Any]) -> None:
    """Say what was understood, show the figures as they will stand and the file as it is."""
    if "cellen" in proef:
        zinnen = [*_describe_kolommen(proef), *_describe_telling(proef), *proef["opmerkingen"]]
        st.html("".join(f"<p>{escape(zin)}</p>" for zin in zinnen))
        _show_weggelaten(proef["weggelaten"])
        if proef["voorbeeld"]:
            show_tabel(
                ["Gebied", "Periode", "Cijfer"],
                [[wie, wanneer, _format(waarde)] for wie, wanneer, waarde in proef["voorbeeld"]],
                bijschrift="De eerste cijfers, zoals de monitor ze krijgt",
                rechts=(2,),
            )
    if "koppen" in proef:
        over = proef["aantal_kolommen"] - len(proef["koppen"])
        erbij = f"; nog {over} kolommen meer" if over else ""
        show_tabel(
            proef["koppen"],
            proef["rijen"],
            bijschrift=f"De eerste regels van uw bestand ({format_getal(proef['aantal_rijen'])} "
            f"rijen{erbij})",
        )


def _describe_kolommen(proef: Mapping[str, Any]) -> list[str]:
    kolommen = proef["kolommen"]
    waarden = kolommen["waarden"]
    wie = f"De gemeente staat in kolom ‘{kolommen['regio']}’"
    if kolommen["regio"] is None:
        wie = "Elke kolom is een gemeente"
    if kolommen["periode"]:
        wanneer = f"het jaar in ‘{kolommen['periode']}’"
    elif kolommen["vast"]:
        wanneer = f"het hele bestand gaat over {kolommen['vast']}"
    else:
        wanneer = "elk jaar heeft een eigen kolom"
    delen = [wie, wanneer]
    if len(waarden) == 1 and kolommen["regio"] is not None:
        delen.append(f"het cijfer in ‘{waarden[0]}’")
    if kolommen["deelgebied"]:
        delen.append(f"het deel van de gemeente in ‘{kolommen['deelgebied']}’")
    teken = _TEKENS.get(str(proef["decimaalteken"]))
    achter = f"Het decimaalteken is een {teken}." if teken else "Er staan geen decimalen in."
    return [f"{format_opsomming(delen)}. {achter}"]


def _describe_telling(proef: Mapping[str, Any]) -> list[str]:
    gevuld = proef["ingelezen"] - proef["leeg"]
    perioden, gemeenten = proef["perioden"], proef["gemeenten"]
    wanneer = ""
    if perioden:
        wanneer = perioden[0] if len(perioden) == 1 else f"{perioden[0]} tot en met {perioden[-1]}"
        wanneer = f", over {wanneer}"
    zin = (
        f"Van de {format_getal(proef['cellen'])} cellen met een cijfer gebruiken wij er "
        f"{format_getal(proef['ingelezen'])}; daarvan zijn er {format_getal(gevuld)} gevuld. Ze "
        f"gaan over {gemeenten} {'gemeente' if gemeenten == 1 else 'gemeenten'}{wanneer}."
    )
    zinnen = [zin]
    if proef["deelgebieden"]:
        zinnen.append(f"Delen van een gemeente: {format_opsomming(proef['deelgebieden'][:20])}.")
    if gemeenten == 1:
        zinnen.append("Met één gemeente is er geen plaats en geen vergelijking; wel een verloop.")
    return zinnen


def _show_weggelaten(weggelaten: Mapping[str, int]) -> None:
    if weggelaten:
        punten = "".join(f"<li>{n} × {escape(reden)}</li>" for reden, n in weggelaten.items())
        st.html(f'<p class="bw-let">Niet gebruikt</p><ul class="bw-lijst">{punten}</ul>')


def _show_problemen(problemen: Sequence[str]) -> None:
    if problemen:
        regels = "\n".join(f"- {escape_markdown(regel)}" for regel in problemen)
        st.error(f"Zo kunnen wij het bestand nog niet inlezen:\n\n{regels}")


def _format(waarde: float | None) -> str:
    if waarde is None:
        return "geen cijfer"
    decimalen = next((n for n in (0, 1, 2) if abs(waarde - round(waarde, n)) < 1e-9), 3)
    return format_getal(waarde, decimalen)


def _save(
    bestand: Bestand,
    argumenten: Sequence[str],
    omschrijving: Omschrijving,
    proef: Mapping[str, Any],
) -> None:
    """Store the file and build; on success start afresh with a way to the figure."""
    if not proef["goed"]:
        st.error("Er is nog niets bewaard: los eerst op wat hierboven staat.")
        return
    with st.spinner("Uw cijfers worden bewaard en nagerekend. Dit duurt even …"):
        uit = run_met_bestand(
            bestand, [*argumenten, *omschrijving.argumenten, "--bouw"], wacht_s=BOUW_S
        )
    if not uit["goed"]:
        regels = "\n".join(f"- {escape_markdown(regel)}" for regel in uit["problemen"])
        st.error(f"Er is niets bewaard:\n\n{regels}")
        return
    st.session_state["eigen_klaar"] = (uit["indicator_id"], uit["nieuw"])
    st.session_state["eigen_ronde"] = st.session_state.get("eigen_ronde", 0) + 1
    st.rerun()


def _show_klaar(stand: Stand, gemeente: Regio | None) -> None:
    """Say once that it is done, with the way to the figure."""
    klaar = st.session_state.pop("eigen_klaar", None)
    if klaar is None or (indicator := stand.indicatoren.get(klaar[0])) is None:
        return
    titel = escape_markdown(indicator.titel)
    wat = "staat nu in de monitor" if klaar[1] else "stond er al zo in; er is niets veranderd"
    st.success(f"‘{titel}’ {wat}.")
    query = {"indicator": indicator.indicator_id}
    if gemeente is not None:
        query["regio"] = gemeente.code
        st.page_link(NULMETING, label="Bekijk het op Nulmeting", query_params=query)
