"""An indicator as the warehouse knows it: what it measures, how to read it, where it comes from."""

from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from math import isnan

from welvaart.methode.afronding import choose_decimalen, round_op_stap
from welvaart.methode.positie import Richting
from welvaart.opmaak import format_datum, format_grof, format_verschil, format_waarde

KLASSE = "klasse"
ZONDER_REGIOCIJFER = frozenset({"geen", KLASSE})
"""Methods of `regionaal` by which no figure of a regio follows from its gemeenten: a number that
does not add up (an average price), and a class (a score in steps), that has no trend either."""
_KORT = 4  # letters: "%", "km", "euro", "jaar"
_VEEL = 100.0
"""From here on a whole unit is less than one percent of a figure, and hides nothing."""


@dataclass(frozen=True)
class Zin:
    """How a figure is said in words; `{n}` is the number.

    Attributes:
        per: the beginning, "Van elke 100 inwoners van 15 tot 75 jaar".
        meer: with a number other than one, "werken er {n}".
        een: with one, none or less than one, "werkt er {n}".
    """

    per: str
    meer: str
    een: str

    @property
    def geheel(self) -> int:
        """Of how many: 100 or 1000."""
        return 1000 if "1.000" in self.per else 100

    @property
    def deel_van(self) -> bool:
        """True for a part of a whole, that can be at most all of them."""
        return self.per.startswith("Van elke")


@dataclass(frozen=True)
class Indicator:
    """One row of table `indicator`; the fields are explained in `etl/schema.sql`."""

    indicator_id: str
    titel: str
    thema: str
    ook_in: tuple[str, ...]
    deel: str
    monitor: bool
    eenheid: str
    eenheid_kort: str
    decimalen: int
    afronding: float
    richting: Richting
    definitie: str
    bewerking: str
    peilmoment: str
    agenda: str
    ez_groep: str | None
    bbv_nummer: int | None
    invloed: str
    indeling_bron: int | None
    regionaal: str
    gewicht: str | None
    regionaal_gewicht: str | None
    regionaal_peildatum: str | None
    regionaal_maal: str | None
    regionaal_teller: str | None
    regionaal_noemer: str | None
    bron_soort: str
    bron_naam: str
    bron_tabel: str | None
    bron_url: str
    editie: str
    hoe_gekregen: str
    gecontroleerd: bool
    volgorde: int
    nog_nodig: str | None = None
    zin_per: str | None = None
    zin_meer: str | None = None
    zin_een: str | None = None
    gezien_op: datetime | None = None
    gezien_bij: str | None = None
    gezien_live: bool = False
    eigen: bool = False
    regionaal_gedeeld_door: str | None = None

    @property
    def is_klasse(self) -> bool:
        """True for a class and no measure: it has no group value and no trend."""
        return self.regionaal == KLASSE

    @cached_property
    def zin(self) -> Zin | None:
        """How the figure is said in words; None where the catalogue has no such sentence."""
        if self.zin_per is None or self.zin_meer is None or self.zin_een is None:
            return None
        return Zin(self.zin_per, self.zin_meer, self.zin_een)

    @cached_property
    def teken(self) -> int:
        """+1 higher is better, -1 lower is better, 0 neutral."""
        return self.richting.teken

    def round(self, waarde: float) -> float:
        """Round to the step of the source, a half upwards: no more precise than what it is of."""
        if isnan(waarde):
            return waarde
        stap = max(self.afronding, 10.0**-self.decimalen)
        return round(round_op_stap(waarde, stap), self.decimalen)

    def choose_decimalen(self, een: float, ander: float) -> int:
        """Decimals to say two figures with: one more where whole units would mislead.

        Only computed figures lie between two whole units; both must, for one that the source gives
        in whole units has no decimal to show. A number (inwoners, banen) has no parts, and of
        hundreds per km² one more or less is nothing.

        Args:
            een: not rounded; NaN gives the usual decimals.
            ander: likewise.
        """
        if self.decimalen > 0 or self.afronding != 1 or self.regionaal == "som":
            return self.decimalen
        if max(abs(een), abs(ander)) >= _VEEL and self.eenheid_kort != "%":
            return self.decimalen
        if een.is_integer() or ander.is_integer():  # of a source: "5,0 %" would be made up
            return self.decimalen
        return choose_decimalen(een, ander, 0)

    def format(self, waarde: float | None, *, decimalen: int | None = None) -> str:
        """Write a value of this indicator with its short unit; missing → "."."""
        cijfers = self.decimalen if decimalen is None else decimalen
        return format_waarde(waarde, self.eenheid_kort, cijfers)

    def format_kort(self, waarde: float | None, *, decimalen: int | None = None) -> str:
        """Write a value for a table cell: a long unit is left to the row's heading."""
        cijfers = self.decimalen if decimalen is None else decimalen
        eenheid = self.eenheid_kort if len(self.eenheid_kort) <= _KORT else ""
        return format_waarde(waarde, eenheid, cijfers)

    def format_grof(self, verschil: float, *, decimalen: int) -> str:
        """Write the size of a difference in the decimals of the coarser figure: "1 à 2"."""
        return format_grof(verschil, self.eenheid_kort, decimalen)

    def format_verschil(self, verschil: float, *, decimalen: int | None = None) -> str:
        """Write the size of a difference between two values, in procentpunt for percentages."""
        cijfers = self.decimalen if decimalen is None else decimalen
        return format_verschil(verschil, self.eenheid_kort, cijfers)

    @property
    def live(self) -> str:
        """What was seen at the live source, for a cell: the figures, only the question, or none."""
        if self.gecontroleerd:
            return "ja"
        if self.gezien_op is None:
            return "nee"
        if not self.gezien_live:
            return f"nee (alleen bij {self.gezien_bij})"
        return f"alleen de vraag, {format_datum(self.gezien_op)}"

    @property
    def bronregel(self) -> str:
        """Source, table and edition in one line."""
        tabel = f", tabel {self.bron_tabel}" if self.bron_tabel else ""
        return f"{self.bron_naam}{tabel}, editie {self.editie}"
