"""The file that somebody chose, and how the ETL reads it: asked once for each set of choices."""

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import streamlit as st

from welvaart.proces.etlproces import PROEF_S, run_etl

MAX_MB = 20
_VREEMD = re.compile(r"[^\w .()+-]")
_MAX_NAAM = 100
_WOORDEN = {
    r"wijs hem aan met --jaar-kolom, of zeg met --jaar": "kies hieronder de kolom met het jaar, of "
    "vul in",
    r"wijs hem aan met --regio-kolom": "kies hieronder de kolom met de gemeente",
    r"wijs hem aan met --deelgebied-kolom": "kies hieronder de kolom met een deel van de gemeente",
    r"kies met --kolom uit": "kies hieronder de kolom met het cijfer, uit",
    r"kies er een met --blad": "kies hieronder een blad",
    r"kies met --blad uit": "kies hieronder een blad, uit",
    r"zeg met --decimaal komma (?:of --decimaal )?(?:of )?punt welke": "kies hieronder het "
    "decimaalteken",
    r"kies met --filter KOLOM=WAARDE één reeks": "kies hieronder welke rijen wij lezen",
    r"zeg dat jaar dan met --indeling \(bij een nieuw cijfer van uzelf\), of zet het als indeling "
    r"onder bron in indicators\.yaml": "kies dat jaar dan hieronder, bij ‘De gemeenten in dit "
    "bestand’",
    r" en geen heet 'nieuw'": "",
    r"en is --factor nodig\?": "en klopt de eenheid?",
    r"--filter ": "",
    r"(?<![\w-])--(\w[\w-]*)": r"\1",
}
"""What the command says with its options, in the words of this page; first match first."""


@dataclass(frozen=True)
class Bestand:
    """An uploaded file: a key of its own in the session, its name made safe, and the bytes."""

    sleutel: str
    naam: str
    inhoud: bytes


def read_keuze(gekozen: Any) -> Bestand:  # noqa: ANN401 - Streamlit's UploadedFile, or a stand-in of its tests
    """The file as we use it; a name from outside never becomes a path."""
    kaal = _VREEMD.sub("_", Path(gekozen.name).name).strip(" .") or "bestand"
    return Bestand(f"eigen_{gekozen.file_id}", kaal[-_MAX_NAAM:], gekozen.getvalue())


def run_met_bestand(
    bestand: Bestand, argumenten: Sequence[str], *, wacht_s: float
) -> dict[str, Any]:
    """Run `etl import` on the file, from a folder that is gone afterwards; see `run_etl`."""
    with tempfile.TemporaryDirectory(prefix="eigen-") as map_:
        pad = Path(map_) / bestand.naam
        pad.write_bytes(bestand.inhoud)
        uit = run_etl(["import", *argumenten, "--json", "--", str(pad)], wacht_s=wacht_s)
    uit["problemen"] = [translate(regel, bestand.naam) for regel in uit.get("problemen", [])]
    return uit


def get_proef(bestand: Bestand, argumenten: Sequence[str]) -> dict[str, Any]:
    """How the file is read with these choices; asked again only when something changed."""
    sleutel = (bestand.sleutel, *argumenten)
    vorige = st.session_state.get("eigen_proef")
    if vorige is None or vorige[0] != sleutel:
        with st.spinner("Uw bestand wordt gelezen …"):
            uit = run_met_bestand(bestand, [*argumenten, "--proef"], wacht_s=PROEF_S)
        st.session_state["eigen_proef"] = vorige = (sleutel, uit)
    antwoord: dict[str, Any] = vorige[1]
    return antwoord


def translate(regel: str, bestandsnaam: str) -> str:
    """Put a line of the command in the words of this page: no file name in front, no options."""
    regel = regel.removeprefix(f"{bestandsnaam}: ")
    for patroon, woorden in _WOORDEN.items():
        regel = re.sub(patroon, woorden, regel)
    return regel[:1].upper() + regel[1:]
