"""Figures with a licence in this dossier: bring them in, look at them, share or remove them."""

from collections.abc import Sequence
from html import escape
from typing import Any

import streamlit as st
from pydantic import ValidationError

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.periode import Periode
from welvaart.doel.eigendoel import build_indicator
from welvaart.dossier.eigenreeks import EigenCijfer, EigenReeks
from welvaart.fouten import DossierFout, KeuzeFout
from welvaart.grafieken.cijfertabel import build_jarentabel
from welvaart.grafieken.tijdreeks import Lijn, build_tijdreeks
from welvaart.groep.groepen import find_leden
from welvaart.lezen.stand import Stand
from welvaart.opmaak import STATUSTEKENS, format_getal
from welvaart.proces.etlproces import PROEF_S, run_etl
from welvaart.regio.regio import Regio, name_plek
from welvaart.scherm.dossier.blad import Blad
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.invoer.eigenkeuze import read_argumenten, show_kolommen, show_namen
from welvaart.scherm.invoer.eigenproef import MAX_MB, Bestand, read_keuze, translate
from welvaart.scherm.melding import warn
from welvaart.scherm.tabel import show_tabel

_RICHTING = {
    "neutraal": "geen van beide",
    "hoger_is_beter": "hoger is beter",
    "lager_is_beter": "lager is beter",
}
_LIJNEN = 4
VOORLOPIG = frozenset(STATUSTEKENS)
_FOUT, _RONDE, _PROEF = "dossier_eigen_fout", "dossier_eigen_ronde", "dossier_eigen_proef"


def show_eigencijfers(blad: Blad, stand: Stand, regio: Regio) -> None:
    """Draw the part of step 1: what is there, and a way to add."""
    if not blad.eigen and not blad.mag_bewerken:
        return
    with st.expander(
        f"Eigen cijfers in dit dossier ({len(blad.eigen)})", expanded=bool(blad.eigen)
    ):
        st.html(
            "<p>Cijfers die u volgens de licentie niet mag delen, zoals die van Locatus, bewaart u "
            "hier. Ze staan alleen in dit dossier: niet in de monitor, en niet in de link om te "
            "lezen, tenzij u dat aanvinkt.</p>"
        )
        for reeks_id, reeks in blad.eigen.items():
            _show_reeks(blad, regio, reeks_id, reeks)
        if blad.mag_bewerken:
            _draw_erbij(blad, stand, regio)


def _show_reeks(blad: Blad, regio: Regio, reeks_id: str, reeks: EigenReeks) -> None:
    x = build_indicator(reeks_id, reeks)
    st.html(
        f"<h3>{escape(reeks.titel)}</h3>"
        f"<p>Eenheid: {escape(reeks.eenheid)}. Bron: {escape(reeks.bron)}. "
        f"<strong>Licentie: {escape(reeks.licentie)}.</strong></p>"
    )
    lijnen = build_lijnen(reeks, regio)
    bekend = reeks.get_reeks(regio.code)
    titel = f"{reeks.titel} {name_plek(regio.naam)}."
    if bekend:
        jaar = max(bekend)
        titel = f"{reeks.titel} {name_plek(regio.naam)}: {x.format(bekend[jaar])} in {jaar}."
    show_grafiek(
        build_tijdreeks(lijnen[:_LIJNEN], x, titel=titel, bron=f"Bron: {x.bron_naam}."),
        alt=f"Lijngrafiek. {titel} Alleen in dit dossier.",
        sleutel=reeks_id,
        tabel=build_jarentabel(lijnen, x),
    )
    jaren = sorted({c.jaar for c in reeks.cijfers})
    show_tabel(
        ["Gebied", *(str(jaar) for jaar in jaren)],
        [
            [lijn.naam, *(_write(x, reeks, code, jaar) for jaar in jaren)]
            for code, lijn in zip(sort_codes(reeks, regio), lijnen, strict=True)
        ],
        bijschrift=f"{reeks.titel}, {reeks.eenheid}",
        rechts=range(1, len(jaren) + 1),
    )
    if not blad.mag_bewerken:
        return
    blad.draw_vink(f"eigen/{reeks_id}/delen", "Toon dit cijfer ook aan wie alleen leest")

    def remove() -> None:
        blad.opslag.eigen.remove(blad.toegang, reeks_id, blad.find_mij())

    st.button("Verwijder dit cijfer", key=f"weg {reeks_id}", on_click=remove)


