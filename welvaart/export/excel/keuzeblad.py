"""The priorities of a team in a workbook, with their figure and the reason."""

from xlsxwriter.workbook import Workbook

from welvaart.cijfers.periode import Periode
from welvaart.doel.onbekend import BEWAARD
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.excel.werkblad import WAT, Cel, Opmaak, Werkblad
from welvaart.zin.duiding import POSITIE_WOORD, TREND_WOORD, describe_relatief
from welvaart.zin.kernzin import describe_kern

_KOPPEN = (
    *("Prioriteit", "Reden", "In gewone taal", "Waarde", WAT, "Periode", "Eenheid", "Kwart"),
    *("Ontwikkeling", "Vergeleken met wat ernaast staat", "Bron"),
)


def write_notities(boek: Workbook, opmaak: Opmaak, opdracht: Opdracht) -> bool:
    """Write what the team wrote for itself; False, and no sheet, where nobody asked for it."""
    if not opdracht.notities:
        return False
    rijen: list[list[Cel]] = [[n.stap, n.waarover, n.tekst] for n in opdracht.notities]
    blad, koppen = Werkblad(boek, "Notities", opmaak), ("Stap", "Waarover", "Notitie")
    blad.set_breedten(koppen, rijen)
    blad.write_tabel(koppen, rijen, vast=True)
    return True


def write_prioriteiten(boek: Workbook, opmaak: Opmaak, opdracht: Opdracht) -> bool:
    """Write the sheet, with what is not among the figures too; False without any priority."""
    per_id = {regel.indicator.indicator_id: regel for regel in opdracht.regels}
    rijen: list[list[Cel]] = []
    for indicator_id, reden in opdracht.prioriteiten:
        regel = per_id.get(indicator_id)
        if regel is None:
            weg = f"{opdracht.landstand.explain_onbekend(indicator_id)} {BEWAARD}"
            rijen.append([indicator_id, reden, weg, None, *[""] * (len(_KOPPEN) - 4)])
            continue
        x, kern = regel.indicator, describe_kern(regel, opdracht.regio.naam)
        cijfer: list[Cel] = [None, "", ""]
        if regel.heeft_waarde:
            periode = Periode.parse(regel.periode_code).label
            cijfer = [(regel.paar[0], regel.paardecimalen), regel.wat, periode]
        woorden = (POSITIE_WOORD[regel.positie], TREND_WOORD[regel.trend], describe_relatief(regel))
        rijen.append([x.titel, reden, kern, *cijfer, x.eenheid, *woorden, x.bronregel])
    if not rijen:
        return False
    blad = Werkblad(boek, "Prioriteiten", opmaak)
    blad.set_breedten(_KOPPEN, rijen)
    blad.write_tabel(_KOPPEN, rijen, vast=True)
    return True
