"""Message titles of the regiovergelijking: findings with their figure, never more than is drawn."""

from collections.abc import Sequence
from math import isnan

from welvaart.cijfers.indicator import Indicator
from welvaart.groep.regiocijfers import Regiocijfers
from welvaart.opmaak import format_getal, format_opsomming, lower_begin
from welvaart.regio.regio import RegioSoort, name_plek
from welvaart.zin.duiding import describe_rang
from welvaart.zin.gaten import list_gaten

_MEEST_NAMEN = 2


def describe_uitersten(
    cijfers: Regiocijfers,
    jaar: int,
    veld: Sequence[int],
    eigen: int | None,
    waar: str,
    *,
    namen: bool = True,
) -> str:
    """Lowest and highest of a field in one year, and the own figure: title of a map or strip.

    Args:
        cijfers: the figures.
        jaar: of the figures.
        veld: places of the areas.
        eigen: place of the own one; None for none.
        waar: name of the field.
        namen: whether it says who has the lowest and the highest.
    """
    t = cijfers.jaren.index(jaar)
    met = [k for k in veld if not isnan(cijfers.waarde[k, t])]
    kop = f"{cijfers.indicator.titel} in {cijfers.perioden[t]}"
    if not met:
        return f"{kop}: geen cijfers voor {waar}."
    kolom = cijfers.waarde[met, t]
    laag, hoog = float(kolom.min()), float(kolom.max())
    zelf = "" if eigen is None else f"; {cijfers.namen[eigen]} {cijfers.format(eigen, t)}"
    if eigen is not None and namen and float(cijfers.waarde[eigen, t]) in (laag, hoog):
        zelf = ""
    elif eigen is not None and isnan(cijfers.waarde[eigen, t]):
        zelf = f"; {cijfers.namen[eigen]} heeft geen cijfer"
    if len(met) == 1 < len(veld):
        alleen = f"{cijfers.namen[met[0]]} een cijfer: {cijfers.format(met[0], t)}"
        return f"{kop}: in {waar} heeft alleen {alleen}{zelf}."
    if laag == hoog:
        return f"{kop}: overal in {waar} {_format(cijfers, met, t, laag)}{zelf}."
    write = _noem if namen else _format
    van, tot = (write(cijfers, met, t, rand) for rand in (laag, hoog))
    return f"{kop}: in {waar} van {van} tot {tot}{zelf}."


def describe_jaren(
    cijfers: Regiocijfers, jaren: tuple[int, int], veld: Sequence[int], waar: str
) -> str:
    """Lowest and highest of a field in the first and the last year: title of maps per year."""
    delen = []
    for jaar in jaren:
        t = cijfers.jaren.index(jaar)
        met = [k for k in veld if not isnan(cijfers.waarde[k, t])]
        if not met:
            delen.append(f"geen cijfers in {cijfers.perioden[t]}")
            continue
        kolom = cijfers.waarde[met, t]
        laag, hoog = (_format(cijfers, met, t, float(w)) for w in (kolom.min(), kolom.max()))
        bereik = laag if laag == hoog else f"van {laag} tot {hoog}"
        delen.append(f"{bereik} in {cijfers.perioden[t]}")
    kop = f"{cijfers.indicator.titel} in {waar}"
    return f"{kop}: {delen[0]}." if jaren[0] == jaren[1] else f"{kop}: {', '.join(delen)}."


def describe_plaats(
    cijfers: Regiocijfers, jaar: int, veld: Sequence[int], eigen: int | None, waar: str
) -> str:
    """The place of the own area in a field, or who stands on top: title of a ranking."""
    t, x = cijfers.jaren.index(jaar), cijfers.indicator
    met = [k for k in veld if not isnan(cijfers.waarde[k, t])]
    soort = RegioSoort(cijfers.soort).meervoud
    over = f"{lower_titel(x)} ({cijfers.perioden[t]})"
    if not met:
        return f"Geen cijfers over {over} voor {waar}."
    if len(met) == 1:
        return (
            f"{cijfers.namen[met[0]]} heeft bij {over} {cijfers.format(met[0], t)}; in {waar} zijn "
            f"er geen andere {soort} met een cijfer."
        )
    if eigen is None or eigen not in met:
        return _describe_top(cijfers, t, met, waar)
    plaats = cijfers.rank(t, met)[met.index(eigen)]
    naam, cijfer = cijfers.namen[eigen], cijfers.format(eigen, t)
    if plaats is None or x.teken == 0:
        hoger = int((cijfers.waarde[met, t] > cijfers.waarde[eigen, t]).sum())
        staan = "staat" if hoger <= 1 else "staan"
        hoeveel = f"{hoger or 'geen enkele'} van de {len(met)} {soort}"
        return f"{naam} heeft bij {over} {cijfer}: {hoeveel} {staan} hoger."
    gelijk = int((cijfers.waarde[met, t] == cijfers.waarde[eigen, t]).sum())
    staat = describe_rang(*plaats, gelijk)
    return f"{naam} {staat} van {len(met)} {soort} in {waar} met {cijfer} bij {over}."


