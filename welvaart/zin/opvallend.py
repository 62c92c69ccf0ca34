"""What stands out for a gemeente: the few lines a wethouder should see first."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from math import isnan

from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend
from welvaart.oordeel.regel import RECENT_JAREN, Regel
from welvaart.zin.verschil import compute_verschil

# How our own reasons begin (indicators.yaml, correcties.yaml); a test holds them to it.
INGEHOUDEN = "Wij tonen dit cijfer niet"
ONMOGELIJK = "In deze gemeente is"
AANTAL = 3
"""Headlines of each kind that a reader takes in at once."""
_ANDERSOM = "het cijfer ernaast wijst de andere kant op"
_KWARTEN = (Positie.BESTE_KWART, Positie.SLECHTSTE_KWART)


@dataclass(frozen=True)
class Opvallend:
    """Lines worth a headline, strongest first.

    Attributes:
        sterk: surely in the best quarter.
        zwak: surely in the worst quarter.
        gewonnen: gaining on Nederland over the years.
        verloren: losing to Nederland.
        weggelaten: surely in the best or the worst quarter and yet no headline, with the reason to
            follow "want"; "" where others of the theme, or further from the middle, came first.
    """

    sterk: tuple[Regel, ...]
    zwak: tuple[Regel, ...]
    gewonnen: tuple[Regel, ...]
    verloren: tuple[Regel, ...]
    weggelaten: tuple[tuple[Regel, str], ...] = ()


@dataclass(frozen=True)
class Dekking:
    """Which indicators of the CBS monitor exist for this gemeente."""

    aanwezig: tuple[Regel, ...]
    afwezig: tuple[Regel, ...]  # the source has no figure here
    ingehouden: tuple[Regel, ...] = ()  # the source has one, we do not show it
    onmogelijk: tuple[Regel, ...] = ()  # there is nothing to measure here

    @property
    def ouder(self) -> tuple[Regel, ...]:
        """Present, but other gemeenten have a newer figure."""
        return tuple(regel for regel in self.aanwezig if not regel.is_nieuwste)

    @property
    def totaal(self) -> int:
        """Indicators of the monitor in the catalogue."""
        delen = (self.aanwezig, self.afwezig, self.ingehouden, self.onmogelijk)
        return sum(len(deel) for deel in delen)


def find_opvallend(
    regels: Sequence[Regel], aantal: int, *, verdacht: Set[str] = frozenset()
) -> Opvallend:
    """Choose the lines furthest from the middle, at most one per theme in each list.

    Only what is certain, new and telling makes a headline. Left out are: a rank interval that
    straddles a quarter; a series that stopped; an indicator that fewer than half of the gemeenten
    have ("31 van 31" among large cities says little about all); a place that the comparison beside
    it would contradict; a move that most gemeenten make; figures that we mark as suspect.

    Args:
        regels: the scorekaart.
        aantal: at most so many per list.
        verdacht: ids of indicators with a remark that the figure is an outlier here.
    """
    alle = max((regel.n for regel in regels), default=0)
    vooraf = {
        regel.indicator.indicator_id: _find_bezwaar(regel, alle, verdacht) for regel in regels
    }
    nu = [r for r in regels if r.is_nieuwste and not vooraf[r.indicator.indicator_id]]
    sterk = sorted(
        (r for r in nu if r.positie is Positie.BESTE_KWART and _past(r, 1)),
        key=lambda regel: (regel.rang_tot / regel.n, regel.indicator.volgorde),
    )
    zwak = sorted(
        (r for r in nu if r.positie is Positie.SLECHTSTE_KWART and _past(r, -1)),
        key=lambda regel: (-regel.rang_van / regel.n, regel.indicator.volgorde),
    )
    gunstig, ongunstig = _choose(sterk, aantal), _choose(zwak, aantal)
    weggelaten = [
        (r, vooraf[r.indicator.indicator_id] or ("" if r in (*sterk, *zwak) else _ANDERSOM))
        for r in regels
        if r.is_nieuwste and r.positie in _KWARTEN and r not in (*gunstig, *ongunstig)
    ]
    return Opvallend(
        gunstig,
        ongunstig,
        _choose(_sort_relatief(nu, RelatieveTrend.GUNSTIG, 1), aantal),
        _choose(_sort_relatief(nu, RelatieveTrend.ONGUNSTIG, -1), aantal),
        tuple(weggelaten),
    )


def _find_bezwaar(regel: Regel, alle: int, verdacht: Set[str]) -> str:
    """Why a figure cannot make a headline, to follow "want"; "" when it can."""
    if regel.n < alle / 2:
        return f"minder dan de helft van de {regel.soort.meervoud} heeft een cijfer"
    if regel.indicator.indicator_id in verdacht:
        return "het cijfer wijkt zo af dat wij eraan twijfelen"
    if regel.is_nieuwste and not regel.is_recent:
        return f"het cijfer is meer dan {RECENT_JAREN} jaar oud"
    return ""


def _past(regel: Regel, kant: int) -> bool:
    """The figure beside it says the same: better for kant 1, worse for -1; true without one."""
    verschil = compute_verschil(regel)
    return isnan(verschil) or verschil * regel.indicator.teken * kant > 0


def find_dekking(regels: Sequence[Regel]) -> Dekking:
    """Split the monitor's indicators into those with and without any figure here."""
    monitor = [regel for regel in regels if regel.indicator.monitor]
    leeg = [regel for regel in monitor if not regel.heeft_waarde]
    ingehouden = [r for r in leeg if r.ontbreekt_omdat.startswith(INGEHOUDEN)]
    onmogelijk = [r for r in leeg if r.ontbreekt_omdat.startswith(ONMOGELIJK)]
    return Dekking(
        aanwezig=tuple(regel for regel in monitor if regel.heeft_waarde),
        afwezig=tuple(r for r in leeg if r not in ingehouden and r not in onmogelijk),
        ingehouden=tuple(ingehouden),
        onmogelijk=tuple(onmogelijk),
    )


def compute_eigen_beweging(regel: Regel) -> float:
    """How the regio itself moved in the figures as shown: above 0 better, below 0 worse."""
    toen = round(regel.waarde_begin, regel.decimalen)
    return (round(regel.getoond, regel.decimalen) - toen) * regel.indicator.teken


def _sort_relatief(regels: Iterable[Regel], soort: RelatieveTrend, kant: int) -> list[Regel]:
    """The moves that a regio made itself first, then by size relative to Nederland.

    Last come those where the regio went the other way itself, only less than Nederland did. What
    most gemeenten do is left out.
    """

    def tegendraads(regel: Regel) -> int:
        eigen = compute_eigen_beweging(regel) * kant
        return 0 if eigen > 0 else 1 if eigen == 0 else 2

    def beweging(regel: Regel) -> float:
        niveau = abs(regel.groep.waarde) if regel.groep else 0.0
        return -abs(regel.relatieve_helling) / niveau if niveau else 0.0

    return sorted(
        (
            regel
            for regel in regels
            if regel.relatieve_trend is soort
            and regel.loopt
            and regel.zelfde_relatief_als <= regel.relatief_n / 2
        ),
        key=lambda regel: (tegendraads(regel), beweging(regel), regel.indicator.volgorde),
    )


def _choose(regels: Sequence[Regel], aantal: int) -> tuple[Regel, ...]:
    gekozen: list[Regel] = []
    for regel in regels:
        if all(regel.indicator.thema != eerder.indicator.thema for eerder in gekozen):
            gekozen.append(regel)
    return tuple(gekozen[:aantal])
