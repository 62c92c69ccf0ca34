"""Files that take a moment: a button that makes one with real steps in view, then its download.

Streamlit can make a file when its download is pressed, but shows no steps then, and tells of a
failure in English. So the file is made here, in the run of who asked for it.
"""

import gc
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from threading import Lock
from typing import Final, Literal

import streamlit as st

from welvaart.export.voortgang import Meld
from welvaart.fouten import WelvaartFout
from welvaart.onderwerp.arbeidsbeeld import begin_zin
from welvaart.opmaak import format_bytes
from welvaart.scherm.melding import warn

FOUTEN: Final = (WelvaartFout, OSError, MemoryError, LookupError, ValueError, RuntimeError)
"""What the libraries that write may raise; anything else is a fault of ours."""


@dataclass(frozen=True)
class Maakknop:
    """One kind of file that can be made.

    Attributes:
        label: on the button.
        bestand: name of the file.
        maak: makes it; called with who is told how far it is.
    """

    label: str
    bestand: str
    mime: str
    uitleg: str
    maak: Callable[[Meld], bytes]


@dataclass(frozen=True)
class _Klaar:
    """A file that was made, and what for."""

    vraag: object
    knop: Maakknop
    inhoud: bytes


@st.fragment
def draw_maken(sleutel: str, knoppen: Sequence[Maakknop], vraag: object) -> None:
    """Draw a button per kind of file; below them the steps, and the download once it is there.

    Args:
        sleutel: fixed name of this row of buttons.
        knoppen: what can be made.
        vraag: what the files are about; a file made for another question is not offered.
    """
    gevraagd = None
    breed: Literal["stretch", "content"] = "stretch" if len(knoppen) > 1 else "content"
    with st.container(horizontal=True):
        for knop in knoppen:
            if st.button(
                knop.label, key=f"maak {sleutel} {knop.label}", help=knop.uitleg, width=breed
            ):
                gevraagd = knop
    plek = f"klaar {sleutel}"
    if gevraagd is not None:
        st.session_state[plek] = _make(gevraagd, vraag)
    klaar = st.session_state.get(plek)
    if isinstance(klaar, _Klaar) and klaar.vraag == vraag:
        _draw_klaar(sleutel, klaar)


def draw_direct(label: str, bestand: str, mime: str, maak: Callable[[], bytes]) -> None:
    """Draw the download of a small file that is ready at once; where it fails, say so.

    Args:
        label: on the button; also its key, so once per page.
        bestand: name of the file.
        mime: kind of file.
        maak: makes it, in a few milliseconds.
    """
    try:
        inhoud = maak()
    except FOUTEN as fout:
        warn(_describe_fout(bestand, fout))
        return
    st.download_button(
        label, inhoud, file_name=bestand, mime=mime, on_click="ignore", key=f"direct {label}"
    )


def _describe_fout(bestand: str, fout: Exception) -> str:
    reden = str(fout) if isinstance(fout, WelvaartFout) else _RAAD
    return f"{bestand} is niet gemaakt. {begin_zin(reden)}"


def _make(knop: Maakknop, vraag: object) -> _Klaar | None:
    balk = st.progress(0.0, text=f"{knop.label}: beginnen")
    try:
        with give_way():
            inhoud = knop.maak(lambda deel, wat: _show(balk, deel, wat))
    except FOUTEN as fout:
        warn(_describe_fout(knop.bestand, fout))
        return None
    finally:
        balk.empty()
    return _Klaar(vraag, knop, inhoud)


_STIL: Final = Lock()
_BEURT_S: Final = 0.001
_GEWOON: Final = 0.005
_bezig = 0


@contextmanager
def give_way() -> Iterator[None]:
    """Let the pages of others go first while a file is made (docs/benchmarks.md, Documenten).

    Python gives a thread five milliseconds at a time, and stops all of them to look for garbage;
    both are felt by who clicks meanwhile. As long as any file is being made, turns are short and
    the search waits.
    """
    global _bezig
    with _STIL:
        _bezig += 1
        gc.disable()
        sys.setswitchinterval(_BEURT_S)
    try:
        yield
    finally:
        with _STIL:
            _bezig -= 1
            if not _bezig:
                gc.enable()
                sys.setswitchinterval(_GEWOON)


_RAAD: Final = (
    "Er ging iets mis bij het schrijven. Probeer het nog eens, kies een ander soort bestand, of "
    "meld het aan de beheerder."
)


def _show(balk: st.delta_generator.DeltaGenerator, deel: float, wat: str) -> None:
    balk.progress(min(max(deel, 0.0), 1.0), text=wat)


def _draw_klaar(sleutel: str, klaar: _Klaar) -> None:
    knop = klaar.knop
    st.download_button(
        f"Download {knop.bestand} ({format_bytes(len(klaar.inhoud))})",
        klaar.inhoud,
        file_name=knop.bestand,
        mime=knop.mime,
        on_click="ignore",
        key=f"klaar {sleutel} {knop.label}",
        type="primary",
    )
