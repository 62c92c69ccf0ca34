"""Everything the screens need from one warehouse, read and judged at once.

A build never changes after it is published, so this is computed once per build and then only read:
that is what keeps a page under 50 ms.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pandas as pd

from welvaart.beoordeling import Beoordeling, build_beoordeling
from welvaart.fouten import KeuzeFout
from welvaart.grondslag import Grondslag, build_grondslag
from welvaart.indicator import Indicator
from welvaart.reeksen import Reeksen, build_reeksen
from welvaart.regio import NEDERLAND, Regio
from welvaart.scorekaart import Groepswaarde, Regel, build_scorekaart
from welvaart.warehouse import Bouw, Warehouse

_SOORT_IN_TEKST = {
    "land": "het land",
    "landsdeel": "een landsdeel",
    "provincie": "een provincie",
    "corop": "een COROP-gebied",
    "arbeidsmarktregio": "een arbeidsmarktregio",
    "veiligheidsregio": "een veiligheidsregio",
    "ggd_regio": "een GGD-regio",
}


@dataclass(frozen=True)
class Thema:
    """A theme of brede welvaart and the indicators shown under it."""

    thema: str
    titel: str
    deel: str


@dataclass(frozen=True)
class Stand:
    """One build of the warehouse, read-only.

    Attributes:
        keuzes: label in the pick list → code of a living gemeente; old names too.
        lidmaatschap: gemeente_code → soort → regio_code, newest known membership.
        kanttekeningen: (indicator_id, regio_code or "*", periode_code or "*", soort, tekst).
        land: what stands for Nederland per (indicator_id, periode_code), also partial.
        afgerond: (indicator_id, regio_code) that the source gives only in whole units.
        grondslag: what the value of any group of gemeenten is computed from.
    """

    bouw: Bouw
    indicatoren: Mapping[str, Indicator]
    themas: tuple[Thema, ...]
    regios: Mapping[str, Regio]
    gemeenten: tuple[Regio, ...]
    aliassen: tuple[tuple[str, str, str], ...]
    lidmaatschap: Mapping[str, Mapping[str, str]]
    reeksen: Reeksen
    beoordeling: Beoordeling
    breuken: Mapping[str, list[tuple[str, str]]]
    regio_breuken: Mapping[str, list[tuple[str, str]]]
    kanttekeningen: tuple[tuple[str, str, str, str, str], ...]
    land: Mapping[tuple[str, str], Groepswaarde]
    afgerond: frozenset[tuple[str, str]]
    grondslag: Grondslag
    hiaten: pd.DataFrame
    dekking: pd.DataFrame
    snapshots: pd.DataFrame

    @cached_property
    def keuzes(self) -> dict[str, str]:
        """Labels of the pick list, alphabetically without accents or leading 's-."""
        keuzes = {gemeente.naam: gemeente.code for gemeente in self.gemeenten}
        for naam, code, _ in self.aliassen:
            if naam not in keuzes and code in self.regios:
                keuzes[f"{naam} → {self.regios[code].naam}"] = code
        return dict(sorted(keuzes.items(), key=lambda paar: _sort_key(paar[0])))

    @cached_property
    def gemeente_codes(self) -> frozenset[str]:
        """Codes of the gemeenten that exist now."""
        return frozenset(gemeente.code for gemeente in self.gemeenten)

    def find_gemeente(self, regio_code: str) -> Regio:
        """The living gemeente of this code.

        Raises:
            KeuzeFout: no such code, another kind of regio, or an ended gemeente; says which.
        """
        regio = self.regios.get(regio_code)
        if regio is None:
            raise KeuzeFout(
                f"'{regio_code}' is geen code van een gemeente. Kies hieronder een gemeente."
            )
        if regio.soort != "gemeente":
            soort = _SOORT_IN_TEKST.get(regio.soort, "geen gemeente")
            raise KeuzeFout(f"{regio.naam} is {soort}. Kies hieronder een gemeente.")
        if regio_code not in self.gemeente_codes:
            uitleg = [
                f"{self.regios[code].naam} ({tekst})"
                for naam, code, tekst in self.aliassen
                if naam == regio.naam
            ]
            waarheen = f" Zie {' of '.join(uitleg)}." if uitleg else ""
            raise KeuzeFout(f"De gemeente {regio.naam} bestaat niet meer.{waarheen}")
        return regio

    def find_regio(self, gemeente_code: str, soort: str) -> Regio | None:
        """The regio of a kind to which a gemeente belongs now, if known."""
        code = self.lidmaatschap.get(gemeente_code, {}).get(soort)
        return self.regios.get(code) if code else None

    def build_scorekaart(self, regio_code: str) -> list[Regel]:
        """The nulmeting of one regio."""
        return build_scorekaart(
            self.reeksen, self.beoordeling, self.indicatoren, regio_code, self.land, self.afgerond
        )

    def find_kanttekeningen(self, indicator_id: str, regio_code: str) -> list[tuple[str, str]]:
        """Remarks for one indicator and regio: (soort, tekst), each once."""
        gevonden = {
            (soort, tekst): None
            for ind, regio, _, soort, tekst in self.kanttekeningen
            if ind == indicator_id and regio in (regio_code, "*")
        }
        return list(gevonden)


