"""The chart between two years of the page Regiovergelijking, and the lines of all its years."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import floor, isnan, nan

from welvaart.cijfers.indicator import Indicator
from welvaart.grafieken.cijfertabel import TEKENS, Cijfertabel, strip_eenheid
from welvaart.grafieken.waaier import BAAN, Straal, build_waaier
from welvaart.groep.groepen import Groep, find_leden
from welvaart.groep.regiocel import compute_regioreeks, compute_regiospeling, find_regiostatus
from welvaart.lezen.stand import Stand
from welvaart.opmaak import format_getal, format_opsomming
from welvaart.regio.regio import RegioSoort
from welvaart.scherm.geheugen import Geheugen
from welvaart.scherm.grafiek import show_grafiek
from welvaart.scherm.regio.regiografiek import NIET_ALLE, build_noten, build_regiobron
from welvaart.scherm.regio.regiokeuze import Keuze
from welvaart.zin.regioduiding import describe_verandering

_VOORLOPIG = ("voorlopig", "nader_voorlopig")
_NAUWKEURIG = 1e-6
_LABELS = 6
"""Members that fit with a name beside own, region and Nederland."""


def show_helling(stand: Stand, keuze: Keuze) -> None:
    """Draw how everybody moved between two years."""
    x, jaren = keuze.cijfers.indicator, (keuze.van, keuze.tot)
    stralen = build_stralen(stand, keuze, jaren)
    titel = _describe_helling(stand, keuze, stralen)
    bron = build_regiobron(keuze, f"{keuze.van} en {keuze.tot}") + explain_baan(stralen, keuze)
    figuur = build_waaier(stralen, jaren, x, titel=titel, bron=bron)
    show_grafiek(
        figuur,
        alt=f"Lijnen tussen twee jaren. {titel}",
        sleutel="helling",
        tabel=None if keuze.raad else _build_tabel(keuze, stralen, jaren),
        weergave=keuze.build_weergave("helling"),
        noten=build_noten(keuze),
        raad=keuze.raad,
    )


def _describe_helling(stand: Stand, keuze: Keuze, stralen: Sequence[Straal]) -> str:
    """The message: how the own area moved, or the region it was drawn from."""
    x, jaren = keuze.cijfers.indicator, (keuze.van, keuze.tot)
    if not stralen:
        return f"{x.titel}: geen cijfers over {keuze.van} en {keuze.tot}."
    hoofd = next((s for rol in ("eigen", "regio", "land") for s in stralen if s.rol == rol), None)
    if keuze.is_eigen_groep and keuze.eigen is None and keuze.cijfers.soort == "gemeente":
        # As computed and not as shown; a number of people stands here too, though not drawn.
        zelf = _build_regiostraal(stand, keuze, jaren)
        if not any(isnan(waarde) for waarde in zelf.precies):
            return describe_regio(x, zelf, jaren)
    if hoofd is None:
        return f"{x.titel}: voor {keuze.waar} is er geen cijfer, wel voor gemeenten."
    return describe_verandering(
        x,
        hoofd.naam,
        (hoofd.waarden[0], hoofd.waarden[-1]),
        jaren,
        marge=_sum_marge(hoofd),
        decimalen=hoofd.decimalen,
    )


def describe_regio(x: Indicator, zelf: Straal, jaren: tuple[int, int]) -> str:
    """How a region moved: as shown, or one decimal finer where rounding would mislead.

    A region that leans on a coarsely rounded gemeente gets no finer decimal: it would be made up.
    """
    toen, nu = zelf.precies[0], zelf.precies[-1]
    if is_grof(zelf, x) or x.choose_decimalen(toen, nu) == x.decimalen:
        paar, marge = (zelf.waarden[0], zelf.waarden[-1]), _sum_marge(zelf)
    else:
        paar, marge = (toen, nu), zelf.speling[0] + zelf.speling[-1]
    return describe_verandering(x, zelf.naam, paar, jaren, marge=marge)


def is_grof(straal: Straal, x: Indicator) -> bool:
    """Whether rounding may put a figure further off than the source rounds the others."""
    fijn = 0.0 if x.regionaal == "som" else x.afronding / 2
    return any(speling > fijn + _NAUWKEURIG for speling in straal.speling)


def _sum_marge(straal: Straal) -> float:
    """How far the change as shown may be off; as `compute_verandering` has it."""
    return _find_marge(straal, 0) + _find_marge(straal, -1)


def _find_marge(straal: Straal, k: int) -> float:
    """How far one figure as shown may be off; as `welvaart.onderwerp.jaarreeks` has it."""
    return straal.speling[k] + abs(straal.waarden[k] - straal.precies[k])


def build_stralen(
    stand: Stand, keuze: Keuze, jaren: Sequence[int], *, met_som: bool = False
) -> list[Straal]:
    """Own area, Nederland, the region and its members; a number stands without the larger ones."""
    c = keuze.cijfers
    t = [c.jaren.index(jaar) for jaar in jaren]
    veld = keuze.veld
    stralen = [
        Straal(
            c.namen[k],
            "eigen" if k == keuze.eigen else "lid",
            c.waarde[k, t].tolist(),
            [str(s) in _VOORLOPIG for s in c.status[k, t]],
            label=k == keuze.eigen or len(veld) <= _LABELS,
            precies=c.precies[k, t].tolist(),
            speling=c.find_speling(k, t),
            decimalen=c.get_decimalen(k),
        )
        for k in veld
    ]
    if c.soort != "gemeente":
        stralen = [
            replace(s, n=_count(s, c.indicator, find_leden(stand, c.codes[k])))
            for s, k in zip(stralen, veld, strict=True)
        ]
    if c.indicator.regionaal != "som" or met_som:
        half = [0.0 if c.indicator.regionaal == "som" else c.indicator.afronding / 2] * len(t)
        land, precies = c.land[t].tolist(), c.land_precies[t].tolist()
        ster = [c.get_landstatus(k) in _VOORLOPIG for k in t]
        stralen.append(Straal("Nederland", "land", land, ster, precies=precies, speling=half,
                              n=len(stand.gemeenten)))  # fmt: skip
        if c.soort == "gemeente" and keuze.groep.soort != "land":
            plek = 0 if keuze.is_eigen_groep else len(stralen)
            stralen.insert(plek, _build_regiostraal(stand, keuze, jaren))
    return [straal for straal in stralen if not all(isnan(w) for w in straal.waarden)]


def _build_regiostraal(stand: Stand, keuze: Keuze, jaren: Sequence[int]) -> Straal:
    """The region's own line, only in years in which the figure may bear its name."""
    x, groep = keuze.cijfers.indicator, keuze.groep
    lijn = _read_regiolijn(stand, x.indicator_id, groep)
    plaats = [stand.reeksen.jaren.index(jaar) for jaar in jaren]
    precies = [lijn.precies[k] for k in plaats]
    straal = Straal(
        groep.titel,
        "eigen" if keuze.is_eigen_groep else "regio",
        [x.round(w) for w in precies],
        [lijn.wankel[k] for k in plaats],
        precies=precies,
        speling=[lijn.speling[k] for k in plaats],
    )
    return replace(straal, n=_count(straal, x, groep.codes))


