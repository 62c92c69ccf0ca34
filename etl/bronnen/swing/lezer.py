"""One catalogue entry at a Swing portal, as a round sees it.

A portal does not say when its figures changed. Where it marks its replies (ETag or Last-Modified,
as HTTP knows them; Swing does not promise them) each page is asked whether it changed; else every
page is asked for every time. What is the same as before is not stored again. The list of periods
is no sign: a revision leaves it as it is.
"""

import io
import json
import re
from collections.abc import Mapping, Sequence
from functools import cached_property
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from etl.bronnen.lezer import Herkomst, Meld, Ophaling
from etl.bronnen.swing.dienst import Rij, SwingDienst
from etl.snapshot import SLEUTEL_META
from etl.transformaties.getal import find_decimaalteken, is_dubbelzinnig, parse_getal
from welvaart.catalogus import SwingBron
from welvaart.fouten import BronFout

_FORMAAT = 1
PERIODENIVEAU = "year"
_SOORTEN = (
    ("gemeente", "GM", 4),
    ("provincie", "PV", 2),
    ("corop", "CR", 2),
    ("arbeidsmarktregio", "AM", 2),
    ("nederland", "NL", 2),
    ("land", "NL", 2),
)
_CODE = re.compile(r"(?P<niveau>.+)_(?P<nummer>\d{1,4})")
_VAST = ("ExternalCode", "Period", "ValueString")
_VELDEN = (*_VAST, "GeoLevel", "PeriodLevel", "Description")


