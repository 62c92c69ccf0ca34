"""What a gap in netto arbeidsparticipatie consists of: netto = bruto × (1 − werkloosheid).

Fewer people at work can mean that fewer want to work (bruto) or that more are looking for it
(werkloosheid). The split is symmetric: each part is the average of changing it first and changing
it last (Shapley), so that the order does not matter and the parts add up exactly.
"""

from dataclasses import dataclass
from math import isnan

_HELE_PROCENTEN = 1.0


@dataclass(frozen=True, slots=True)
class Werkcijfers:
    """The three figures about work of one area in one year, in percent; NaN = no figure.

    Attributes:
        netto: people at work, of the inhabitants of 15 to 75.
        bruto: people at work or unemployed, of the same inhabitants.
        werkloosheid: unemployed people, of those at work or unemployed.
        stap: step the source rounds to, 0.1 or for one gemeente 1.
    """

    netto: float
    bruto: float
    werkloosheid: float
    stap: float = 0.1

    @property
    def is_compleet(self) -> bool:
        """True when all three exist."""
        return not any(isnan(w) for w in (self.netto, self.bruto, self.werkloosheid))

    @property
    def netto_uit_delen(self) -> float:
        """Netto as it follows from the other two, in percent."""
        return self.bruto * (1 - self.werkloosheid / 100)

    @property
    def speling(self) -> float:
        """How far netto and what follows from the other two may differ by rounding alone."""
        return self.stap / 2 * (2 - self.werkloosheid / 100 + self.bruto / 100) + 1e-9

    @property
    def klopt(self) -> bool:
        """True when the three agree within their own rounding."""
        return self.is_compleet and abs(self.netto - self.netto_uit_delen) <= self.speling


@dataclass(frozen=True, slots=True)
class Ontleding:
    """The gap in netto participatie between two areas, in procentpunt; negative = behind.

    `verschil` = `bruto` + `werkloosheid` + `rest`, exactly.

    Attributes:
        verschil: difference of the published netto figures.
        bruto: part that is there because more or fewer people want to work.
        werkloosheid: part that is there because more or fewer of them are without work.
        rest: what rounding at the source leaves over.
        marge: how far each part can be off by that rounding.
    """

    verschil: float
    bruto: float
    werkloosheid: float
    rest: float
    marge: float


@dataclass(frozen=True, slots=True)
class Delen:
    """A split as it stands on the screen: each number rounded, and still adding up.

    `afronding` is what is left when the rounded parts are taken from the rounded gap; 0 mostly.
    """

    verschil: float
    bruto: float
    werkloosheid: float
    afronding: float


def compute_ontleding(eigen: Werkcijfers, ander: Werkcijfers) -> Ontleding | None:
    """Split the gap between two areas, or between two years of one area.

    Args:
        eigen: of the area itself (or the later year).
        ander: what it is compared with.

    Returns:
        None when a figure is missing, when the three figures of an area contradict each other, or
        when they are whole percents: then rounding alone can be as large as the gap.
    """
    if not (eigen.klopt and ander.klopt) or max(eigen.stap, ander.stap) >= _HELE_PROCENTEN:
        return None
    w_eigen, w_ander = eigen.werkloosheid / 100, ander.werkloosheid / 100
    deel_bruto = (eigen.bruto - ander.bruto) * (1 - (w_eigen + w_ander) / 2)
    deel_werkloos = (w_ander - w_eigen) * (eigen.bruto + ander.bruto) / 2
    verschil = eigen.netto - ander.netto
    return Ontleding(
        verschil=verschil,
        bruto=deel_bruto,
        werkloosheid=deel_werkloos,
        rest=verschil - deel_bruto - deel_werkloos,
        marge=(eigen.stap + ander.stap) / 2,
    )


def round_ontleding(ontleding: Ontleding, decimalen: int = 1) -> Delen:
    """Round for the screen, so that the numbers shown add up to the gap shown.

    The gap keeps its own rounding; what does not fit is given apart and never hidden in a part.

    Args:
        ontleding: the split.
        decimalen: of the screen.
    """
    verschil = round(ontleding.verschil, decimalen)
    bruto = round(ontleding.bruto, decimalen)
    werkloosheid = round(ontleding.werkloosheid, decimalen)
    return Delen(
        verschil, bruto, werkloosheid, round(verschil - bruto - werkloosheid, decimalen) + 0.0
    )
