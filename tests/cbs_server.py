"""A local CBS: OData v4 and v3 of small tables, with every fault of a bad day as a switch.

By hand: `python -m tests.cbs_server --port 9000 [--fout gehalveerd]`, then in another terminal
`CBS_V4_URL=http://127.0.0.1:9000/odata/v1/CBS python -m etl fetch inwoners`.
"""

import argparse
import itertools
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from tests import cbs_v3
from tests.cbs_filter import FilterFout, parse_filter
from tests.cbs_tabel import DATA, INHOUD_FOUTEN, CbsTabel, load_tabellen
from tests.proefserver import HTML, VERBINDINGSFOUTEN, Antwoord, Proefserver, Storing

V4 = "/odata/v1/CBS"
MAX_API = 10_000
KETENFOUTEN = ("eindeloos", "kring")
"""A list whose next page is always another one, or that same page."""
VERZOEKFOUTEN = (*VERBINDINGSFOUTEN, *KETENFOUTEN, "404", "500", "html")
V3_FOUTEN = ("ongevuld",)
FOUTEN = (*VERZOEKFOUTEN, *INHOUD_FOUTEN, *V3_FOUTEN)


@dataclass
class CbsServer(Proefserver):
    """The server and what it saw.

    Attributes:
        pagina: rows per page, of v4 and of the v3 feed.
    """

    tabellen: dict[str, CbsTabel] = field(default_factory=load_tabellen)
    pagina: int = 100_000
    koppen: list[Mapping[str, str]] = field(default_factory=list)
    _nummers: Iterator[int] = field(default_factory=itertools.count)

    def __post_init__(self) -> None:
        super().__post_init__()
        self._gezocht: dict[tuple[int, str], tuple[list[Any], list[dict[str, Any]]]] = {}

    @property
    def v4_url(self) -> str:
        return self.basis + V4

    def publish(self, tabel: str, gewijzigd_op: str, inhoud_fout: str | None = None) -> None:
        """Let CBS publish a table again, with a new Modified and perhaps changed in content."""
        nieuw = replace(self.tabellen[tabel], gewijzigd_op=gewijzigd_op)
        self.tabellen[tabel] = INHOUD_FOUTEN[inhoud_fout](nieuw) if inhoud_fout else nieuw

    def note(self, adres: str, koppen: Mapping[str, str]) -> str:
        """Write path and query down; name the fault that hits this request."""
        delen = urlsplit(adres)
        pad = f"{unquote(delen.path)}?{dict(parse_qsl(delen.query, keep_blank_values=True))}"
        with self.slot:
            self.verzoeken.append(pad)
            self.koppen.append(koppen)
            storing = self.storing
            if storing is None or storing.fout not in VERZOEKFOUTEN:
                return ""
            return storing.fout if storing.strike(pad) else ""

    def reply(self, adres: str, koppen: Mapping[str, str], fout: str) -> Antwoord:
        delen = urlsplit(adres)
        if fout in ("404", "500"):
            return Antwoord({"error": {"code": "", "message": "Storing"}}, int(fout))
        if fout == "html":
            return Antwoord(HTML, soort="text/html; charset=utf-8")
        opties = dict(parse_qsl(delen.query, keep_blank_values=True))
        antwoord = self.answer(unquote(delen.path), opties)
        if fout in KETENFOUTEN and isinstance(antwoord.inhoud, dict) and "value" in antwoord.inhoud:
            teken = "&" if delen.query else "?"
            verder = f"{teken}$skiptoken={next(self._nummers)}" if fout == "eindeloos" else ""
            naam = "@odata.nextLink" if adres.startswith(V4) else "odata.nextLink"
            antwoord.inhoud = {**antwoord.inhoud, naam: f"{self.basis}{adres}{verder}"}
        return antwoord

    def get_tabel(self, tabel: str) -> CbsTabel:
        gevonden = self.tabellen[tabel]
        if self.storing is not None and self.storing.fout in INHOUD_FOUTEN:
            return INHOUD_FOUTEN[self.storing.fout](gevonden)  # type: ignore[no-any-return]
        return gevonden

    def answer(self, pad: str, opties: Mapping[str, str]) -> Antwoord:
        delen = [deel for deel in pad.split("/") if deel]
        if pad.startswith(f"{V4}/"):
            return self._answer_v4(delen[3:], opties)
        if len(delen) >= 2 and delen[0] in ("ODataFeed", "ODataApi", "ODataCatalog"):
            return self._answer_v3(delen, opties)
        return _missing()

    # --- v4 ---------------------------------------------------------------------------------

    def _answer_v4(self, delen: Sequence[str], opties: Mapping[str, str]) -> Antwoord:
        if list(delen) == ["Datasets"]:
            rijen = [self._build_dataset(tabel) for tabel in self.tabellen.values()]
            return Antwoord({"@odata.context": f"{self.v4_url}/$metadata#Datasets", "value": rijen})
        if not delen or delen[0] not in self.tabellen:
            return _missing()
        tabel = self.get_tabel(delen[0])
        context = f"{self.v4_url}/{tabel.tabel}/$metadata#{'/'.join(delen[1:])}"
        if list(delen[1:]) == ["Properties"]:
            return Antwoord({"@odata.context": context, **tabel.build_eigenschappen(self.v4_url)})
        if delen[1:2] == ["Observations"]:
            return self._answer_waarnemingen(tabel, delen[2:], opties, context)
        rijen = self._find_v4_rijen(tabel, "/".join(delen[1:]))
        return (
            _missing() if rijen is None else Antwoord({"@odata.context": context, "value": rijen})
        )

    def _find_v4_rijen(self, tabel: CbsTabel, naam: str) -> list[dict[str, Any]] | None:
        namen = {rij["Identifier"]: rij for rij in tabel.build_dimensies(self.v4_url)}
        if naam == "":
            delen = ["Properties", "Dimensions", "MeasureCodes", "MeasureGroups", "Observations"]
            delen += [rij["CodesUrl"].rpartition("/")[2] for rij in namen.values()]
            return [{"name": deel, "kind": "EntitySet", "url": deel} for deel in delen]
        if naam == "Dimensions":
            return list(namen.values())
        if naam == "MeasureCodes":
            return tabel.build_onderwerpen()
        if naam == "MeasureGroups":
            return tabel.build_groepen()
        for einde, doe in (("Codes", tabel.build_codes), ("Groups", tabel.build_dimensiegroepen)):
            if naam.endswith(einde) and (dimensie := naam.removesuffix(einde)) in namen:
                heeft = namen[dimensie]["GroupsUrl"] is not None or einde == "Codes"
                return doe(dimensie) if heeft else None
        return None

    def _build_dataset(self, tabel: CbsTabel) -> dict[str, Any]:
        namen = ("Identifier", "Title", "Language", "Modified", "Status", "DatasetType")
        return {naam: tabel.build_eigenschappen(self.v4_url)[naam] for naam in namen}

    def _answer_waarnemingen(
        self, tabel: CbsTabel, rest: Sequence[str], opties: Mapping[str, str], context: str
    ) -> Antwoord:
        rijen = tabel.waarnemingen
        try:
            toets = parse_filter(opties.get("$filter", ""), set(rijen[0]), versie=4)
            vraag = (id(rijen), opties.get("$filter", ""))
            if vraag not in self._gezocht:
                self._gezocht[vraag] = (rijen, [rij for rij in rijen if toets(rij)])
            over = self._gezocht[vraag][1]
        except (FilterFout, TypeError) as fout:
            return Antwoord({"error": {"code": "", "message": str(fout)}}, 400)
        if list(rest) == ["$count"]:
            return Antwoord(str(len(over)), soort="text/plain")
        van, top = int(opties.get("$skip", 0)), int(opties.get("$top", len(over)))
        stuk = over[van : van + min(self.pagina, top)]
        body: dict[str, Any] = {"@odata.context": context, "value": _select(stuk, opties)}
        if top > self.pagina and len(over) > van + self.pagina:
            verder = {**opties, "$skip": str(van + self.pagina)}
            if "$top" in opties:
                verder["$top"] = str(top - self.pagina)
            body["@odata.nextLink"] = f"{self.v4_url}/{tabel.tabel}/Observations?{_encode(verder)}"
        return Antwoord(body)

    # --- v3 ---------------------------------------------------------------------------------

    def _answer_v3(self, delen: Sequence[str], opties: Mapping[str, str]) -> Antwoord:
        soort = "application/json;odata=minimalmetadata;streaming=true;charset=utf-8"
        if delen[0] == "ODataCatalog":
            if delen[1] != "Tables":
                return _missing()
            rijen = [
                cbs_v3.build_deel(tabel, "TableInfos", suffix=0, opgevuld=True)[0]
                for tabel in self.tabellen.values()
            ]
            return Antwoord(
                {"odata.metadata": f"{self.basis}/$metadata", "value": rijen}, 200, soort
            )
        bekend = {naam.casefold(): naam for naam in self.tabellen}
        if delen[1].casefold() != "odata" or len(delen) < 3 or delen[2].casefold() not in bekend:
            return _missing()
        tabel = self.get_tabel(bekend[delen[2].casefold()])
        wortel = f"{self.basis}/{delen[0]}/OData/{tabel.tabel}"
        if len(delen) == 3:
            namen = cbs_v3.get_namen(tabel)
            rijen = [{"name": naam, "url": f"{wortel}/{naam}"} for naam in namen]
            return Antwoord({"odata.metadata": f"{wortel}/$metadata", "value": rijen}, 200, soort)
        if delen[3] not in cbs_v3.get_namen(tabel):
            return _missing()
        antwoord = self._answer_v3_deel(tabel, delen, opties, wortel)
        return replace(antwoord, soort=soort) if isinstance(antwoord.inhoud, dict) else antwoord

    def _answer_v3_deel(
        self, tabel: CbsTabel, delen: Sequence[str], opties: Mapping[str, str], wortel: str
    ) -> Antwoord:
        naam = delen[3]
        fout = self.storing.fout if self.storing else ""
        suffix = 10 if fout == "onderwerp" else 0
        if naam.endswith("DataSet"):
            rijen = cbs_v3.build_rijen(tabel, typed=naam == "TypedDataSet", suffix=suffix)
        else:
            rijen = cbs_v3.build_deel(tabel, naam, suffix=suffix, opgevuld=fout != "ongevuld")
        if list(delen[4:]) == ["$count"]:
            return Antwoord(str(len(rijen)), soort="text/plain")
        try:
            kolommen = {sleutel for rij in rijen for sleutel in rij}
            toets = parse_filter(opties.get("$filter", ""), kolommen, versie=3)
            over = [rij for rij in rijen if toets(rij)]
        except (FilterFout, TypeError) as vast:
            return _v3_fout(str(vast))
        van, top = int(opties.get("$skip", 0)), int(opties.get("$top", len(over)))
        body: dict[str, Any] = {"odata.metadata": f"{wortel}/$metadata#Cbs.OData.WebAPI.{naam}"}
        if delen[0] == "ODataApi":
            if "$skip" in opties or min(len(over), top) > MAX_API:
                return _v3_fout("te veel rijen of $skip")
            return Antwoord({**body, "value": _select(over[:top], opties)})
        stuk = over[van : van + min(self.pagina, top)]
        body["value"] = _select(stuk, opties)
        if top > self.pagina and len(over) > van + self.pagina:
            verder = {**opties, "$skip": str(van + self.pagina)}
            body["odata.nextLink"] = f"{wortel}/{naam}?{_encode(verder)}"
        return Antwoord(body)


