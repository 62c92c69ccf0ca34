"""What came of holding one entry, or all, against the sources."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

KLOPT, VERSCHIL, NIET_BEREIKT, NIETS = ("klopt", "verschil", "niet bereikt", "niets na te kijken")


@dataclass(frozen=True, slots=True)
class Bevinding:
    """One entry: a kind of `soort` above, what was read, and sentences in Dutch."""

    indicator_id: str
    soort: str
    tabel: str | None = None
    regels: tuple[str, ...] = ()

    def describe(self) -> list[str]:
        """The lines for the screen."""
        waar = f" ({self.tabel})" if self.tabel else ""
        if self.soort == KLOPT:
            return [f"{self.indicator_id}{waar}: klopt."]
        return [f"{self.indicator_id}: {regel}" for regel in self.regels]


def is_goed(bevindingen: Sequence[Bevinding]) -> bool:
    """Whether every entry that can be looked at was looked at, and agrees."""
    return all(bevinding.soort in (KLOPT, NIETS) for bevinding in bevindingen)


def build_samenvatting(bevindingen: Sequence[Bevinding]) -> str:
    """One or two sentences on all entries, and what to do now."""
    aantal = Counter(bevinding.soort for bevinding in bevindingen)
    delen = [
        f"{n} {'klopt' if n == 1 else 'kloppen'}{niet}"
        for n, niet in ((aantal[KLOPT], ""), (aantal[VERSCHIL], " niet"))
    ]
    if aantal[NIET_BEREIKT]:
        delen.append(f"{aantal[NIET_BEREIKT]} niet nagekeken")
    if aantal[NIETS]:
        delen.append(f"{aantal[NIETS]} uit een bestand, daar valt niets na te kijken")
    zinnen = [f"Klaar: {'; '.join(delen)}."]
    if aantal[VERSCHIL]:
        zinnen.append("Verbeter indicators.yaml en draai deze opdracht opnieuw.")
    if aantal[KLOPT]:
        zinnen.append('Na "python -m etl build" staat op de pagina Gegevens wat live is gezien.')
    return " ".join(zinnen)