def _describe_top(cijfers: Regiocijfers, t: int, met: Sequence[int], waar: str) -> str:
    """Who stands on top, and who may stand there too behind a coarser rounding."""
    x = cijfers.indicator
    beste, woord, meer = (max, "hoog", "hoger") if x.teken >= 0 else (min, "laag", "lager")
    top = beste(float(cijfers.waarde[k, t]) for k in met)
    wie = [k for k in met if cijfers.waarde[k, t] == top]
    plaatsen = zip(met, cijfers.rank(t, met), strict=True)
    ook = [k for k, plaats in plaatsen if plaats and plaats[0] == 1 and k not in wie]
    if len(wie) == len(met):
        return _describe_gelijk(cijfers, t, met, waar)
    slot = ""
    if ook:
        kan = "kan" if len(ook) == 1 else "kunnen"
        wie_ook = _noem_wie(cijfers, ook)
        slot = f"; door afronding {kan} {wie_ook} net zo {woord} of {meer} staan"
    return (
        f"{_noem_wie(cijfers, wie)} {'staat' if len(wie) == 1 else 'staan'} met "
        f"{_format(cijfers, met, t, top)} het {woord}st van de {len(met)} "
        f"{RegioSoort(cijfers.soort).meervoud} in {waar} bij {lower_titel(x)} "
        f"({cijfers.perioden[t]}){slot}."
    )


def _describe_gelijk(cijfers: Regiocijfers, t: int, met: Sequence[int], waar: str) -> str:
    """That all figures are equal, no finer than the coarsest of them."""
    x = cijfers.indicator
    waarde = x.format(
        float(cijfers.waarde[met[0], t]), decimalen=min(cijfers.get_decimalen(k) for k in met)
    )
    even = "afgerond even" if cijfers.grof.intersection(met) else "even"
    return (
        f"Alle {len(met)} {RegioSoort(cijfers.soort).meervoud} in {waar} met een cijfer staan "
        f"{even} hoog bij {lower_titel(x)} ({cijfers.perioden[t]}): {waarde}."
    )


def describe_verandering(
    indicator: Indicator,
    naam: str,
    waarden: tuple[float, float],
    jaren: tuple[int, int],
    *,
    marge: float = 0.0,
    decimalen: int | None = None,
) -> str:
    """How one figure moved between two years: title of a slope chart.

    Args:
        indicator: what it measures.
        naam: of the area.
        waarden: first and last; a computed figure as it is before rounding.
        jaren: first and last.
        marge: how far the change may be off because both figures are rounded.
        decimalen: of the figures; None = those of the indicator.
    """
    toen, nu = waarden
    over = f"{indicator.titel} {name_plek(naam)}"
    if isnan(toen) or isnan(nu):
        mist = format_opsomming([str(j) for j, w in zip(jaren, waarden, strict=True) if isnan(w)])
        return f"{over}: geen cijfer in {mist}."
    gewoon = indicator.decimalen if decimalen is None else decimalen
    fijn = gewoon if gewoon < indicator.decimalen else indicator.choose_decimalen(toen, nu)
    if fijn == indicator.decimalen:
        toen, nu = indicator.round(toen), indicator.round(nu)
    verschil = round(round(nu, fijn) - round(toen, fijn), fijn)
    tekst_toen, tekst_nu = (indicator.format(w, decimalen=fijn) for w in (toen, nu))
    if verschil == 0:
        return f"{over}: {tekst_nu} in {jaren[0]} en ook in {jaren[1]}."
    van_naar = f"van {tekst_toen} in {jaren[0]} naar {tekst_nu} in {jaren[1]}"
    if abs(verschil) <= marge + 1e-9:
        return f"{over}: {van_naar}. Dat verschil kan helemaal door afronding komen."
    woord = "meer" if verschil > 0 else "minder"
    hoeveel = indicator.format_verschil(verschil, decimalen=fijn)
    ongeveer = "ongeveer " if fijn != indicator.decimalen else ""
    return f"{over}: {van_naar}, {ongeveer}{hoeveel} {woord}."


