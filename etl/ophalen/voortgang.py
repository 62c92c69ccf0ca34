"""How fetching goes, for a person: one line per table, and a moving one only on a terminal."""

import os
import shutil
import time
from collections.abc import Sequence
from typing import TextIO

from etl.ophalen.verslag import (
    GELIJK,
    MISLUKT,
    ONGEWIJZIGD,
    OPGEHAALD,
    OVERGESLAGEN,
    Resultaat,
    count_soorten,
)
from welvaart.opmaak import format_bytes, format_getal

_BREEDTE = 16


class Voortgang:
    """Tells how it goes on a stream; what failed goes to another one.

    Args:
        uit: for progress and results.
        fout: for what went wrong.
        toon_overgeslagen: name each entry that is skipped, as when it was asked for by id.
    """

    def __init__(self, uit: TextIO, fout: TextIO, *, toon_overgeslagen: bool = False) -> None:
        self._uit, self._fout = uit, fout
        self._beweegt = uit.isatty() and os.environ.get("TERM") != "dumb"
        self._getekend = 0
        self._toon_overgeslagen = toon_overgeslagen
        self._naam = ""
        self._begin = 0.0
        self._rijen = self._bytes = 0

    def start(self, indicator_id: str, tabel: str) -> None:
        """A table is being asked for."""
        self._naam = f"{tabel} {indicator_id}"
        self._begin = time.monotonic()
        self._rijen = self._bytes = 0
        self._draw(None)

    def update(self, rijen: int, bytes_: int, totaal: int | None) -> None:
        """A page is in."""
        self._rijen += rijen
        self._bytes += bytes_
        self._draw(totaal)

    def _draw(self, totaal: int | None) -> None:
        if not self._beweegt:
            return
        duur = max(time.monotonic() - self._begin, 1e-3)
        delen = [f"{format_getal(self._rijen)} rijen"]
        if self._bytes:
            delen += [format_bytes(self._bytes), f"{format_bytes(int(self._bytes / duur))}/s"]
        else:  # pages of an earlier run come from disk
            delen.append(f"{format_getal(self._rijen / duur)} rijen/s")
        balk = ""
        if totaal:
            deel = min(self._rijen / totaal, 1.0)
            vol = round(deel * _BREEDTE)
            balk = f"[{'#' * vol}{'.' * (_BREEDTE - vol)}] "
            rest = duur / deel * (1 - deel) if deel else 0.0
            delen.insert(0, f"nog {format_getal(rest)} s")
        breedte = shutil.get_terminal_size().columns - 1  # a longer line would not be overwritten
        regel = f"{self._naam} {balk}{', '.join(delen)}"[:breedte]
        self._uit.write(f"\r{regel:<{self._getekend}}")
        self._getekend = len(regel)
        self._uit.flush()

    def _wipe(self) -> None:
        """Clear the moving line with blanks: no escape codes, so NO_COLOR has nothing to forbid."""
        if self._getekend:
            self._uit.write(f"\r{'':<{self._getekend}}\r")
            self._uit.flush()
            self._getekend = 0

    def finish(self, resultaat: Resultaat) -> None:
        """An entry is done: one line, on the stream for errors when it failed."""
        self._wipe()
        if resultaat.soort == MISLUKT:
            self._fout.writelines(f"{regel}\n" for regel in resultaat.regels)
        elif resultaat.soort == OVERGESLAGEN:
            if self._toon_overgeslagen:
                self._uit.writelines(f"{regel}\n" for regel in resultaat.regels)
        else:
            self._uit.write(f"{resultaat.tabel} {resultaat.indicator_id}: {_describe(resultaat)}\n")
            self._uit.writelines(f"Let op: {regel}\n" for regel in resultaat.regels)
        self._uit.flush()


def _describe(resultaat: Resultaat) -> str:
    if resultaat.soort == ONGEWIJZIGD:
        return "niet veranderd bij de bron."
    delen = [f"{format_getal(resultaat.rijen)} rijen"]
    if resultaat.bytes:
        delen.append(format_bytes(resultaat.bytes))
    delen.append(f"{format_getal(resultaat.duur_s, 1)} s")
    if resultaat.soort == GELIJK:
        delen.append("inhoud gelijk aan wat er was")
    return f"{', '.join(delen)}."


def _describe_omvang(resultaten: Sequence[Resultaat]) -> str:
    """What was brought in, in all: " (3.018 rijen, 658,2 kB, 13,8 s)"; "" when nothing was."""
    rijen, bytes_ = (sum(getattr(r, naam) for r in resultaten) for naam in ("rijen", "bytes"))
    if not rijen:
        return ""
    omvang = [f"{format_getal(rijen)} rijen", *([format_bytes(bytes_)] if bytes_ else [])]
    duur = sum(r.duur_s for r in resultaten)
    return f" ({', '.join(omvang)}, {format_getal(duur, 1)} s)"


def build_samenvatting(resultaten: Sequence[Resultaat], *, gebouwd: bool = False) -> str:
    """One sentence on the whole run, and what to do now; `gebouwd`: the figures are in already."""
    aantal = count_soorten(resultaten)
    delen = [
        f"{aantal[OPGEHAALD]} nieuw{_describe_omvang(resultaten)}",
        f"{aantal[ONGEWIJZIGD] + aantal[GELIJK]} niet veranderd",
        f"{aantal[MISLUKT]} mislukt",
    ]
    if aantal[OVERGESLAGEN]:
        uit = "uit een bestand, of met een vraag die nog niet compleet is"
        delen.append(f"{aantal[OVERGESLAGEN]} overgeslagen ({uit})")
    zin = f"Klaar: {', '.join(delen)}."
    if aantal[OPGEHAALD] and gebouwd:
        zin += " De nieuwe cijfers staan op het scherm."
    elif aantal[OPGEHAALD]:
        zin += ' Draai nu "python -m etl build" om de nieuwe cijfers op het scherm te krijgen.'
    if aantal[MISLUKT]:
        zin += " Wat mislukte, houdt de cijfers die er al waren."
    return zin
