"""The sheets of the pages Gegevens and Methode: what their text says, to filter and to search."""

from xlsxwriter.workbook import Workbook

from welvaart.export.bouwen.gegevens import build_herkomst, build_hiaten, build_lijst
from welvaart.export.bouwen.methode import build_telling
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
    return uit


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
