"""A handful of real regio's whose names are hard: doubles, ended ones, diacritics, aliases."""

from datetime import date

import pandas as pd

from welvaart.regio.naam import Naamregister

REGIO = pd.DataFrame(
    [
        ("NL01", "Nederland", "land", None, None),
        ("PV20", "Groningen", "provincie", None, None),
        ("PV21", "Fryslân", "provincie", None, None),
        ("PV26", "Utrecht", "provincie", None, None),
        ("GM0014", "Groningen", "gemeente", None, None),
        ("GM0344", "Utrecht", "gemeente", None, None),
        ("GM0363", "Amsterdam", "gemeente", None, None),
        ("GM0373", "Bergen (NH.)", "gemeente", None, None),
        ("GM0893", "Bergen (L.)", "gemeente", None, None),
        ("GM0417", "Laren (NH.)", "gemeente", None, None),
        ("GM0457", "Weesp", "gemeente", None, date(2022, 3, 24)),
        ("GM0518", "'s-Gravenhage", "gemeente", None, None),
        ("GM0756", "Boxmeer", "gemeente", None, date(2022, 1, 1)),
        ("GM1900", "Súdwest-Fryslân", "gemeente", date(2011, 1, 1), None),
        ("GM1921", "De Friese Meren", "gemeente", date(2014, 1, 1), date(2015, 7, 1)),
        ("GM1940", "De Fryske Marren", "gemeente", date(2015, 7, 1), None),
        ("GM1982", "Land van Cuijk", "gemeente", date(2022, 1, 1), None),
    ],
    columns=["regio_code", "regio_naam", "soort", "geldig_van", "geldig_tot"],
)
ALIAS = pd.DataFrame(
    [
        ("Den Haag", "GM0518", "gewone naam van 's-Gravenhage"),
        ("Boxmeer", "GM1982", "opgegaan in Land van Cuijk op 1 januari 2022"),
    ],
    columns=["naam", "regio_code", "uitleg"],
)


def build_namen() -> Naamregister:
    return Naamregister(REGIO, ALIAS)
