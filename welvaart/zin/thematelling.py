"""At how many indicators a regio stands where, per thema: counts, their message and source."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from welvaart.cijfers.periode import Periode
from welvaart.lezen.stand import Thema
from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.zin.duiding import POSITIE_WOORD
from welvaart.zin.samenvatting import count_posities, select_beoordeeld

KWARTEN: Final[tuple[tuple[Positie, str], ...]] = tuple(
    (positie, POSITIE_WOORD[positie])
    for positie in (
        Positie.BESTE_KWART,
        Positie.MIDDEN,
        Positie.SLECHTSTE_KWART,
        Positie.NIET_TE_ZEGGEN,
    )
)
"""Each verdict with its name, in the order of a bar."""
UITLEG: Final = (
    "Geteld zijn de indicatoren waarbij hoger of lager beter is, met het nieuwste cijfer. In het "
    "beste of slechtste kwart: de plaats ligt er zeker in, ook bij gelijke standen en marges."
)


@dataclass(frozen=True)
class Thematelling:
    """The counts of one regio.

    Attributes:
        themas: titles, those with a count only, in the order of the catalogue.
        delen: verdict → one count per thema; verdicts that nobody has are left out.
        titel: the message, a sentence with the figures in it.
        eenheid: what is counted, among whom.
        bron: whose figures were counted, of which years, and that the counting is ours.
    """

    themas: tuple[str, ...]
    delen: dict[Positie, tuple[int, ...]]
    titel: str
    eenheid: str
    bron: str

    def describe(self) -> str:
        """The counts of each thema in a sentence, for who cannot see the chart."""
        zinnen = []
        for k, thema in enumerate(self.themas):
            stukken = [
                f"{self.delen[positie][k]} {naam}"
                for positie, naam in KWARTEN
                if positie in self.delen and self.delen[positie][k]
            ]
            zinnen.append(f"{thema}: {format_opsomming(stukken)}.")
        return " ".join(zinnen)


def count_themas(
    themas: Sequence[Thema], regels: Sequence[Regel], naam: str
) -> Thematelling | None:
    """Count the verdicts of a scorekaart per thema.

    Args:
        themas: of the catalogue.
        regels: the scorekaart of one regio.
        naam: of that regio.

    Returns:
        None when no indicator has a place.
    """
    beoordeeld = select_beoordeeld(regels)
    per_thema = {
        thema.titel: Counter(r.positie for r in beoordeeld if r.indicator.thema == thema.thema)
        for thema in themas
    }
    gevuld = {titel: telling for titel, telling in per_thema.items() if telling}
    if not gevuld:
        return None
    delen = {
        positie: tuple(telling[positie] for telling in gevuld.values())
        for positie, _ in KWARTEN
        if any(telling[positie] for telling in gevuld.values())
    }
    wie = beoordeeld[0].soort.meervoud
    return Thematelling(
        tuple(gevuld),
        delen,
        describe_foto(regels, naam),
        f"aantal indicatoren per thema, naar plaats tussen de {wie}",
        _describe_bron(beoordeeld),
    )


def describe_foto(regels: Sequence[Regel], naam: str) -> str:
    """Where the regio stands, as short as a title; "" when no indicator has a place."""
    telling = count_posities(regels)
    if not telling.total():
        return ""
    beste, slechtste = telling[Positie.BESTE_KWART], telling[Positie.SLECHTSTE_KWART]
    van = f"van de {telling.total()} indicatoren"
    if not beste + slechtste:
        return f"{naam} staat bij geen enkele {van} zeker in het beste of het slechtste kwart."
    return (
        f"{naam} staat bij {beste or 'geen enkele'} {van} in het beste kwart en bij "
        f"{slechtste or 'geen enkele'} in het slechtste kwart."
    )


def _describe_bron(regels: Sequence[Regel]) -> str:
    bronnen = dict.fromkeys(r.indicator.bronregel for r in regels)
    jaren = {Periode.parse(r.periode_code).laatste_jaar for r in regels}
    van, tot = min(jaren), max(jaren)
    peil = f"{tot}" if van == tot else f"per indicator verschillend, {van} t/m {tot}"
    return (
        f"Bron: {'; '.join(bronnen)}; telling van deze monitor. Peildatum: {peil}. "
        "Indeling: gemeenten van nu."
    )
