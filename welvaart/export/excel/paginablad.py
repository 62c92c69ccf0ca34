"""The sheets of Gegevens, Methode and Eigen cijfers: what their text says, to filter in."""

from math import isnan

from xlsxwriter.workbook import Workbook

from welvaart.cijfers.periode import Periode
from welvaart.export.bouwen.naslag.eigen import build_bestanden, find_delen
from welvaart.export.bouwen.naslag.gegevens import build_herkomst, build_hiaten, build_lijst
from welvaart.export.bouwen.naslag.methode import build_telling
from welvaart.export.bouwen.opdracht import Opdracht
from welvaart.export.excel.werkblad import Cel, Opmaak, Werkblad
from welvaart.export.inhoud import Document, Tabel
from welvaart.methode.uitleg import load_uitleg, parse_uitleg

_BREED = 110  # letters


def write_pagina(
    boek: Workbook, opmaak: Opmaak, document: Document, opdracht: Opdracht
) -> list[tuple[str, str]]:
    """Write the sheets that the page itself brings along; returns name and content of each."""
    sleutels = {hoofdstuk.sleutel for hoofdstuk in document.hoofdstukken}
    uit = []
    if "gegevens" in sleutels:
        uit.append(_write_tabel(Werkblad(boek, "Gegevens", opmaak), build_lijst(opdracht)))
        uit.append(_write_tabel(Werkblad(boek, "Herkomst", opmaak), build_herkomst(opdracht)))
        if (hiaten := build_hiaten(opdracht.landstand)).rijen:
            uit.append(_write_tabel(Werkblad(boek, "Wat ontbreekt", opmaak), hiaten))
    if "methode:1" in sleutels:
        uit.append(_write_uitleg(Werkblad(boek, "Hoe wij rekenen", opmaak)))
        telling = build_telling(opdracht.landstand)
        uit.append(_write_tabel(Werkblad(boek, "Ontwikkelingen", opmaak), telling))
    if "eigen:delen" in sleutels:
        uit.append(_write_delen(Werkblad(boek, "Deelgebieden", opmaak), opdracht))
    if "eigen:bestanden" in sleutels:
        bestanden = build_bestanden(opdracht)
        uit.append(_write_tabel(Werkblad(boek, "Eigen bestanden", opmaak), bestanden))
    return uit


def _write_delen(blad: Werkblad, o: Opdracht) -> tuple[str, str]:
    """Each figure of a part of the gemeente, of all periods; no figure stays an empty cell."""
    koppen = ("Indicator", "Deel van de gemeente", "Periode", "Waarde", "Eenheid", "Bron")
    rijen: list[list[Cel]] = [
        [
            *(x.titel, cijfer.kort, Periode.parse(cijfer.periode_code).label),
            None if isnan(cijfer.waarde) else (cijfer.waarde, x.decimalen),
            *(x.eenheid, cijfer.bron),
        ]
        for x, cijfers in find_delen(o)
        for cijfer in sorted(cijfers, key=lambda deel: (deel.naam, deel.periode_code))
    ]
    blad.set_breedten(koppen, rijen)
    blad.write_tabel(koppen, rijen, vast=True)
    return blad.naam, f"Eigen cijfers over delen van {o.regio.naam}; tellen nergens in mee"


def _write_tabel(blad: Werkblad, tabel: Tabel) -> tuple[str, str]:
    rijen: list[list[Cel]] = [
        [int(cel) if k in tabel.rechts and cel.isdigit() else cel for k, cel in enumerate(rij)]
        for rij in tabel.rijen
    ]
    blad.set_breedten(tabel.koppen, rijen)
    blad.write_tabel(tabel.koppen, rijen, vast=True)
    return blad.naam, tabel.bijschrift


def _write_uitleg(blad: Werkblad) -> tuple[str, str]:
    blad.set_breedte(0, _BREED)
    blad.write_regel("Hoe wij rekenen", blad.opmaak.titel)
    for kop, blokken in parse_uitleg(load_uitleg()):
        blad.write_regel(kop, blad.opmaak.kop_los)
        for blok in blokken:
            blad.write_alinea(blok.removeprefix("- "))
    return blad.naam, "De hele uitleg van de pagina Methode"
