"""What a figure of one's own is: a topic that is known already, or a description by the team."""

from dataclasses import dataclass
from typing import Any

import streamlit as st

from welvaart.cijfers.indicator import Indicator
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_datum, format_opsomming
from welvaart.scherm.invoer.eigengrens import (
    MEEST_TEKENS,
    NAMEN,
    describe_buiten,
    find_te_lang,
)
from welvaart.scherm.invoer.eigenproef import Bestand
from welvaart.scherm.melding import escape_markdown, warn

_NIEUW, _BEKEND = "Een nieuw cijfer van uzelf", "Een onderwerp dat de monitor al kent"
_RICHTING = {
    "neutraal": "geen van beide",
    "hoger_is_beter": "hoger is beter",
    "lager_is_beter": "lager is beter",
}
_DECIMALEN = ("0", "1", "2")
_VERPLICHT = ("titel", "eenheid", "thema", "definitie", "bron")


@dataclass(frozen=True)
class Omschrijving:
    """What was filled in, as options of `etl import`."""

    argumenten: tuple[str, ...]


def choose_onderwerp(stand: Stand) -> Indicator | None:
    """Draw the choice between a new figure and a known topic; None for a new one, or no choice."""
    soort = st.radio("Wat voor cijfer is dit?", [_NIEUW, _BEKEND], key="eigen_soort")
    if soort == _NIEUW:
        return None
    bekend = {x.titel: x for x in (*stand.indicatoren.values(), *stand.klaarstaand)}
    titel = st.selectbox(
        "Welk onderwerp?",
        list(bekend),
        index=None,
        placeholder="Typ of kies een onderwerp",
        key="eigen_onderwerp",
    )
    return bekend.get(str(titel))


def ask_omschrijving(
    stand: Stand, bestand: Bestand, proef: dict[str, Any], onderwerp: Indicator | None
) -> Omschrijving | None:
    """Draw the form; give what was filled in once somebody presses the button."""
    bekend = st.session_state.get("eigen_soort") == _BEKEND
    if bekend and onderwerp is None:
        st.info("Kies bovenaan bij welk onderwerp dit bestand hoort.")
        return None
    st.header("Wat is dit cijfer?", anchor="omschrijving")
    with st.form(f"{bestand.sleutel}_form", enter_to_submit=False):
        if onderwerp is None:
            argumenten = _ask_nieuw(stand, bestand, proef)
        else:
            argumenten = _ask_vervangen(stand, bestand, onderwerp)
        argumenten += _ask_herkomst(bestand)
        akkoord = _ask_buiten(bestand, proef, onderwerp)
        klaar = st.form_submit_button("Bewaren en tonen", type="primary")
    if not klaar:
        return None
    if mist := _find_leeg(bestand, onderwerp is None):
        warn(f"Er is nog niets bewaard. Vul nog in: {format_opsomming(mist)}.")
        return None
    velden = {veld: st.session_state.get(f"{bestand.sleutel}_{veld}") for veld in MEEST_TEKENS}
    if lang := find_te_lang(velden):
        warn(f"Er is nog niets bewaard: {format_opsomming(lang)}. Maak het korter.")
        return None
    if not akkoord:
        warn("Er is nog niets bewaard: kijk de cijfers na, of zet het vinkje dat zij kloppen.")
        return None
    if onderwerp is not None and "--sta-toe-krimp" not in argumenten and _has_cijfers(
        stand, onderwerp
    ):  # fmt: skip
        warn("Er is nog niets bewaard: zet eerst het vinkje dat u de cijfers wilt vervangen.")
        return None
    return Omschrijving(tuple(argumenten))


def _ask_buiten(bestand: Bestand, proef: dict[str, Any], onderwerp: Indicator | None) -> bool:
    """Ask whether a percentage below 0 or above 100 is meant; true where there is none."""
    eenheid = str(st.session_state.get(f"{bestand.sleutel}_eenheid") or "")
    if onderwerp is not None:
        eenheid = onderwerp.eenheid
    zin = describe_buiten(eenheid, proef["laagste"], proef["hoogste"])
    if not zin:
        return True
    warn(zin)
    return st.checkbox("Ja, deze cijfers kloppen", key=f"{bestand.sleutel}_buiten")


def _find_leeg(bestand: Bestand, nieuw: bool) -> list[str]:
    """Names of the fields that must be filled and are not."""
    return [
        NAMEN[veld]
        for veld in (_VERPLICHT if nieuw else ("bron",))
        if not str(st.session_state.get(f"{bestand.sleutel}_{veld}") or "").strip()
    ]


