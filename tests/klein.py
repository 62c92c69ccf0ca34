"""A made-up country of three gemeenten, small enough to compute by hand.

Gemeente D (GM9004) ended on 1 January 2021: 60 % of its inhabitants went to A, 40 % to B.

    gemeente  provincie  corop   inwoners 2020  2021   2023
    A GM9001  PV91       CR91    1000           1060   1100
    B GM9002  PV91       CR92     500            540    600
    C GM9003  PV92       CR92    2000           2000   2300
    D GM9004  –          –        100              –      –
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, date, datetime
from pathlib import Path

import pandas as pd

from etl.instellingen import Instellingen
from welvaart.cijfers.waarneming import KOLOMMEN

SNAPSHOT = "a" * 64
GEEN = "De bron geeft hier geen cijfer."

CATALOGUS = """
themas:
  werk: {titel: Werk, deel: hier_en_nu, volgorde: 1}
  context: {titel: Context, deel: context, volgorde: 2}
bronnen:
  klein:
    {naam: "CBS, verzonnen cijfers", editie: "1", url: "https://www.cbs.nl/", hoe_gekregen: Zelf.}
hiaten:
  - {soort: bbv, sleutel: "1", titel: Iets, wat_ontbreekt: Alles., hoe_te_krijgen: Vraag het.}
indicatoren:
"""
_REGEL = """  {id}:
    titel: {titel}
    thema: {thema}
    deel: {deel}
    eenheid: {eenheid}
    eenheid_kort: '{kort}'
    decimalen: {decimalen}
    richting: neutraal
    definitie: Een verzonnen cijfer.
    bewerking: geen
    grenzen: {{min: 0, max: {hoog}}}
    bron: {{soort: bestand, uit: klein, indeling: {indeling}}}
    regionaal: {regionaal}