def _write(x: Indicator, reeks: EigenReeks, regio_code: str, jaar: int) -> str:
    """One figure with its sign and its margin: "7,9 %* (7,4–8,1)"."""
    gevonden = [c for c in reeks.cijfers if (c.regio_code, c.jaar) == (regio_code, jaar)]
    if not gevonden or gevonden[0].waarde is None:
        return x.format_kort(None)
    c = gevonden[0]
    tekst = f"{x.format_kort(c.waarde)}{STATUSTEKENS.get(c.status, '')}"
    if c.onder is None or c.boven is None:
        return tekst
    onder, boven = (format_getal(grens, x.decimalen) for grens in (c.onder, c.boven))
    return f"{tekst} ({onder}–{boven})"


def sort_codes(reeks: EigenReeks, regio: Regio) -> list[str]:
    """Codes of the areas in the file; that of the regio itself first."""
    namen = {c.regio_code: c.regio_naam for c in reeks.cijfers}
    return sorted(namen, key=lambda code: (code != regio.code, namen[code]))


def build_lijnen(reeks: EigenReeks, regio: Regio) -> list[Lijn]:
    """One line per area in the file; that of the regio itself first."""
    namen = {c.regio_code: c.regio_naam for c in reeks.cijfers}
    codes = sort_codes(reeks, regio)
    lijnen = []
    for k, code in enumerate(codes):
        cijfers = {c.jaar: c.waarde for c in reeks.cijfers if c.regio_code == code}
        jaren = sorted(cijfers)
        waarden = [float("nan") if (w := cijfers[jaar]) is None else w for jaar in jaren]
        naam = regio.naam if code == regio.code else namen[code].partition(" [")[0]
        wankel = {c.jaar for c in reeks.cijfers if c.regio_code == code and c.status in VOORLOPIG}
        voorlopig = [jaar in wankel for jaar in jaren]
        rol = "eigen" if k == 0 else "regio"
        lijnen.append(Lijn(naam, rol, jaren, waarden, voorlopig, reeks.decimalen))  # type: ignore[arg-type]
    return lijnen


def _draw_erbij(blad: Blad, stand: Stand, regio: Regio) -> None:
    if fout := st.session_state.pop(_FOUT, None):
        warn(fout)
    gekozen = st.file_uploader(
        f"Voeg een cijfer toe (CSV of Excel, hoogstens {MAX_MB} MB)",
        type=["csv", "txt", "tsv", "xlsx"],
        max_upload_size=MAX_MB,
        key=f"dossier_eigen_{st.session_state.get(_RONDE, 0)}",
    )
    if gekozen is None:
        st.session_state.pop(_PROEF, None)
        return
    bestand = read_keuze(gekozen)
    proef = _get_proef(bestand, regio, stand)
    for probleem in proef.get("problemen", []):
        warn(probleem)
    if proef.get("koppen"):
        show_tabel(proef["koppen"], proef["rijen"], bijschrift="De eerste regels van uw bestand")
    if proef.get("problemen"):
        show_kolommen(bestand, proef)
    show_namen(bestand, proef, nieuw=True)
    if proef.get("goed"):
        _ask(blad, regio, proef)