class SwingLezer:
    """See `etl.bronnen.lezer.Bronlezer`."""

    gestopt = False

    def __init__(self, dienst: SwingDienst, bron: SwingBron) -> None:
        self.dienst, self.bron = dienst, bron
        self.wat = f"Swing-databank {dienst.host}, onderwerp {bron.onderwerp}"
        self._letters, self._breedte = _find_soort(bron)
        self._toetsen: list[dict[str, str]] = []

    def prepare(self) -> None:
        """Nothing: a portal is asked one thing after the other."""

    def is_ongewijzigd(self, sidecar: Mapping[str, Any]) -> bool:
        """Whether every page is still as it was; False when the portal did not mark them."""
        return self.dienst.is_ongewijzigd(sidecar.get("toetsen", ()), self.wat)

    @cached_property
    def variabele(self) -> Rij:
        """What the portal says of the variable."""
        pad = self.dienst.get_pad(Variables=self.bron.onderwerp)
        gevonden = self.dienst.fetch_object(pad, self.wat)
        if gevonden is None:
            raise BronFout(
                f"{self.wat}: dit onderwerp is daar niet gepubliceerd (HTTP 404); controleer de "
                f"code in indicators.yaml. Alle codes staan op {self.dienst.adres}/Variables"
            )
        return gevonden

    @property
    def herkomst(self) -> Herkomst:
        """Where the payload comes from."""
        return Herkomst(
            bron=f"Swing-databank {self.dienst.host}",
            tabel=self.bron.onderwerp,
            titel=self._onderwerp["titel"],
            editie="zoals de databank het gaf bij het ophalen",
            gewijzigd_op=None,
            licentie="niet opgegeven",
            url=self.dienst.adres,
            opgehaald_van=f"{self.dienst.adres}/{self._pad}",
            onderwerp=self._onderwerp,
            toetsen=tuple(self._toetsen),
        )

    @property
    def _onderwerp(self) -> dict[str, str]:
        velden = {naam: str(self.variabele.get(naam) or "").strip() for naam in ("Name", "Unit")}
        return {
            "code": self.bron.onderwerp,
            "titel": velden["Name"] or self.bron.onderwerp,
            "eenheid": velden["Unit"],
            "groep": "",
        }

    @property
    def _pad(self) -> str:
        bron = self.bron
        delen = {"GeoLevels": bron.gebiedsniveau, "PeriodLevels": PERIODENIVEAU, "Periods": "all"}
        return f"{self.dienst.get_pad(Variables=bron.onderwerp, **delen)}/Values"

    def fetch(
        self, kern: Mapping[str, Any], werkmap: Path, *, tegelijk: int, meld: Meld
    ) -> Ophaling:
        """Fetch every row, page after page; so few that a broken-off run starts anew."""
        onderwerp = self._onderwerp
        rijen: list[Rij] = []
        toetsen: list[dict[str, str] | None] = []
        gelezen = 0
        for pagina in self.dienst.fetch_paginas(self._pad, self.wat):
            if pagina is None:
                raise BronFout(self._explain_niveau())
            rijen += pagina.rijen
            gelezen += pagina.bytes
            toetsen.append(pagina.toets)
            meld(len(pagina.rijen), pagina.bytes, None)
        self._toetsen = [toets for toets in toetsen if toets] if None not in toetsen else []
        self._check_rijen(rijen)
        over = [rij for rij in rijen if self._is_gevraagd(rij)]
        if not over:
            waarom = "pas vanaf aan" if rijen else "controleer onderwerp en gebiedsniveau"
            raise BronFout(
                f"{self.wat}: nul rijen (de databank gaf er {len(rijen)}, van alle jaren samen); "
                f"{waarom} in indicators.yaml"
            )
        inhoud = self._assemble(over, onderwerp, kern)
        return Ophaling(inhoud, len(over), gelezen, len(toetsen))

    def find_verschillen(self) -> Sequence[str]:
        """Sentences where the entry is not what the portal has: the kind of area, the years."""
        bron, _ = self.bron, self.variabele
        if bron.gebiedsniveau not in self._fetch_codes("GeoLevels"):
            return [self._explain_niveau()]
        delen = {"GeoLevels": bron.gebiedsniveau, "PeriodLevels": PERIODENIVEAU}
        jaren = self._fetch_codes("Periods", **delen)
        if bron.vanaf is not None and not any(jaar[:4] >= str(bron.vanaf) for jaar in jaren):
            laatste = f"; de laatste periode is {max(jaren)}" if jaren else ""
            return [f"{self.wat}: er zijn geen cijfers vanaf {bron.vanaf}{laatste}; pas vanaf aan"]
        return []

    def _fetch_codes(self, lijst: str, **delen: str) -> list[str]:
        """Codes of a list below the variable; none when it is not there."""
        codes: list[str] = []
        pad = f"{self.dienst.get_pad(Variables=self.bron.onderwerp, **delen)}/{lijst}"
        for pagina in self.dienst.fetch_paginas(pad, self.wat):
            codes += [str(rij.get("ExternalCode")) for rij in (pagina.rijen if pagina else ())]
        return codes

    def _explain_niveau(self) -> str:
        """Say which kinds of area the variable does have."""
        niveaus = self._fetch_codes("GeoLevels")
        keuze = f"kies gebiedsniveau uit {', '.join(niveaus)}" if niveaus else "controleer de code"
        return (
            f"{self.wat}: er zijn geen jaarcijfers voor gebiedsniveau "
            f"'{self.bron.gebiedsniveau}' (HTTP 404); {keuze} in indicators.yaml"
        )

    def _is_gevraagd(self, rij: Rij) -> bool:
        """Whether a row is of a year that is asked for, or of no year at all (counted later)."""
        jaar = str(rij.get("Period", ""))[:4]
        return self.bron.vanaf is None or not jaar.isdecimal() or int(jaar) >= self.bron.vanaf

    def _check_rijen(self, rijen: Sequence[Rij]) -> None:
        """Refuse rows of another form, of another area than asked, or twice."""
        for rij in rijen:
            if mist := [naam for naam in _VAST if not isinstance(rij.get(naam), str)]:
                raise BronFout(
                    f"{self.wat}: Values heeft een andere vorm dan eerst ({', '.join(mist)} "
                    "ontbreekt); meld dit aan beheer"
                )
            niveau = str(rij.get("GeoLevel") or self.bron.gebiedsniveau)
            if niveau.casefold() != self.bron.gebiedsniveau.casefold():
                raise BronFout(
                    f"{self.wat}: er komen cijfers van gebiedsniveau '{niveau}' in plaats van "
                    f"'{self.bron.gebiedsniveau}'; er is niets opgeslagen"
                )
        sleutels = {(rij["ExternalCode"], rij["Period"]) for rij in rijen}
        if len(sleutels) != len(rijen):
            raise BronFout(
                f"{self.wat}: de databank gaf {len(rijen) - len(sleutels)} rijen dubbel; probeer "
                "het later opnieuw. De cijfers die u had, blijven staan"
            )

    def _to_regio(self, code: str) -> str:
        """Code of CBS: "gemeente_106" → "GM0106"; a code of another form stays as it is."""
        gevonden = _CODE.fullmatch(code.strip())
        if gevonden is None or gevonden["niveau"].casefold() != self.bron.gebiedsniveau.casefold():
            return code.strip()
        return f"{self._letters}{int(gevonden['nummer']):0{self._breedte}d}"

    def _assemble(
        self, rijen: Sequence[Rij], onderwerp: Mapping[str, str], kern: Mapping[str, Any]
    ) -> bytes:
        """The rows as they came, with what they mean; sorted, so their order leaves no trace."""
        rijen = sorted(rijen, key=lambda rij: (rij["ExternalCode"], rij["Period"]))
        kenmerken, waarden = self._parse_waarden([rij["ValueString"].strip() for rij in rijen])
        kolommen: dict[str, pa.Array] = {
            naam: pa.array([_to_tekst(rij.get(naam)) for rij in rijen], pa.string())
            for naam in _VELDEN
        }
        kolommen["ValueAttribute"] = pa.array(kenmerken, pa.string())
        kolommen["Value"] = pa.array(waarden, pa.float64())
        regios = [self._to_regio(rij["ExternalCode"]) for rij in rijen]
        kolommen["RegioS"] = pa.array(regios, pa.string())
        meta = {
            "formaat": _FORMAAT,
            "kern": dict(kern),
            "wat": self.wat,
            "tabel": self.bron.onderwerp,
            "onderwerp": dict(onderwerp),
            "geo": "RegioS",
            "tijd": "Period",
            "perioden": {rij["Period"].strip(): {} for rij in rijen},
        }
        tabel = pa.table(kolommen).replace_schema_metadata(
            {SLEUTEL_META: json.dumps(meta, sort_keys=True).encode()}
        )
        uit = io.BytesIO()
        pq.write_table(tabel, uit, compression="zstd")
        return uit.getvalue()

    def _parse_waarden(self, teksten: Sequence[str]) -> tuple[list[str], list[float | None]]:
        """ValueAttribute and Value of each text; a point is decimal unless commas prove otherwise.

        Raises:
            BronFout: a text is no number and no sign for "missing", or may mean two numbers.
        """
        kenmerken, waarden = [], []
        try:
            teken = find_decimaalteken(teksten)
            for tekst in teksten:
                if teken is None and "," in tekst and is_dubbelzinnig(tekst):
                    raise BronFout(f"'{tekst}' kan twee getallen zijn")
                waarde, reden = parse_getal(tekst, teken or ".")
                waarden.append(waarde)
                kenmerken.append("None" if reden is None else "Withheld" if reden else "Blank")
        except BronFout as fout:
            raise BronFout(f"{self.wat}: {fout}; er is niets opgeslagen") from fout
        return kenmerken, waarden


def _to_tekst(waarde: object) -> str | None:
    return None if waarde is None else str(waarde)


def _find_soort(bron: SwingBron) -> tuple[str, int]:
    """Letters and width of the codes of CBS for the kind of area that is asked for.

    Raises:
        BronFout: this kind is not known, or is not what `regios` says; or a selection is asked.
    """
    if bron.selectie:
        raise BronFout(
            f"onderwerp {bron.onderwerp}: selectie kan bij Swing nog niet; kies de code van een "
            "onderwerp zonder verdere indeling"
        )
    niveau = bron.gebiedsniveau.casefold()
    gevonden = [(letters, n) for woord, letters, n in _SOORTEN if niveau.startswith(woord)]
    if not gevonden or bron.regios != (gevonden[0][0],):
        bekend = ", ".join(f"{woord} ({letters})" for woord, letters, _ in _SOORTEN)
        raise BronFout(
            f"onderwerp {bron.onderwerp}: gebiedsniveau '{bron.gebiedsniveau}' en regios "
            f"{', '.join(bron.regios)} horen niet bij elkaar; kies er een uit {bekend}"
        )
    return gevonden[0]
