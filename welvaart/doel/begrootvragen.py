"""Planned figures: those of the road, and questions about those that do not go with the target."""

from collections.abc import Mapping, Sequence

from welvaart.cijfers.indicator import Indicator
from welvaart.doel.maat import format_getypt_met
from welvaart.methode.doelpad import Doel, compute_nodig

_NUL = 1e-9


def find_begrootvragen(
    x: Indicator, doel: Doel, begroot: Mapping[int, float], minstens: int
) -> list[str]:
    """Ask about each planned figure beyond the target, or against its direction.

    Args:
        x: indicator of the target.
        doel: the target.
        begroot: year → planned figure. After the target year a figure may lie beyond it.
        minstens: digits of the source, of `get_decimalen`.

    Returns:
        Questions in Dutch in order of year; none for an ordinary plan.
    """
    zinnen = []
    for jaar, waarde in sorted(begroot.items()):
        if wat := _judge(x, doel, jaar, waarde, minstens):
            plan = format_getypt_met(x, waarde, minstens)
            zinnen.append(f"Voor {jaar} begroot u {plan}. Dat is {wat}. Klopt dat?")
    return zinnen


def plan_pad(x: Indicator, doel: Doel, jaren: Sequence[int]) -> dict[int, float]:
    """Year → height of the road up to the target year, as the indicator is rounded.

    In its own year the target stands as it was typed.
    """
    return {
        jaar: doel.streefwaarde if jaar == doel.streefjaar else x.round(compute_nodig(doel, jaar))
        for jaar in jaren
        if jaar <= doel.streefjaar
    }


def _judge(x: Indicator, doel: Doel, jaar: int, waarde: float, minstens: int) -> str:
    """What is odd about a planned figure; "" when nothing is."""
    kant = doel.teken or x.teken
    hoe = "hoger" if waarde > doel.nulwaarde else "lager"
    nul = f"{hoe} dan de nulwaarde van {format_getypt_met(x, doel.nulwaarde, minstens)}"
    if kant * (waarde - doel.nulwaarde) < -_NUL:
        return f"{nul}, en van uw doel af" if doel.teken else f"{nul}, en u wilt vasthouden"
    if not doel.teken or jaar > doel.streefjaar:
        return ""
    if doel.teken * (waarde - doel.streefwaarde) > _NUL:
        streef = format_getypt_met(x, doel.streefwaarde, minstens)
        return f"{hoe} dan uw streefwaarde van {streef} in {doel.streefjaar}"
    return ""
