"""What stands out for a gemeente: the few lines a wethouder should see first."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from math import isnan

from welvaart.cijfers.periode import Periode
from welvaart.methode.positie import Positie
from welvaart.methode.trend import RelatieveTrend
from welvaart.oordeel.regel import Regel
from welvaart.zin.duiding import compute_verschil

# How our own reasons begin (indicators.yaml, correcties.yaml); a test holds them to it.
INGEHOUDEN = "Wij tonen dit cijfer niet"
ONMOGELIJK = "In deze gemeente is"
_RECENT_JAREN = 3


@dataclass(frozen=True)
class Opvallend:
    """Lines worth a headline, strongest first.

    Attributes:
        sterk: surely in the best quarter.
        zwak: surely in the worst quarter.
        gewonnen: gaining on Nederland over the years.
        verloren: losing to Nederland.
    """

    sterk: tuple[Regel, ...]
    zwak: tuple[Regel, ...]
    gewonnen: tuple[Regel, ...]
    verloren: tuple[Regel, ...]


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
    nu = [
        regel
        for regel in regels
        if regel.is_nieuwste
        and regel.n >= alle / 2
        and regel.indicator.indicator_id not in verdacht
        and _is_recent(regel)
    ]
    sterk = sorted(
        (r for r in nu if r.positie is Positie.BESTE_KWART and _past(r, 1)),
        key=lambda regel: (regel.rang_tot / regel.n, regel.indicator.volgorde),
    )
    zwak = sorted(
        (r for r in nu if r.positie is Positie.SLECHTSTE_KWART and _past(r, -1)),
        key=lambda regel: (-regel.rang_van / regel.n, regel.indicator.volgorde),
    )
    return Opvallend(
        _choose(sterk, aantal),
        _choose(zwak, aantal),
        _choose(_sort_relatief(nu, RelatieveTrend.GUNSTIG), aantal),
        _choose(_sort_relatief(nu, RelatieveTrend.ONGUNSTIG), aantal),
    )


def _is_recent(regel: Regel) -> bool:
    """The newest figure is at most three years older than the edition's last year."""
    return Periode.parse(regel.periode_code).laatste_jaar >= regel.trend_venster[1] - _RECENT_JAREN


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


def _sort_relatief(regels: Iterable[Regel], soort: RelatieveTrend) -> list[Regel]:
    """Largest move relative to the level of Nederland first; none that most gemeenten make."""

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
        key=lambda regel: (beweging(regel), regel.indicator.volgorde),
    )


def _choose(regels: Sequence[Regel], aantal: int) -> tuple[Regel, ...]:
    gekozen: list[Regel] = []
    for regel in regels:
        if all(regel.indicator.thema != eerder.indicator.thema for eerder in gekozen):
            gekozen.append(regel)
    return tuple(gekozen[:aantal])
