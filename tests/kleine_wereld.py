"""A made-up country of a few square gemeenten, written as the source files of etl/gebieden.

Aardam takes part of Deling (2021) and all of Weespje (24 March 2022); Oudnaam becomes Nieuwnaam
with a new code (1 July 2015, absent from the ledger as in the real one) and ends in Nieuwland.
"""

import json
from pathlib import Path

import pyproj

from etl.gebieden import bronbestand as bron

NAMEN = {
    "GM0001": "Aardam",
    "GM0002": "Bergen (L.)",
    "GM0003": "Frysl‚n-dorp",
    "GM0004": "Deling",
    "GM0005": "Oudnaam",
    "GM0006": "Weespje",
    "GM1900": "Nieuwland",
    "GM1905": "Nieuwnaam",
}
CORRECTIE = {
    "doe": "toevoegen",
    "datum": "2015-07-01",
    "van": "GM0005",
    "naar": "GM1905",
    "soort": "codewijziging",
}
_HUIDIG = ("GM0001", "GM0002", "GM0003", "GM1900")
_BESTAAT = {
    "GM0001": (2010, 2026),
    "GM0002": (2010, 2026),
    "GM0003": (2010, 2026),
    "GM0004": (2010, 2020),
    "GM0005": (2010, 2015),
    "GM0006": (2010, 2022),
    "GM1900": (2021, 2026),
    "GM1905": (2016, 2020),
}
_INWONERS = {"GM0001": 10000, "GM0002": 5000, "GM0003": 4000, "GM0004": 1000, "GM1905": 900}
LEDGER = [
    # Both sides of each event, as CBS gives them; a row without direction stands with "Ontstaan".
    ("GM0004", "Opgeheven", "01-01-2021", "to", "GM0001", "60", "300", "600"),
    ("GM0001", "Gemeentelijke herindeling", "01-01-2021", "from", "GM0004", "60", "300", "600"),
    ("GM0004", "Opgeheven", "01-01-2021", "to", "GM1900", "40", "100", "400"),
    ("GM1900", "Ontstaan", "01-01-2021", "from", "GM0004", "40", "100", "400"),
    ("GM1905", "Opgeheven", "01-01-2021", "to", "GM1900", "90", "450", "900"),
    ("GM1900", "Ontstaan", "01-01-2021", "", "GM1905", "90", "450", "900"),
    ("GM1900", "Ontstaan", "01-01-2021", "", "", "", "", "Ontstaan per 01-01-2021, uit:"),
    ("GM0006", "Opgeheven", "24-03-2022", "to", "GM0001", "50", "200", "500"),
    ("GM0001", "Gemeentelijke herindeling", "24-03-2022", "from", "GM0006", "50", "200", "500"),
    ("GM0002", "Grenswijziging", "01-01-2019", "to", "GM0003", "5", "4", "12"),
    ("GM0003", "Grenswijziging", "01-01-2019", "from", "GM0002", "5", "4", "12"),
    ("GM0002", "Grenswijziging", "01-01-2018", "from", "GM0998", "9", "0", "0"),
    ("GM0001", "Gemeentelijke herindeling", "01-01-2021", "from", "GM0001", "99", "9999", "99999"),
    ("GM0005", "Naamswijziging", "01-07-2015", "", "", "", "", "Naamswijziging per 01-07-2015,"),
]
_VAK = {
    "GM0001": (0, 0),
    "GM0002": (1, 0),
    "GM0003": (0, 1),
    "GM0004": (1, 1),
    "GM0005": (2, 0),
    "GM1905": (2, 0),
    "GM1900": (2, 0),
    "GM0006": (2, 1),
}