@dataclass(frozen=True, slots=True)
class _Regiolijn:
    """The figures of a region over all years of the block.

    Attributes:
        precies: as computed; NaN where they may not bear its name.
        speling: how far rounding may put them off.
        wankel: True where they are provisional.
    """

    precies: tuple[float, ...]
    speling: tuple[float, ...]
    wankel: tuple[bool, ...]


_LIJNEN: Geheugen[_Regiolijn] = Geheugen(2000)


def _read_regiolijn(stand: Stand, indicator_id: str, groep: Groep) -> _Regiolijn:
    wat = (stand, indicator_id, groep.codes, groep.regio_code)

    def compute() -> _Regiolijn:
        waarde, volledig = compute_regioreeks(*wat)
        return _Regiolijn(
            tuple(float(w) if v else nan for w, v in zip(waarde, volledig, strict=True)),
            tuple(compute_regiospeling(*wat).tolist()),
            tuple(status in _VOORLOPIG for status in find_regiostatus(*wat)),
        )

    return _LIJNEN.get(stand, wat[1:], compute)


def _count(straal: Straal, x: Indicator, codes: Sequence[str]) -> int:
    """Gemeenten whose rounding cancels out; 1 where the margin already adds up a coarse one."""
    return 1 if is_grof(straal, x) else max(1, len(codes))