def _ask_nieuw(stand: Stand, bestand: Bestand, proef: dict[str, Any]) -> list[str]:
    sleutel = bestand.sleutel
    themas = {thema.titel: thema.thema for thema in stand.themas}
    titel = st.text_input("Titel", key=f"{sleutel}_titel", placeholder="bijvoorbeeld Lege winkels")
    eenheid = st.text_input(
        "Eenheid",
        key=f"{sleutel}_eenheid",
        placeholder="bijvoorbeeld % van de winkels, of aantal winkels",
    )
    links, midden, rechts = st.columns(3)
    thema = links.selectbox("Thema", list(themas), index=None, placeholder="Kies een thema",
                            key=f"{sleutel}_thema")  # fmt: skip
    richting = midden.selectbox(
        "Wat is beter?", list(_RICHTING.values()), key=f"{sleutel}_richting"
    )
    decimalen = rechts.selectbox(
        "Cijfers achter de komma",
        _DECIMALEN,
        index=int(proef["decimalen"]),
        key=f"{sleutel}_decimalen",
    )
    definitie = st.text_area(
        "Wat meet het precies?",
        key=f"{sleutel}_definitie",
        placeholder="Bijvoorbeeld: winkelpanden die op 1 januari leegstaan, ook kort.",
    )
    code = next(naam for naam, tekst in _RICHTING.items() if tekst == richting)
    return [
        f"--titel={titel}",
        f"--eenheid={eenheid}",
        f"--thema={themas.get(str(thema), '')}",
        f"--richting={code}",
        f"--decimalen={decimalen}",
        f"--definitie={definitie}",
    ]


def _ask_vervangen(stand: Stand, bestand: Bestand, onderwerp: Indicator) -> list[str]:
    """Say what is lost when the file comes in the place of figures that are there."""
    st.write(escape_markdown(f"Eenheid: {onderwerp.eenheid}. {onderwerp.definitie}"))
    if not _has_cijfers(stand, onderwerp):
        return []
    rij = stand.dekking.set_index("indicator_id").loc[onderwerp.indicator_id]
    warn(
        "Uw bestand komt in de plaats van alle cijfers van dit onderwerp"
        f"{_name_eigen(stand, onderwerp)}: nu {rij['gemeenten']} "
        "gemeenten in het laatste jaar. Gemeenten en jaren die niet in uw bestand staan, hebben "
        "dan geen cijfer meer. Wilt u alleen iets naast deze cijfers zetten, maak dan een nieuw "
        "cijfer. Weghalen kan altijd; dan komen de oude cijfers terug."
    )
    mag = st.checkbox("Ja, vervang deze cijfers", key=f"{bestand.sleutel}_vervang")
    return ["--sta-toe-krimp", "--vervang"] if mag else []


def _name_eigen(stand: Stand, onderwerp: Indicator) -> str:
    """Whose figures they are now, when a team brought them: file, team and day; "" otherwise."""
    eigen = stand.eigen_reeksen
    for rij in eigen[eigen["indicator_id"] == onderwerp.indicator_id].to_dict("records"):
        team = f" van {rij['door']}" if isinstance(rij["door"], str) else ""
        dag = format_datum(rij["ingelezen_op"])
        return f", {rij['bestandsnaam']}{team} (ingelezen op {dag})"
    return ""


def _has_cijfers(stand: Stand, onderwerp: Indicator) -> bool:
    return bool((stand.dekking["indicator_id"] == onderwerp.indicator_id).any())


def _ask_herkomst(bestand: Bestand) -> list[str]:
    """Who made the figure, of when, and what others may do with it."""
    links, rechts = st.columns(2)
    velden = {
        "bron": links.text_input("Bron: wie maakte dit cijfer?", key=f"{bestand.sleutel}_bron"),
        "editie": rechts.text_input("Editie of datum (mag leeg)", key=f"{bestand.sleutel}_editie"),
        "licentie": links.text_input(
            "Licentie: wat mag ermee? (mag leeg)",
            key=f"{bestand.sleutel}_licentie",
        ),
        "door": rechts.text_input("Uw team (mag leeg)", key=f"{bestand.sleutel}_door"),
    }
    return [f"--{naam}={tekst.strip()}" for naam, tekst in velden.items() if tekst.strip()]