def read_stand(pad: Path) -> Stand:
    """Read one warehouse and judge every gemeente.

    Raises:
        WarehouseFout: the file is missing, damaged or of another version.
    """
    with Warehouse.open(pad) as warehouse:
        indicatoren = warehouse.read_indicatoren()
        regios = warehouse.read_regios()
        waarnemingen = warehouse.read_waarnemingen()
        breuken, regio_breuken = warehouse.read_breuken(), warehouse.read_regio_breuken()
        kanttekeningen = warehouse.read_kanttekeningen()
        met_cijfer = set(waarnemingen["regio_code"])
        reeksen = build_reeksen(
            waarnemingen, list(indicatoren), [code for code in regios if code in met_cijfer]
        )
        afgerond = kanttekeningen[kanttekeningen["soort"] == "afgerond"]
        grof = frozenset(zip(afgerond["indicator_id"], afgerond["regio_code"], strict=True))
        gemeenten = tuple(warehouse.read_gemeenten())
        return Stand(
            bouw=warehouse.read_bouw(),
            indicatoren=indicatoren,
            themas=tuple(Thema(*rij) for rij in warehouse.read_themas()),
            regios=regios,
            gemeenten=gemeenten,
            aliassen=tuple(warehouse.read_aliassen()),
            lidmaatschap=warehouse.read_lidmaatschap(),
            reeksen=reeksen,
            beoordeling=build_beoordeling(
                reeksen,
                indicatoren,
                breuken=breuken,
                regio_breuken=regio_breuken,
                zonder_trend=set(grof),
            ),
            breuken=breuken,
            regio_breuken=regio_breuken,
            kanttekeningen=tuple(kanttekeningen.itertuples(index=False, name=None)),
            land=_collect_land(reeksen, warehouse),
            afgerond=grof,
            grondslag=build_grondslag(
                reeksen,
                indicatoren,
                [gemeente.code for gemeente in gemeenten],
                gewichten=warehouse.read_gewichten(),
                regio_breuken=regio_breuken,
            ),
            hiaten=warehouse.read_hiaten(),
            dekking=warehouse.read_dekking(),
            snapshots=warehouse.read_snapshots(),
        )


def _collect_land(reeksen: Reeksen, warehouse: Warehouse) -> dict[tuple[str, str], Groepswaarde]:
    land = {
        (ind, periode): Groepswaarde(waarde, methode, n, volledig)
        for ind, periode, methode, waarde, n, _, volledig in warehouse.read_groepswaarden(NEDERLAND)
    }
    r = reeksen.get_r(NEDERLAND)
    for i, indicator_id in enumerate(reeksen.indicator_ids if r is not None else ()):
        for t, periode in enumerate(reeksen.perioden[i]):
            if (
                reeksen.herkomst[i, r, t] in ("bron", "import")
                and reeksen.waarde[i, r, t] == reeksen.waarde[i, r, t]
            ):
                land[indicator_id, periode] = Groepswaarde(
                    float(reeksen.waarde[i, r, t]), "bron", None, True
                )
    return land


def _sort_key(naam: str) -> str:
    return (
        naam.casefold().removeprefix("'s-").removeprefix("'t ").replace("â", "a").replace("ú", "u")
    )
