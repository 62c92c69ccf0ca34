"""Do two indicators go together over the gemeenten? A number, and what it does not mean."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

Getallen = NDArray[np.float64]
MIN_GEMEENTEN: Final = 20
"""With fewer gemeenten we give no number: a few of them would decide it."""
_GRENZEN: Final = ((0.1, "geen"), (0.3, "een zwakke"), (0.5, "een matige"))
_STERK: Final = "een duidelijke"

WAARSCHUWING: Final = (
    "Samen voorkomen is geen oorzaak en gevolg. Vaak zit er iets anders achter, zoals de ligging "
    "of de leeftijd van de bewoners. Elke gemeente telt even zwaar, groot of klein, en wat tussen "
    "gemeenten geldt, hoeft niet te gelden binnen een gemeente of in de tijd."
)


@dataclass(frozen=True, slots=True)
class Samenhang:
    """Rank correlation over gemeenten.

    Attributes:
        rho: Spearman's coefficient, −1 to 1; NaN with too few gemeenten or a constant figure.
        n: gemeenten with both figures.
    """

    rho: float
    n: int

    @property
    def sterkte(self) -> str:
        """In words: "geen", "een zwakke", "een matige", "een duidelijke"; "" when not known."""
        if np.isnan(self.rho):
            return ""
        return next((woord for grens, woord in _GRENZEN if abs(self.rho) < grens), _STERK)


def compute_samenhang(x: Getallen, y: Getallen) -> Samenhang:
    """Spearman's rank correlation; ties share the mean of their places.

    Ranks, because a few gemeenten with very high figures would decide an ordinary correlation.

    Args:
        x: one figure per gemeente; NaN = none.
        y: same shape.
    """
    beide = ~(np.isnan(x) | np.isnan(y))
    n = int(beide.sum())
    if n < MIN_GEMEENTEN:
        return Samenhang(float("nan"), n)
    rx, ry = _rank(x[beide]), _rank(y[beide])
    dx, dy = rx - rx.mean(), ry - ry.mean()
    schaal = float(np.sqrt((dx**2).sum() * (dy**2).sum()))
    return Samenhang(float((dx * dy).sum()) / schaal if schaal > 0 else float("nan"), n)


def _rank(x: Getallen) -> Getallen:
    """Places from 1, ties at the mean of the places they take."""
    _, welke, aantal = np.unique(x, return_inverse=True, return_counts=True)
    laatste = np.cumsum(aantal)
    midden: Getallen = laatste - (aantal - 1) / 2
    return midden[welke]