def _build_tabel(keuze: Keuze, stralen: Sequence[Straal], jaren: tuple[int, int]) -> Cijfertabel:
    x = keuze.cijfers.indicator
    rijen = []
    for s in choose_rijen(stralen):
        cellen = [
            "."
            if isnan(w)
            else strip_eenheid(x.format(w, decimalen=s.decimalen), x) + ("*" if v else "")
            for w, v in zip(s.waarden, s.voorlopig, strict=True)
        ]
        verschil = s.waarden[-1] - s.waarden[0]
        decimalen = x.decimalen if s.decimalen is None else s.decimalen
        rijen.append([s.naam, *cellen, format_getal(verschil, decimalen, plus=True)])
    wat = "procentpunt" if x.eenheid_kort == "%" else x.eenheid_kort
    return Cijfertabel(
        f"{x.titel}, {x.eenheid}",
        ["Gebied", str(jaren[0]), str(jaren[1]), f"Verschil in {wat}"],
        rijen,
        (1, 2, 3),
        noot=f"{write_noot(stralen)}{note_afronding(x, choose_rijen(stralen))}",
    )


def note_afronding(x: Indicator, stralen: Sequence[Straal]) -> str:
    """Which differences in the table may be nothing but rounding, with the coarser rows by name.

    Args:
        x: says how the source rounds; "" for a number of people.
        stralen: the rows.
    """
    if x.regionaal == "som":
        return ""
    grof: dict[str, list[str]] = {}
    for s in stralen:
        if is_grof(s, x) and not isnan(marge := _sum_marge(s)):
            # The largest difference that can stand in the table and still be rounding.
            stap = 10.0**-x.decimalen if s.decimalen is None else 10.0**-s.decimalen
            hoogste = floor(marge / stap + _NAUWKEURIG) * stap
            tekst = x.format_verschil(hoogste, decimalen=s.decimalen)
            grof.setdefault(tekst, []).append(s.naam)
    zin = f". Een verschil tot en met {x.format_verschil(x.afronding)} kan afronding zijn"
    delen = [f"bij {format_opsomming(namen)} tot en met {tekst}" for tekst, namen in grof.items()]
    return "; ".join([zin, *delen])


def _has_baan(stralen: Sequence[Straal]) -> bool:
    return sum(not straal.label for straal in stralen) > BAAN


def explain_baan(stralen: Sequence[Straal], keuze: Keuze) -> str:
    """What is drawn in grey without a name; "" where every line bears one."""
    wie = RegioSoort(keuze.cijfers.soort).meervoud
    if _has_baan(stralen):
        return f" Grijs vlak: de middelste 8 van elke 10 {wie}."
    zonder_naam = any(not straal.label for straal in stralen)
    if keuze.is_eigen_groep and keuze.cijfers.soort == "gemeente":
        grijs = f"de {wie} van {keuze.waar}"
    else:
        grijs = f"de andere {wie}" if keuze.eigen is not None else f"de {wie}"
    return f" Grijze lijnen: {grijs}." if zonder_naam else ""


def choose_rijen(stralen: Sequence[Straal]) -> list[Straal]:
    """All lines, or only those with a name where the others are drawn as one area."""
    return [s for s in stralen if s.label] if _has_baan(stralen) else list(stralen)


def write_noot(stralen: Sequence[Straal]) -> str:
    """What the signs in the table mean, and where the rows are that it leaves out."""
    return f"{TEKENS} · {NIET_ALLE}" if _has_baan(stralen) else TEKENS
