"""What stands out for a gemeente: the few lines a wethouder should see first."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from welvaart.positie import Positie
from welvaart.scorekaart import Regel
from welvaart.trend import RelatieveTrend


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
    afwezig: tuple[Regel, ...]

    @property
    def ouder(self) -> tuple[Regel, ...]:
        """Present, but other gemeenten have a newer figure."""
        return tuple(regel for regel in self.aanwezig if not regel.is_nieuwste)

    @property
    def totaal(self) -> int:
        """Indicators of the monitor in the catalogue."""
        return len(self.aanwezig) + len(self.afwezig)


def find_opvallend(regels: Sequence[Regel], aantal: int) -> Opvallend:
    """Choose the lines furthest from the middle, at most one per theme in each list.

    Only certain verdicts count: a rank interval that straddles a quarter never makes a headline.
    Series that stopped (`is_nieuwste` False) are left out, and so are indicators that fewer than
    half of the gemeenten have: "31 van 31" among large cities says little about all.
    """
    alle = max((regel.n for regel in regels), default=0)
    nu = [regel for regel in regels if regel.is_nieuwste and regel.n >= alle / 2]
    sterk = sorted(
        (regel for regel in nu if regel.positie is Positie.BESTE_KWART),
        key=lambda regel: (regel.rang_tot / regel.n, regel.indicator.volgorde),
    )
    zwak = sorted(
        (regel for regel in nu if regel.positie is Positie.SLECHTSTE_KWART),
        key=lambda regel: (-regel.rang_van / regel.n, regel.indicator.volgorde),
    )
    return Opvallend(
        _choose(sterk, aantal),
        _choose(zwak, aantal),
        _choose(_sort_relatief(nu, RelatieveTrend.GUNSTIG), aantal),
        _choose(_sort_relatief(nu, RelatieveTrend.ONGUNSTIG), aantal),
    )


def find_dekking(regels: Sequence[Regel]) -> Dekking:
    """Split the monitor's indicators into those with and without any figure here."""
    monitor = [regel for regel in regels if regel.indicator.monitor]
    return Dekking(
        tuple(regel for regel in monitor if regel.heeft_waarde),
        tuple(regel for regel in monitor if not regel.heeft_waarde),
    )


def _sort_relatief(regels: Iterable[Regel], soort: RelatieveTrend) -> list[Regel]:
    """Largest move relative to the level of Nederland first; none below the rounding."""

    def beweging(regel: Regel) -> float:
        niveau = abs(regel.land.waarde) if regel.land else 0.0
        return -abs(regel.relatieve_helling) / niveau if niveau else 0.0

    return sorted(
        (
            regel
            for regel in regels
            if regel.relatieve_trend is soort and regel.loopt and not regel.is_binnen_afronding
        ),
        key=lambda regel: (beweging(regel), regel.indicator.volgorde),
    )


def _choose(regels: Sequence[Regel], aantal: int) -> tuple[Regel, ...]:
    gekozen: list[Regel] = []
    for regel in regels:
        if all(regel.indicator.thema != eerder.indicator.thema for eerder in gekozen):
            gekozen.append(regel)
    return tuple(gekozen[:aantal])