def describe_index(
    indicator: Indicator,
    index: Sequence[tuple[str, float, float]],
    jaren: tuple[int, int],
) -> str:
    """How far the first area came since the first year, and who came farther: a title.

    Args:
        indicator: what it measures.
        index: per area its name, the last index and the points that rounding may move it; the
            first one that has an index is what the sentence is about.
        jaren: first, which is 100, and last.
    """
    met = [(naam, waarde, ruis) for naam, waarde, ruis in index if not isnan(waarde)]
    if not met:
        return f"{indicator.titel}: geen cijfers om van {jaren[0]} een index te maken."
    (naam, zelf, ruis), *anderen = met
    begin = (
        f"{indicator.titel} {name_plek(naam)}: van index 100 in {jaren[0]} naar "
        f"{format_getal(zelf)} in {jaren[1]}"
    )
    kant = _compare_index(zelf, 100.0, ruis)
    if not kant:
        noem = [f"{wie} {format_getal(waarde)}" for wie, waarde, _ in anderen]
        return f"{begin}, ongeveer gelijk gebleven{f'; {format_opsomming(noem)}' if noem else ''}."
    delen = _group_index(zelf, ruis, kant, anderen)
    return f"{', '.join([begin, *delen])}."


def _group_index(
    zelf: float, ruis: float, kant: int, anderen: Sequence[tuple[str, float, float]]
) -> list[str]:
    """The others by how they moved against one that rose (`kant` 1) or fell (-1)."""
    werkwoord = "gestegen" if kant > 0 else "gedaald"
    groepen: dict[str, list[str]] = {}
    for wie, waarde, marge in anderen:
        meer = kant * _compare_index(zelf, waarde, ruis + marge)
        woord = {1: "meer dan", 0: "ongeveer evenveel als", -1: "minder dan"}[meer]
        if _compare_index(waarde, 100.0, marge) == -kant:
            woord = "anders dan"
        groepen.setdefault(woord, []).append(f"{wie} ({format_getal(waarde)})")
    delen = [f"{woord} {format_opsomming(namen)}" for woord, namen in groepen.items()]
    return [f"{werkwoord}: {delen[0]}", *delen[1:]] if delen else [werkwoord]


def _compare_index(een: float, ander: float, ruis: float) -> int:
    """1 above, -1 below, 0 where the whole points are equal or rounding may explain it."""
    if round(een) == round(ander) or abs(een - ander) <= ruis + 1e-9:
        return 0
    return 1 if een > ander else -1


def describe_gaten(cijfers: Regiocijfers, jaar: int, veld: Sequence[int]) -> str:
    """Who has no figure and why; "" when all have one."""
    t = cijfers.jaren.index(jaar)
    return list_gaten(
        (cijfers.namen[k], str(cijfers.reden[k, t])) for k in veld if isnan(cijfers.waarde[k, t])
    )


def lower_titel(indicator: Indicator) -> str:
    """The title inside a sentence: "netto arbeidsparticipatie", but "WOZ-waarde"."""
    return lower_begin(indicator.titel)


def _noem(cijfers: Regiocijfers, met: Sequence[int], t: int, waarde: float) -> str:
    """A value with who has it: "58,1 % (Vaals)", "4 % (3 gemeenten)"."""
    wie = [k for k in met if cijfers.waarde[k, t] == waarde]
    return f"{_format(cijfers, met, t, waarde)} ({_noem_wie(cijfers, wie)})"


def _format(cijfers: Regiocijfers, met: Sequence[int], t: int, waarde: float) -> str:
    """A value with its unit, no finer than the finest of the areas that have it."""
    fijn = max(cijfers.get_decimalen(k) for k in met if cijfers.waarde[k, t] == waarde)
    return cijfers.indicator.format(waarde, decimalen=fijn)


def _noem_wie(cijfers: Regiocijfers, wie: Sequence[int]) -> str:
    """One or two names, else how many."""
    if len(wie) > _MEEST_NAMEN:
        return f"{len(wie)} {RegioSoort(cijfers.soort).meervoud}"
    return format_opsomming([cijfers.namen[k] for k in wie])
