"""What the team wrote for itself as a chapter, and the words that say it is not for others."""

from typing import Final

from welvaart.dossier.notities import Lezer, Notitie, read_notities
from welvaart.dossier.voortgang import STAPPEN
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.inhoud import Alinea, Deel, Hoofdstuk, Kop
from welvaart.hernoemd import load_hernoemd
from welvaart.lezen.stand import Stand

VOOR_HET_TEAM: Final = " · Voor het team: met notities, niet om door te geven"
"""After the subtitle of a document with notes in it."""
_UITLEG: Final = (
    "Dit schreef het team voor zichzelf: notities per stap, antwoorden uit gesprekken en wie er "
    "gebeld is. Haal dit hoofdstuk weg, of vraag het stuk opnieuw zonder notities, voordat het "
    "naar anderen gaat."
)


def find_notities(lezer: Lezer, stand: Stand) -> list[Notitie]:
    """All that the team wrote for itself, with the names of now."""
    return read_notities(
        lezer,
        {i: x.titel for i, x in stand.indicatoren.items()},
        {thema.thema: thema.titel for thema in stand.themas},
        {gemeente.code: gemeente.naam for gemeente in stand.gemeentestand.gemeenten},
        load_hernoemd(),
    )


def build_notities(o: Opdracht) -> list[Hoofdstuk]:
    """One chapter, a heading per step; [] where nobody asked for notes or there are none."""
    if not o.notities:
        return []
    namen = {stap.nummer: stap.naam for stap in STAPPEN}
    delen: list[Deel] = [Alinea(_UITLEG)]
    stap = 0
    for notitie in o.notities:
        if notitie.stap != stap:
            stap = notitie.stap
            delen.append(Kop(f"Stap {stap}: {namen[stap]}"))
        delen.append(Kop(notitie.waarover, 3))
        delen += [
            Alinea(f"Notitie: {regel}" if k == 0 else regel)
            for k, regel in enumerate(filter(None, map(str.strip, notitie.tekst.splitlines())))
        ]
    return [Hoofdstuk("notities", "Notities van het team", tuple(delen))]