def _get_proef(bestand: Bestand, regio: Regio, stand: Stand) -> dict[str, Any]:
    """How the file is read; the bytes go through a pipe, so nothing of it comes on the disk."""
    argumenten = read_argumenten(bestand, nieuw=True)
    sleutel = (bestand.sleutel, *argumenten)
    vorige = st.session_state.get(_PROEF)
    if vorige is None or vorige[0] != sleutel:
        codes = ",".join({regio.code, *find_leden(stand.gemeentestand, regio.code)})
        with st.spinner("Uw bestand wordt gelezen …"):
            uit = run_etl(
                ["import", *argumenten, "--proef", f"--geef={codes}", "--json", "--", "-"],
                wacht_s=PROEF_S,
                invoer=bestand.inhoud,
            )
        uit["problemen"] = [translate(regel, "-") for regel in uit.get("problemen", [])]
        st.session_state[_PROEF] = vorige = (sleutel, uit)
    antwoord: dict[str, Any] = vorige[1]
    return antwoord


def _ask(blad: Blad, regio: Regio, proef: dict[str, Any]) -> None:
    """Ask what the figure is; everything is needed, for who reads it in a year."""
    eigen = [c for c in proef["cijfers"] if c[3] is not None]
    if not eigen:
        warn(f"In dit bestand staat geen cijfer over {regio.naam}. Er is niets bewaard.")
        return
    st.html(f"<p>Wij bewaren {len(eigen)} cijfers over {escape(regio.naam)}; de rest niet.</p>")
    with st.form("dossier_eigen_form", border=False, enter_to_submit=False):
        links, rechts = st.columns(2)
        with links:
            st.text_input("Titel", key="de_titel", max_chars=80)
            st.selectbox("Wat is beter?", list(_RICHTING.values()), key="de_richting")
            st.text_input("Bron: wie maakte dit cijfer?", key="de_bron", max_chars=120)
        with rechts:
            st.text_input("Eenheid", key="de_eenheid", max_chars=80, placeholder="bijvoorbeeld %")
            st.selectbox(
                "Cijfers achter de komma", [0, 1, 2], index=proef["decimalen"], key="de_dec"
            )
            st.text_input("Licentie: wat mag ermee?", key="de_licentie", max_chars=120)
        st.form_submit_button(
            "Bewaar in dit dossier", type="primary", on_click=_save, args=(blad, proef["cijfers"])
        )


def _save(blad: Blad, cijfers: Sequence[Sequence[Any]]) -> None:
    velden = {
        naam: str(st.session_state[f"de_{naam}"]).strip()
        for naam in ("titel", "eenheid", "bron", "licentie")
    }
    if leeg := [naam for naam, tekst in velden.items() if not tekst]:
        st.session_state[_FOUT] = f"Er is nog niets bewaard. Vul nog in: {', '.join(leeg)}."
        return
    richting = next(k for k, v in _RICHTING.items() if v == st.session_state["de_richting"])
    try:
        reeks = EigenReeks.model_validate(
            velden
            | {"richting": richting, "decimalen": st.session_state["de_dec"]}
            | {"cijfers": [_build_cijfer(*cijfer) for cijfer in cijfers]}
        )
        blad.opslag.eigen.add(blad.toegang, reeks, blad.find_mij())
    except ValidationError as fout:
        reden = fout.errors()[0]["msg"].removeprefix("Value error, ")
        if fout.errors()[0]["type"] != "value_error":
            reden = "het zijn te veel cijfers, of een naam is te lang"
        st.session_state[_FOUT] = f"Er is niets bewaard: {reden}. Pas het bestand aan."
    except (KeuzeFout, DossierFout) as fout:
        st.session_state[_FOUT] = str(fout)
    else:
        st.session_state[_RONDE] = st.session_state.get(_RONDE, 0) + 1
        st.session_state.pop(_PROEF, None)


def _build_cijfer(
    code: str,
    naam: str,
    periode: str,
    waarde: float | None,
    onder: float | None,
    boven: float | None,
    status: str,
) -> EigenCijfer:
    """One figure as `python -m etl import --proef --geef` gives it."""
    return EigenCijfer.model_validate(
        {
            "regio_code": code,
            "regio_naam": naam[:200],
            "jaar": Periode.parse(periode).laatste_jaar,
            "waarde": waarde,
            "onder": onder,
            "boven": boven,
            "status": status,
        }
    )