"""
GEWOGEN = "{methode: gewogen, gewicht: inwoners, peildatum: 2023JJ00}"
GEWOGEN_BRUTO = (
    "{methode: gewogen, gewicht: inwoners, peildatum: 2023JJ00, maal: bruto_arbeidsparticipatie}"
)
GEWOGEN_ZELFDE = "{methode: gewogen, gewicht: inwoners, peildatum: zelfde_jaar}"

GEWOGEN_DICHTHEID = (
    "{methode: gewogen, gewicht: inwoners, peildatum: zelfde_jaar, gedeeld_door: dichtheid}"
)


def build_regel(
    indicator_id: str,
    regionaal: str = GEWOGEN,
    *,
    indeling: int | str = 2024,
    procent: bool = True,
    decimalen: int = 1,
) -> str:
    """Entry of the catalogue as YAML text."""
    return _REGEL.format(
        id=indicator_id,
        titel=indicator_id.replace("_", " ").capitalize(),
        thema="werk" if procent else "context",
        deel="hier_en_nu" if procent else "context",
        eenheid="procent" if procent else "personen",
        kort="%" if procent else "personen",
        decimalen=decimalen,
        hoog=100 if procent else 100000,
        indeling=indeling,
        regionaal=regionaal,
    )


REGELS = {
    "inwoners": build_regel(
        "inwoners", "{methode: som}", indeling="eigen", procent=False, decimalen=0
    ),
    "netto_arbeidsparticipatie": build_regel("netto_arbeidsparticipatie"),
    "bruto_arbeidsparticipatie": build_regel("bruto_arbeidsparticipatie"),
    "werkloosheid": build_regel("werkloosheid", GEWOGEN_BRUTO),
    "leegstand_woningen": build_regel("leegstand_woningen", GEWOGEN_ZELFDE, indeling="eigen"),
    "mediaan_vermogen": build_regel("mediaan_vermogen", "{methode: mediaan}", procent=False),
}
Cijfers = Mapping[tuple[str, int], Mapping[str, float | None]]
CIJFERS: Cijfers = {
    ("inwoners", 2020): {"GM9001": 1000, "GM9002": 500, "GM9003": 2000, "GM9004": 100},
    ("inwoners", 2021): {"GM9001": 1060, "GM9002": 540, "GM9003": 2000, "NL01": 3600},
    ("inwoners", 2023): {"GM9001": 1100, "GM9002": 600, "GM9003": 2300},
    ("netto_arbeidsparticipatie", 2021): {"GM9001": 70, "GM9002": 60, "GM9003": 80},
    ("netto_arbeidsparticipatie", 2022): {"GM9001": 72, "GM9002": 61, "GM9003": 80},
    ("bruto_arbeidsparticipatie", 2021): {"GM9001": 73.7, "GM9002": 61.5, "GM9003": 83.3},
    ("bruto_arbeidsparticipatie", 2022): {"GM9001": 75, "GM9002": 62, "GM9003": 82},
    ("werkloosheid", 2021): {"GM9001": 5, "GM9002": 2.4, "GM9003": 4},
    ("werkloosheid", 2022): {"GM9001": 4, "GM9002": 1.6, "GM9003": 2.4},
    ("leegstand_woningen", 2020): {"GM9001": 4, "GM9002": 6, "GM9003": 2, "GM9004": 10},
    ("leegstand_woningen", 2021): {"GM9001": 5, "GM9002": 6, "GM9003": 2},
    ("mediaan_vermogen", 2021): {"GM9001": 100, "GM9002": 200, "GM9003": 600},
}


def build_waarnemingen(
    cijfers: Cijfers | None = None,
    *,
    status: str = "definitief",
) -> pd.DataFrame:
    """Frame of waarnemingen of (indicator, year) → regio → value; None = missing, with a reason."""
    rijen = [
        {
            "indicator_id": indicator_id,
            "regio_code": regio_code,
            "periode_code": f"{jaar}JJ00",
            "indeling_jaar": 0,
            "waarde": waarde,
            "onder": None,
            "boven": None,
            "status": status,
            "ontbreekt_omdat": GEEN if waarde is None else None,
            "herkomst": "bron",
            "snapshot_id": SNAPSHOT,
        }
        for (indicator_id, jaar), waarden in (CIJFERS if cijfers is None else cijfers).items()
        for regio_code, waarde in waarden.items()
    ]
    frame = pd.DataFrame(rijen, columns=KOLOMMEN)
    getallen = dict.fromkeys(("waarde", "onder", "boven"), "float64")
    return frame.astype({**getallen, "ontbreekt_omdat": "str"})


def build_gebieden() -> dict[str, pd.DataFrame]:
    """The six tables of regions."""
    eind = date(2021, 1, 1)
    leden = {
        "GM9001": ("NL01", "LD91", "PV91", "CR91", "AM91"),
        "GM9002": ("NL01", "LD91", "PV91", "CR92", "AM91"),
        "GM9003": ("NL01", "LD91", "PV92", "CR92", "AM91"),
    }
    soorten = ("land", "landsdeel", "provincie", "corop", "arbeidsmarktregio")
    regios = {
        code: soort for rij in leden.values() for code, soort in zip(rij, soorten, strict=True)
    }
    return {
        "regio": pd.DataFrame(
            [
                *(
                    (f"GM900{n}", f"Gemeente {naam}", "gemeente", None, None if n < 4 else eind)
                    for n, naam in enumerate("ABCD", start=1)
                ),
                *((code, f"Regio {code}", soort, None, None) for code, soort in regios.items()),
            ],
            columns=["regio_code", "regio_naam", "soort", "geldig_van", "geldig_tot"],
        ),
        "regio_alias": pd.DataFrame(
            [("Gemeente D", "GM9001", "opgegaan in Gemeente A op 1 januari 2021")],
            columns=["naam", "regio_code", "uitleg"],
        ),
        "indeling": pd.DataFrame(
            [
                (2026, gemeente, soort, regio)
                for gemeente, rij in leden.items()
                for soort, regio in zip(soorten, rij, strict=True)
            ],
            columns=["jaar", "gemeente_code", "soort", "regio_code"],
        ),
        "herindeling": pd.DataFrame(
            [
                (eind, "GM9004", "GM9001", "opheffing", 6.0, 30.0, 60.0, 0.6, 0.6),
                (eind, "GM9004", "GM9002", "opheffing", 4.0, 20.0, 40.0, 0.4, 0.4),
            ],
            columns=[
                "datum",
                "van_code",
                "naar_code",
                "soort",
                "hectare",
                "woningen",
                "inwoners",
                "aandeel_inwoners",
                "aandeel_woningen",
            ],
        ),
        "regio_breuk": pd.DataFrame(
            [("GM9001", "2021JJ00", "Op 1 januari 2021 kwam een deel van Gemeente D erbij.")],
            columns=["regio_code", "periode_code", "reden"],
        ),
        "grens": pd.DataFrame(
            [(2025, "GM9001", "gemeente", b"\x01\x01\x00\x00\x00" + bytes(16))],
            columns=["jaar", "regio_code", "soort", "geometrie"],
        ),
    }


def build_snapshots() -> pd.DataFrame:
    """Table snapshot with the one payload all figures come from."""
    rij = {
        "snapshot_id": SNAPSHOT,
        "bron": "CBS, verzonnen cijfers",
        "tabel": None,
        "editie": "1",
        "gewijzigd_op": pd.NaT,
        "opgehaald_op": datetime(2026, 11, 21, tzinfo=UTC),
        "rijen": 30,
        "licentie": "CC BY 4.0",
        "url": "https://www.cbs.nl/",
    }
    return pd.DataFrame([rij])


def write_klein(
    map_: Path,
    *,
    waarnemingen: pd.DataFrame | None = None,
    regels: Iterable[str] = tuple(REGELS.values()),
    correcties: str | None = None,
    sta_toe_krimp: bool = False,
) -> Instellingen:
    """Write catalogue, corrections and bundled figures to a folder; return how to build them."""
    momentopname = map_ / "momentopname"
    momentopname.mkdir(parents=True, exist_ok=True)
    cijfers = build_waarnemingen() if waarnemingen is None else waarnemingen
    tabellen = build_gebieden() | {"snapshot": build_snapshots()}
    tabellen["waarneming"] = cijfers.drop(columns=["indeling_jaar", "herkomst"])
    for naam, frame in tabellen.items():
        frame.to_parquet(momentopname / f"{naam}.parquet", index=False)
    (map_ / "indicators.yaml").write_text(CATALOGUS + "".join(regels), encoding="utf-8")
    if correcties is not None:
        (map_ / "correcties.yaml").write_text(correcties, encoding="utf-8")
    return Instellingen(
        warehouse=map_ / "warehouse.duckdb",
        catalogus=map_ / "indicators.yaml",
        correcties=map_ / "correcties.yaml",
        momentopname=momentopname,
        snapshots=map_ / "snapshots",
        sta_toe_krimp=sta_toe_krimp,
        wacht_s=0.2,
    )