def write_bronmap(map_: Path) -> Path:
    """Write all source files under this folder and return it."""
    gemeentelijst = [
        (jaar, code, _name_in(code, jaar))
        for jaar in range(2010, 2027)
        for code, (eerste, laatste) in _BESTAAT.items()
        if eerste <= jaar <= laatste
    ]
    write_csv(map_ / bron.GEMEENTELIJST, "jaar,gm_code,gm_naam", gemeentelijst)
    write_csv(
        map_ / bron.GROOTBOEK,
        "regio_code,soort,datum,"
        '"richting(from=ontvangen van,to=overgegaan naar)",andere_code,hectare,woningen,inwoners',
        [tuple(f'"{cel}"' for cel in rij) for rij in LEDGER],
    )
    regio = "CR01,Oostkust,AM01,Kustregio,PV20,Waterland"
    write_csv(
        map_ / bron.REGIO_HUIDIG,
        "code,year,corop_code,corop,region_code,region,province_code,province",
        [(code, 2026, regio) for code in _HUIDIG]
        + [("GM0004", 2020, "CR02,Westkust,,,PV20,Waterland")],
    )
    write_csv(
        map_ / bron.REGIO_2015,
        "gemeentecode,inwoners_2015,corop_code,provincie_code,landsdeel_code,"
        "veiligheidsregio_code,ggd_regio_code",
        [("GM0001", 9000, "CR01,PV20,LD01,VR01,GG0111")],
    )
    write_csv(
        map_ / bron.REGIO_2025,
        "gemeentecode,landsdeel_code,landsdeel_naam,veiligheidsregio_code,veiligheidsregio_naam,"
        "veiligheidsregio_eenduidig,ggd_regio_code,ggd_regio_naam,ggd_regio_eenduidig",
        [
            (code, f"LD01,Noord,VR01,Kust,{code != 'GM0001'},GG0111,GGD Kust,True")
            for code in _HUIDIG
        ],
    )
    write_csv(
        map_ / bron.KLASSEN,
        "jaar,gemeentecode,stedelijkheidsklasse,grootteklasse",
        [(2020, "GM0001", "1", "3 10.000-20.000"), (2021, "GM0001", "", "4 20.000-50.000")],
    )
    write_csv(
        map_ / bron.INWONERS,
        "gemeentecode,jaar,inwoners",
        [(code, jaar, aantal) for code, aantal in _INWONERS.items() for jaar in range(2018, 2023)],
    )
    write_grenzen(map_)
    return map_


def write_csv(pad: Path, kop: str, rijen: list[tuple[object, ...]]) -> None:
    pad.parent.mkdir(parents=True, exist_ok=True)
    regels = [kop, *(",".join(str(cel) for cel in rij) for rij in rijen)]
    pad.write_text("\n".join(regels) + "\n", encoding="utf-8")


def write_grenzen(map_: Path) -> None:
    (map_ / "grenzen").mkdir(parents=True, exist_ok=True)
    naar_graden = pyproj.Transformer.from_crs(28992, 4326, always_xy=True)
    for jaar, naam in ((2014, "gemeente_2014_wgs84"), (2020, "gemeente_2019_2020_wgs84")):
        features = [
            make_feature(code, [naar_graden.transform(*punt) for punt in make_ring(code, jaar)])
            for code, (eerste, laatste) in _BESTAAT.items()
            if eerste <= jaar <= laatste
        ]
        write_geojson(map_ / "grenzen" / f"{naam}.geojson", features)
    nu = [make_feature(code, make_ring(code, 2025)) for code in _HUIDIG]
    write_geojson(map_ / "grenzen" / "gemeente_2025_rd.geojson", nu)


def make_ring(code: str, jaar: int) -> list[tuple[float, float]]:
    """A square of 10 km, counter-clockwise; GM0001 crosses itself in 2014."""
    x, y = (100_000 + 10_000 * deel for deel in _VAK[code])
    hoeken = [(x, y), (x + 10_000, y), (x + 10_000, y + 10_000), (x, y + 10_000)]
    if (code, jaar) == ("GM0001", 2014):
        hoeken[2], hoeken[3] = hoeken[3], hoeken[2]
    return [(float(a), float(b) + 300_000) for a, b in [*hoeken, hoeken[0]]]


def make_feature(code: str, ring: list[tuple[float, float]]) -> dict[str, object]:
    return {
        "type": "Feature",
        "properties": {"statcode": code, "statnaam": "verhaspeld"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }


def write_geojson(pad: Path, features: list[dict[str, object]]) -> None:
    pad.write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def _name_in(code: str, jaar: int) -> str:
    if code == "GM0002" and jaar < 2024:
        return "Bergen"
    if code == "GM0001":
        return "Aardam (gemeente)"
    if code == "GM0003" and jaar not in (2013, 2014):
        return "Fryslân-dorp"
    return NAMEN[code]
