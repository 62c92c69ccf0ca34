"""One catalogue entry at CBS OData v3, as a round sees it."""

from collections.abc import Mapping
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from etl.bronnen.cbs.tabel import BRON, get_statline_url
from etl.bronnen.cbs.toets import explain_gestopt, find_tabelverschillen
from etl.bronnen.cbs_v3.rijen import explain_v3_leeg, fetch_v3_rijen, has_v3_rij
from etl.bronnen.cbs_v3.tabel import CbsV3Tabel
from etl.bronnen.cbs_v3.vraag import V3Vraag, build_v3_vraag
from etl.bronnen.lezer import Herkomst, Meld, Ophaling
from etl.bronnen.net.verbinding import build_url
from welvaart.catalogus import CbsV3Bron
from welvaart.opmaak import format_datum


class CbsV3Lezer:
    """See `etl.bronnen.lezer.Bronlezer`; entries of one table share its metadata."""

    def __init__(self, tabel: CbsV3Tabel, bron: CbsV3Bron) -> None:
        self.tabel, self.bron = tabel, bron
        self.wat = tabel.wat

    def is_ongewijzigd(self, sidecar: Mapping[str, Any]) -> bool:
        """By Modified of the table; one request for all its entries."""
        return bool(sidecar.get("gewijzigd_op") == self.tabel.info.gewijzigd_op)

    @property
    def gestopt(self) -> bool:
        """Whether CBS no longer keeps the table up."""
        return self.tabel.info.gestopt

    def prepare(self) -> None:
        """Ask side by side for the metadata."""
        self.tabel.fetch_vooraf(self.bron.selectie, alle=self.bron.overig is not None)

    @cached_property
    def vraag(self) -> V3Vraag:
        """The question of this entry, held against the table."""
        return build_v3_vraag(self.tabel, self.bron)

    @property
    def herkomst(self) -> Herkomst:
        """Where the payload comes from; what others publish at CBS has no licence of CBS."""
        info, nummer = self.tabel.info, self.tabel.tabel
        data = self.tabel.dienst.get_adres(nummer, "UntypedDataSet")
        vraag = {"$filter": self.vraag.filter, "$select": ",".join(self.vraag.kolommen)}
        derden = self.bron.catalogus is not None
        return Herkomst(
            bron=f"CBS, data van derden ({info.catalogus})" if derden else BRON,
            tabel=nummer,
            titel=info.titel,
            editie=f"versie van {format_datum(datetime.fromisoformat(info.gewijzigd_op))}",
            gewijzigd_op=info.gewijzigd_op,
            licentie="niet opgegeven" if derden else "CC BY 4.0",
            url=data.rpartition("/")[0] if derden else get_statline_url(nummer),
            opgehaald_van=build_url(data, vraag),
            onderwerp=self.vraag.maat.to_dict(),
        )

    def find_verschillen(self) -> list[str]:
        """See `etl.bronnen.lezer.Nakijker`; when all agrees, some rows are asked for as a proof."""
        tabel, info = self.tabel, self.tabel.info
        regels = find_tabelverschillen(tabel, self.bron, exact=False)
        if info.gestopt:
            regels.append(explain_gestopt(tabel, info.titel))
        if not regels and not has_v3_rij(tabel, self.vraag):
            regels.append(f"{tabel.wat} geeft geen enkele rij: {explain_v3_leeg(self.vraag)}")
        return regels

    def fetch(
        self, kern: Mapping[str, Any], werkmap: Path, *, tegelijk: int, meld: Meld
    ) -> Ophaling:
        """Fetch every row; see `etl.bronnen.cbs_v3.rijen`."""
        self.prepare()
        return fetch_v3_rijen(self.tabel, self.vraag, kern, werkmap, tegelijk=tegelijk, meld=meld)