def _missing() -> Antwoord:
    return Antwoord({"error": {"code": "", "message": "Resource not found"}}, 404)


def _v3_fout(tekst: str) -> Antwoord:
    return Antwoord(
        {"odata.error": {"code": "", "message": {"lang": "en-US", "value": tekst}}}, 500
    )


def _select(rijen: list[dict[str, Any]], opties: Mapping[str, str]) -> list[dict[str, Any]]:
    if "$select" not in opties:
        return rijen
    namen = [naam.strip() for naam in opties["$select"].split(",")]
    return [{naam: rij[naam] for naam in namen} for rij in rijen]


def _encode(opties: Mapping[str, str]) -> str:
    return "&".join(f"{naam}={quote(waarde, safe='(),')}" for naam, waarde in opties.items())


def main(argumenten: Sequence[str] | None = None) -> None:
    """Serve until interrupted."""
    ontleder = argparse.ArgumentParser(prog="python -m tests.cbs_server", description=__doc__)
    ontleder.add_argument("--port", type=int, default=9000)
    ontleder.add_argument("--map", type=Path, default=DATA, help="map met eigen tabellen")
    ontleder.add_argument("--pagina", type=int, default=100_000, help="rijen per pagina")
    ontleder.add_argument("--wacht", type=float, default=0.0, help="seconden per verzoek")
    ontleder.add_argument("--fout", choices=FOUTEN, help="wat er misgaat")
    ontleder.add_argument("--fout-op", default="", help="alleen bij deze tekst in het pad")
    ontleder.add_argument("--fout-keer", type=int, help="alleen de eerste keren")
    keuze = ontleder.parse_args(argumenten)
    storing = Storing(keuze.fout, keuze.fout_op, keuze.fout_keer) if keuze.fout else None
    server = CbsServer(
        tabellen=load_tabellen(keuze.map),
        poort=keuze.port,
        pagina=keuze.pagina,
        wacht_s=keuze.wacht,
        storing=storing,
    )
    sys.stdout.write(f"CBS_V4_URL={server.v4_url}\nCBS_V3_HOST={server.basis}\n")
    sys.stdout.flush()
    server.serve()


if __name__ == "__main__":
    main()
