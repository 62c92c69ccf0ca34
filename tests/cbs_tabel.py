"""Small tables of figures as CBS tables: what the test server renders, in v4 form.

The figures stand in tests/data/*.csv, the rest in cbs_tabellen.yaml. A cell is a number, the name
of a ValueAttribute, or blank (Impossible: the regio did not exist).
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).with_name("data")
TIJD = "Perioden"
STUB = "TijdelijkNietBeschikbaar"
Cel = float | str
Plek = tuple[str, str, str]


@dataclass(frozen=True)
class CbsTabel:
    """One table. `cijfers` is (topic, regio, period) → number or ValueAttribute."""

    tabel: str
    titel: str
    gewijzigd_op: str
    aantal: int
    geo: Mapping[str, str]
    regios: Mapping[str, Mapping[str, str]]
    onderwerpen: Mapping[str, Mapping[str, Any]]
    perioden: Mapping[str, Mapping[str, str]]
    cijfers: Mapping[Plek, Cel]
    dimensies: Mapping[str, Mapping[str, Any]]
    vast: Mapping[str, str]
    groepen: Mapping[str, Mapping[str, str]]
    opvulling: int = 0
    """v4 codes in Observations padded to this width, while the code lists stay unpadded."""
    zonder_tijd: bool = False
    """No dimension of time, as a table of one edition: all its figures are of its one period."""

    @property
    def geo_naam(self) -> str:
        return self.geo["naam"]

    def build_eigenschappen(self, wortel: str) -> dict[str, Any]:
        status = self.geo.get("status", "Regulier")
        return {
            "Identifier": self.tabel,
            "Title": self.titel,
            "Language": "nl",
            "Modified": self.gewijzigd_op,
            "ReleaseDate": self.gewijzigd_op,
            "Status": status,
            "Frequency": "Per jaar",
            "ObservationCount": self.aantal,
            "ObservationsModified": self.gewijzigd_op,
            "DatasetType": "Numeric",
            "License": "https://creativecommons.org/licenses/by/4.0/",
            "Distributions": [{"Format": "odata", "DownloadUrl": f"{wortel}/{self.tabel}"}],
        }

    def build_dimensies(self, wortel: str) -> list[dict[str, Any]]:
        soorten = {naam: "Dimension" for naam in self.dimensies}
        soorten |= {self.geo_naam: self.geo["soort"]} | self.build_tijd("TimeDimension")
        titels = {naam: dim["titel"] for naam, dim in self.dimensies.items()}
        titels |= {self.geo_naam: "Regio's", TIJD: "Perioden"}
        rijen = []
        for naam, soort in soorten.items():
            rij: dict[str, Any] = {"@odata.type": f"#Cbs.Ccb.Models.{soort}"}
            if soort == "Dimension":
                rij = {}
            groepen = naam in (self.geo_naam, TIJD)
            rijen.append(
                {
                    **rij,
                    "Identifier": naam,
                    "Title": titels[naam],
                    "Description": "",
                    "MapYear": "",
                    "ReleasePolicy": None,
                    "Kind": soort,
                    "ContainsGroups": groepen,
                    "ContainsCodes": True,
                    "CodesUrl": f"{wortel}/{self.tabel}/{naam}Codes",
                    "GroupsUrl": f"{wortel}/{self.tabel}/{naam}Groups" if groepen else None,
                }
            )
        return rijen

    def build_tijd(self, waarde: str) -> dict[str, str]:
        """The dimension of time with this value; nothing for a table that has none."""
        return {} if self.zonder_tijd else {TIJD: waarde}

    def build_onderwerpen(self) -> list[dict[str, Any]]:
        eerste = len(self.dimensies) + 2
        return [
            {
                "Identifier": code,
                "Index": index,
                "Title": onderwerp["titel"],
                "Description": "",
                "MeasureGroupId": onderwerp.get("groep"),
                "DataType": onderwerp["soort"],
                "Unit": onderwerp["eenheid"],
                "Decimals": onderwerp["decimalen"],
                "PresentationType": "Absolute",
            }
            for index, (code, onderwerp) in enumerate(self.onderwerpen.items(), start=eerste)
        ]

    def build_groepen(self) -> list[dict[str, Any]]:
        return [
            {
                "Id": naam,
                "Index": index,
                "Title": groep["titel"],
                "Description": "",
                "ParentId": groep.get("ouder"),
            }
            for index, (naam, groep) in enumerate(self.groepen.items(), start=1)
        ]

    def build_codes(self, dimensie: str) -> list[dict[str, Any]]:
        if dimensie == self.geo_naam:
            bron = self.regios
        elif dimensie == TIJD:
            bron = {code: {**rij, "groep": "0"} for code, rij in self.perioden.items()}
        else:
            codes = self.dimensies[dimensie]["codes"]
            bron = {code: {"titel": titel} for code, titel in codes.items()}
        rijen = []
        for index, (code, rij) in enumerate(bron.items(), start=1):
            uit = {
                "Identifier": code,
                "Index": index,
                "Title": rij["titel"],
                "Description": rij.get("omschrijving", ""),
                "DimensionGroupId": rij.get("groep"),
            }
            rijen.append(uit | ({"Status": rij.get("status")} if dimensie == TIJD else {}))
        return rijen

    def build_dimensiegroepen(self, dimensie: str) -> list[dict[str, Any]]:
        namen = {rij["DimensionGroupId"] for rij in self.build_codes(dimensie)} - {None}
        return [
            {"Id": naam, "Index": index, "Title": naam, "Description": "", "ParentId": None}
            for index, naam in enumerate(sorted(namen), start=1)
        ]

    @cached_property
    def waarnemingen(self) -> list[dict[str, Any]]:
        """Every combination of regio, period and topic has a row, with or without a figure."""
        rijen = []
        for regio in self.regios:
            for periode in self.perioden:
                for onderwerp in self.onderwerpen:
                    cel = self.cijfers.get((onderwerp, regio, periode), "Impossible")
                    leeg = isinstance(cel, str)
                    codes = {**self.vast, self.geo_naam: regio, **self.build_tijd(periode)}
                    rijen.append(
                        {
                            "Id": 55 + len(rijen),
                            "Measure": onderwerp,
                            "ValueAttribute": cel if leeg else "None",
                            "Value": None if leeg else _to_getal(cel),
                            "StringValue": None,
                            **{naam: code.ljust(self.opvulling) for naam, code in codes.items()},
                        }
                    )
        return rijen


def _to_getal(cel: Cel) -> float:
    getal = float(cel)
    return int(getal) if getal.is_integer() else getal


def _parse_cel(tekst: str) -> Cel:
    return tekst if tekst[:1].isalpha() else float(tekst)


def load_tabellen(map_: Path = DATA) -> dict[str, CbsTabel]:
    """Every table of a folder (tests/data when none is given), by its id."""
    beschrijving = yaml.safe_load((map_ / "cbs_tabellen.yaml").read_text(encoding="utf-8"))
    tabellen = {}
    for tabel, velden in beschrijving.items():
        with (map_ / f"cbs_{tabel}.csv").open(encoding="utf-8", newline="") as bestand:
            rijen = list(csv.DictReader(bestand, delimiter=";"))
        perioden = velden["perioden"]
        if "onderwerp" in rijen[0]:
            regios = velden["regios"]
            cijfers = {
                (rij["onderwerp"], rij["regio"], rij["periode"]): _parse_cel(rij["cel"])
                for rij in rijen
            }
        else:  # wide: one row per regio, one column per year, all of the first topic
            eerste = next(iter(velden["onderwerpen"]))
            regios = {rij["regio"]: {"titel": rij["naam"], "groep": rij["groep"]} for rij in rijen}
            cijfers = {
                (eerste, rij["regio"], periode): _parse_cel(rij[periode[:4]])
                for rij in rijen
                for periode in perioden
                if rij[periode[:4]]
            }
        tabellen[tabel] = CbsTabel(
            tabel=tabel,
            titel=velden["titel"],
            gewijzigd_op=velden["gewijzigd_op"],
            aantal=velden["aantal"],
            geo=velden["geo"],
            regios=regios,
            onderwerpen=velden["onderwerpen"],
            perioden=perioden,
            cijfers=cijfers,
            dimensies=velden.get("dimensies", {}),
            vast=velden.get("vast", {}),
            groepen=velden.get("groepen", {}),
            zonder_tijd=velden.get("zonder_tijd", False),
        )
    return tabellen


def _drop_grootste(tabel: CbsTabel) -> CbsTabel:
    """Without the figures of the gemeente that has the highest ones."""
    gemeenten = {plek: cel for plek, cel in tabel.cijfers.items() if plek[1].startswith("GM")}
    groot = max(gemeenten, key=lambda p: 0.0 if isinstance(gemeenten[p], str) else gemeenten[p])[1]
    over = {plek: cel for plek, cel in tabel.cijfers.items() if plek[1] != groot}
    return replace(tabel, cijfers=over)


def _rename_codes(tabel: CbsTabel) -> CbsTabel:
    """Every topic under another code, as when the numbering of a new edition moves on."""
    return replace(
        tabel,
        onderwerpen={f"{code}9": rij for code, rij in tabel.onderwerpen.items()},
        cijfers={(f"{o}9", r, p): cel for (o, r, p), cel in tabel.cijfers.items()},
    )


def _build_stub(tabel: CbsTabel) -> CbsTabel:
    onderwerp = {"titel": "Tijdelijk niet beschikbaar", "eenheid": "", "soort": "Long"}
    return replace(
        tabel,
        dimensies={STUB: {"titel": "Tijdelijk niet beschikbaar", "codes": {"1": "Niets"}}},
        vast={STUB: "1"},
        onderwerpen={f"{STUB}_1": {**onderwerp, "decimalen": 0}},
        cijfers={},
    )


INHOUD_FOUTEN: dict[str, Any] = {
    "stub": _build_stub,
    "onderwerp": _rename_codes,
    "hernoemd": lambda tabel: replace(
        tabel,
        onderwerpen={
            code: {**rij, "titel": f"Levering {rij['titel']}"}
            for code, rij in tabel.onderwerpen.items()
        },
    ),
    "eenheid": lambda tabel: replace(
        tabel,
        onderwerpen={code: {**r, "eenheid": "mln euro"} for code, r in tabel.onderwerpen.items()},
    ),
    "regio_weg": _drop_grootste,
    "gehalveerd": lambda tabel: replace(
        tabel,
        cijfers={
            plek: cel if isinstance(cel, str) else cel / 2 for plek, cel in tabel.cijfers.items()
        },
    ),
    "leeg": lambda tabel: replace(tabel, cijfers={}),
    "opgevuld": lambda tabel: replace(tabel, opvulling=10),
}
"""Faults in what a table says; the transport itself works."""
