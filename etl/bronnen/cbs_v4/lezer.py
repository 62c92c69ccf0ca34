"""One catalogue entry at CBS OData v4, as a round sees it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from etl.bronnen.cbs.selectie import find_titels
from etl.bronnen.cbs.tabel import BRON, get_statline_url
from etl.bronnen.cbs.toets import explain_gestopt, find_tabelverschillen
from etl.bronnen.cbs.vraag import CbsVraag
from etl.bronnen.cbs_v4.dienst import CbsTabel
from etl.bronnen.cbs_v4.rijen import fetch_rijen
from etl.bronnen.cbs_v4.vraag import build_vraag, explain_leeg, has_rij
from etl.bronnen.lezer import Herkomst, Meld, Ophaling
from etl.bronnen.net.verbinding import build_url
from welvaart.catalogus import CbsV4Bron
from welvaart.opmaak import format_datum


class CbsV4Lezer:
    """See `etl.bronnen.lezer.Bronlezer`; entries of one table share its metadata."""

    def __init__(self, tabel: CbsTabel, bron: CbsV4Bron) -> None:
        self.tabel, self.bron = tabel, bron
        self.wat = tabel.wat

    def is_ongewijzigd(self, sidecar: Mapping[str, Any]) -> bool:
        """By Modified of the table; one request for all its entries."""
        return bool(sidecar.get("gewijzigd_op") == self.tabel.eigenschappen.gewijzigd_op)

    @property
    def gestopt(self) -> bool:
        """Whether CBS no longer keeps the table up."""
        return self.tabel.eigenschappen.gestopt

    def prepare(self) -> None:
        """Ask side by side for the metadata."""
        self.tabel.fetch_vooraf(find_titels(self.bron), alle=self.bron.overig is not None)

    @cached_property
    def vraag(self) -> CbsVraag:
        """The question of this entry, held against the table."""
        return build_vraag(self.tabel, self.bron)

    @property
    def herkomst(self) -> Herkomst:
        """Where the payload comes from."""
        eigenschappen = self.tabel.eigenschappen
        versie = datetime.fromisoformat(eigenschappen.gewijzigd_op)
        filter_ = {"$filter": self.vraag.filter}
        return Herkomst(
            bron=BRON,
            tabel=self.tabel.tabel,
            titel=eigenschappen.titel,
            editie=f"versie van {format_datum(versie)}",
            gewijzigd_op=eigenschappen.gewijzigd_op,
            licentie=eigenschappen.licentie,
            url=get_statline_url(self.tabel.tabel),
            opgehaald_van=build_url(f"{self.tabel.adres}/Observations", filter_),
            onderwerp=self.vraag.maat.to_dict(),
        )

    def find_verschillen(self) -> list[str]:
        """See `etl.bronnen.lezer.Nakijker`; when all agrees, one row is asked for as a proof."""
        tabel = self.tabel
        if (gemist := tabel.explain_afwezig()) is not None:
            return [gemist]
        regels = find_tabelverschillen(tabel, self.bron, exact=True)
        if tabel.eigenschappen.gestopt:
            regels.append(explain_gestopt(tabel, tabel.eigenschappen.titel))
        if not regels and not has_rij(tabel, self.vraag):
            regels.append(f"{tabel.wat} geeft geen enkele rij: {explain_leeg(tabel, self.vraag)}")
        return regels

    def fetch(
        self, kern: Mapping[str, Any], werkmap: Path, *, tegelijk: int, meld: Meld
    ) -> Ophaling:
        """Fetch every row; see `etl.bronnen.cbs_v4.rijen`."""
        self.prepare()
        return fetch_rijen(self.tabel, self.vraag, kern, werkmap, tegelijk=tegelijk, meld=meld)
