"""The message of a nulmeting: one short sentence to read in five seconds, then the counts."""

import re
from collections.abc import Sequence
from typing import Final

from welvaart.methode.positie import Positie
from welvaart.oordeel.regel import Regel
from welvaart.opmaak import format_opsomming
from welvaart.zin.duiding import lower_naam
from welvaart.zin.opvallend import Opvallend
from welvaart.zin.regioduiding import lower_titel
from welvaart.zin.samenvatting import count_posities, describe_oordeel, split_midden
from welvaart.zin.thematelling import describe_foto
from welvaart.zin.verschil import compute_verschil, is_misschien_gelijk

_HAAKJES: Final = re.compile(r" \([^)]*\)$")
_NIETS: Final = "geen breed gemeten, recent cijfer"


def describe_boodschap(op: Opvallend, regels: Sequence[Regel], naam: str) -> str:
    """What stands out most, favourably and unfavourably, with at most three figures.

    Two of the side that the regio is on more often, one of the other.

    Args:
        op: what stands out, as the lists below the message have it.
        regels: the scorekaart it was chosen from.
        naam: of the regio.

    Returns:
        "" where the regio has no place among others.
    """
    telling = count_posities(regels)
    if not telling.total():
        return ""
    beste, slechtste = telling[Positie.BESTE_KWART], telling[Positie.SLECHTSTE_KWART]
    gunstig = _name(op.sterk[: 2 if beste > slechtste or not op.zwak else 1])
    ongunstig = _name(op.zwak[: 2 if slechtste > beste or not op.sterk else 1])
    if not gunstig and not ongunstig:
        return f"{naam} valt met {_NIETS} zeker op."
    if not ongunstig:
        return f"{naam} valt gunstig op bij {gunstig}, en met {_NIETS} ongunstig."
    if not gunstig:
        return f"{naam} valt ongunstig op bij {ongunstig}, en met {_NIETS} gunstig."
    return f"{naam} valt gunstig op bij {gunstig}, en ongunstig bij {ongunstig}."


def describe_telling(regels: Sequence[Regel], naam: str) -> str:
    """At how many indicators the regio stands where, in plain sentences."""
    telling = count_posities(regels)
    if not telling.total():
        return describe_oordeel(regels, naam)
    midden, onzeker = telling[Positie.MIDDEN], telling[Positie.NIET_TE_ZEGGEN]
    delen = [f"{midden} in het midden{split_midden(regels)}"] if midden else []
    if onzeker:
        delen.append(f"{onzeker} op een plaats waarvan dat niet te zeggen is")
    rest = f" De andere: {format_opsomming(delen)}." if delen else ""
    return f"{describe_foto(regels, naam)}{rest}"


def describe_tegenover(regels: Sequence[Regel], naam: str, groep: str) -> str:
    """At how many indicators the regio is better and worse off than a group as a whole.

    Only against a figure that bears the name of the group: against a median, or the mean of some
    of its gemeenten, "better than the group" would not be true.

    Args:
        regels: the scorekaart beside that group.
        naam: of the regio.
        groep: title of the group.
    """
    met = [r for r in regels if r.indicator.teken and r.heeft_waarde and r.is_nieuwste]
    eerlijk = [r for r in met if _is_eerlijk(r)]
    wie = lower_naam(groep)
    if not eerlijk:
        return f"Bij geen indicator is er één cijfer van {wie} om {naam} mee te vergelijken."
    gelijk = [r for r in eerlijk if compute_verschil(r) == 0 or is_misschien_gelijk(r)]
    anders = [r for r in eerlijk if r not in gelijk]
    beter = sum(compute_verschil(r) * r.indicator.teken > 0 for r in anders)
    delen = [f"bij {beter or 'geen enkele'} gunstiger", f"bij {len(anders) - beter} ongunstiger"]
    if gelijk:
        delen.append(f"bij {len(gelijk)} ongeveer gelijk")
    if beter == len(anders):
        delen[1] = "bij geen enkele ongunstiger"
    zin = (
        f"Vergeleken met {wie} staat {naam} {format_opsomming(delen)}, van de {len(eerlijk)} "
        "indicatoren waarbij de groep één eigen cijfer heeft."
    )
    if len(eerlijk) == len(met):
        return zin
    return (
        f"{zin} Bij {len(met) - len(eerlijk)} andere is er alleen een mediaan of een deel bekend."
    )


def _is_eerlijk(regel: Regel) -> bool:
    groep = regel.groep
    if groep is None or groep.is_alleen or regel.indicator.regionaal == "som" or regel.wat:
        return False
    return groep.volledig and groep.methode != "mediaan"


def _name(regels: Sequence[Regel]) -> str:
    """Indicators with their figures: "werkloosheid (2,7 %) en overgewicht (54,2 %)"."""
    return format_opsomming(
        [f"{_HAAKJES.sub('', lower_titel(r.indicator))} ({r.tekst})" for r in regels]
    )
