"""Whether a fetched series may come in, before it is stored.

It must not break a rule of the build, nor be unlike the delivery before it. What the build refuses
stops every source at once; so one series that breaks a rule is refused here, and the others go on.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from etl.controleren.cijfers import check_cijfers
from etl.controleren.grenzen import find_buiten_grenzen
from etl.correcties import KANTTEKENING_KOLOMMEN, Correcties, find_achterhaald
from etl.doorrekening import compute_doorrekening
from etl.meegeleverd import load_cijfers, load_tabel
from etl.ophalen.afwijking import find_andere_cijfers, find_andere_maat, find_bestaand
from etl.ophalen.lezers import get_tabelnaam
from etl.ophalen.opgehaald import read_omzetting
from etl.snapshot import Snapshot
from etl.transformaties.levering import Levering, to_waarnemingen
from welvaart.catalogus import Catalogus, CatalogusIndicator, LiveBron
from welvaart.fouten import BronFout, ControleFout

_GEBIEDEN = ("indeling", "herindeling")
_FACTOR = "kloppen onderwerp, factor en grenzen in indicators.yaml?"
_BLIJFT = ". De oude cijfers blijven staan"
_TOCH = 'Klopt het toch, neem het dan over met "python -m etl fetch {id} --sta-toe-afwijking"'


@dataclass(frozen=True)
class Toelating:
    """What a delivery is held against.

    Attributes:
        catalogus: the whole of it.
        correcties: those of the project; what they expect of a source must still hold.
        regio: table `regio`.
        momentopname: folder with the bundled tables.
        sta_toe_afwijking: somebody looked, and it may be unlike the one before it.
    """

    catalogus: Catalogus
    correcties: Correcties
    regio: pd.DataFrame
    momentopname: Path
    sta_toe_afwijking: bool

    def check(
        self,
        indicator: CatalogusIndicator,
        bron: LiveBron,
        levering: Levering,
        vorige: Snapshot | None,
    ) -> None:
        """Refuse a delivery that the build would refuse, or that is not like the one before it.

        Args:
            indicator: the entry.
            bron: its source.
            levering: what came in.
            vorige: the snapshot it would replace, if any; else it replaces bundled figures.

        Raises:
            BronFout: everything that is wrong with it.
        """
        naam, regio = indicator.indicator_id, self.regio
        nieuw = to_waarnemingen(levering, naam, bron, regio, "nog geen").waarnemingen
        weigeringen = find_buiten_grenzen(nieuw, indicator, _FACTOR) or self._find_weigeringen(
            nieuw, indicator
        )
        anders = (
            []
            if self.sta_toe_afwijking
            else self._find_anders(indicator, bron, levering, nieuw, vorige)
        )
        toch = "" if weigeringen else f". {_TOCH.format(id=naam)}"
        regels = [f"{regel}{_BLIJFT}{toch}" for regel in anders]
        regels += [f"{regel}{_BLIJFT}" for regel in weigeringen]
        if regels:
            raise BronFout([f"{get_tabelnaam(bron)}: {regel}" for regel in regels])

    def _find_weigeringen(self, nieuw: pd.DataFrame, indicator: CatalogusIndicator) -> list[str]:
        """Sentences on what the build would refuse in this one series."""
        naam = indicator.indicator_id
        eigen = self.catalogus.model_copy(update={"indicatoren": {naam: indicator}})
        alle = nieuw
        if indicator.regionaal.methode == "som":  # only a sum can be held against a total
            tabellen = {soort: load_tabel(self.momentopname, soort) for soort in _GEBIEDEN}
            alle = compute_doorrekening(nieuw, eigen, {**tabellen, "regio": self.regio})[0]
        snapshots = nieuw[["snapshot_id"]].drop_duplicates().assign(bron="", tabel="", editie="")
        geen = pd.DataFrame(columns=KANTTEKENING_KOLOMMEN)
        regels = find_achterhaald(nieuw, self.correcties)
        try:
            check_cijfers(alle, eigen, self.regio, snapshots, geen)
        except ControleFout as fout:
            regels += [regel.removeprefix(f"{naam}: ") for regel in fout.problemen]
        return regels

    def _find_anders(
        self,
        indicator: CatalogusIndicator,
        bron: LiveBron,
        levering: Levering,
        nieuw: pd.DataFrame,
        vorige: Snapshot | None,
    ) -> list[str]:
        """Sentences on what is not like the delivery before it."""
        oud, maat = self._load_vorige(indicator, bron, vorige)
        regels: list[str] = []
        zelfde_factor = vorige is not None and vorige.sidecar["kern"]["factor"] == bron.factor
        if maat is not None and zelfde_factor:
            regels += find_andere_maat(levering.meta["onderwerp"], maat)
        bestaand = find_bestaand(self.regio, bron)
        return regels + find_andere_cijfers(nieuw, oud, bestaand, zelfde_bron=maat is not None)

    def _load_vorige(
        self, indicator: CatalogusIndicator, bron: LiveBron, vorige: Snapshot | None
    ) -> tuple[pd.DataFrame, Mapping[str, Any] | None]:
        """Figures that would be replaced (else the bundled ones), and their topic."""
        if vorige is not None:
            toen = bron.model_copy(update={"factor": vorige.sidecar["kern"]["factor"]})
            try:
                oud = read_omzetting(vorige, indicator.indicator_id, toen, self.regio)
            except BronFout:
                pass  # damaged: the new delivery is the repair
            else:
                return oud.waarnemingen, vorige.sidecar["onderwerp"]
        return load_cijfers(self.momentopname, indicator.indicator_id), None
