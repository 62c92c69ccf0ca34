"""Which gemeenten look alike: a weighted distance on structure, and how sure the list is.

Nobody can say what the right weights are. So the list comes with a count: in how many of 200
random reweightings each gemeente stays in it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from welvaart.cijfers.indicator import Indicator
from welvaart.cijfers.reeksen import Reeksen
from welvaart.fouten import KeuzeFout
from welvaart.groep.groepenlijst import LijktOp
from welvaart.opmaak import format_opsomming

Getallen = NDArray[np.float64]

SPREIDING = 0.42
"""Of the logarithm of a weight: nine in ten draws lie between half and double the weight."""
_ZAAD = 20261121
_MEEST_GELIJK = 3
_NUL = 1e-12  # relative to the size of the figures: below this a deviation is rounding noise


@dataclass(frozen=True)
class Ruimte:
    """All gemeenten as points; read-only.

    Attributes:
        gemeenten: codes, sorted; the first axis of `z`.
        dimensies: indicator ids; the second axis.
        titels: what a reader calls each dimension.
        perioden: period of the figures, the same for all gemeenten.
        z: standardised over the gemeenten with a figure: mean 0, deviation 1; NaN = no figure.
        gewichten: declared weight of each dimension.
        minimum: shared dimensions a pair needs.
    """

    gemeenten: tuple[str, ...]
    dimensies: tuple[str, ...]
    titels: tuple[str, ...]
    perioden: tuple[str, ...]
    z: Getallen
    gewichten: Getallen
    minimum: int

    def __post_init__(self) -> None:
        self.z.flags.writeable = False
        self.gewichten.flags.writeable = False


@dataclass(frozen=True)
class Bijdrage:
    """How far two gemeenten lie apart on one dimension.

    Attributes:
        indicator_id: the dimension.
        titel: what a reader calls it.
        verschil: look-alike minus gemeente, in standard deviations.
        aandeel: part of the squared distance, 0–1; 0 for all when the distance is 0.
    """

    indicator_id: str
    titel: str
    verschil: float
    aandeel: float


@dataclass(frozen=True)
class Gelijkende:
    """One look-alike.

    Attributes:
        code: the gemeente.
        afstand: weighted root-mean-square difference, in standard deviations; 0 = the same.
        bijdragen: per shared dimension, most alike first.
        blijft: in how many of the `trekkingen` random reweightings it stays in the list.
        trekkingen: number of reweightings.
    """

    code: str
    afstand: float
    bijdragen: tuple[Bijdrage, ...]
    blijft: int
    trekkingen: int

    @property
    def zekerheid(self) -> float:
        """Part of the reweightings in which it stays in the list, 0–1."""
        return self.blijft / self.trekkingen

    @property
    def meest_gelijk(self) -> tuple[Bijdrage, ...]:
        """The three dimensions on which the two are most alike."""
        return self.bijdragen[:_MEEST_GELIJK]

    @property
    def minst_gelijk(self) -> Bijdrage:
        """The dimension on which they differ most."""
        return self.bijdragen[-1]


def build_ruimte(
    reeksen: Reeksen,
    indicatoren: Mapping[str, Indicator],
    gemeente_codes: Sequence[str],
    regels: LijktOp,
) -> Ruimte:
    """Standardise the newest year of each dimension; one without figures is left out.

    Args:
        reeksen: the figures.
        indicatoren: by id, for titles.
        gemeente_codes: the gemeenten of today.
        regels: dimensions and weights, from `groepen.yaml`.
    """
    gemeenten = tuple(sorted(gemeente_codes))
    plaatsen = [reeksen.get_r(code) for code in gemeenten]
    dimensies, perioden, kolommen = list[str](), list[str](), list[Getallen]()
    for indicator_id, dimensie in regels.dimensies.items():
        if indicator_id not in reeksen.indicator_ids:
            continue
        i = reeksen.get_i(indicator_id)
        rijen = [np.full(len(reeksen.jaren), np.nan) if r is None else r for r in plaatsen]
        blok = np.stack([reeksen.waarde[i, r] if isinstance(r, int) else r for r in rijen])
        jaren = np.flatnonzero(~np.isnan(blok).all(axis=0))
        if len(jaren) == 0:
            continue
        kolommen.append(_standardise(blok[:, jaren[-1]], log=dimensie.schaal == "log"))
        dimensies.append(indicator_id)
        perioden.append(str(reeksen.perioden[i, jaren[-1]]))
    return Ruimte(
        gemeenten=gemeenten,
        dimensies=tuple(dimensies),
        titels=tuple(indicatoren[naam].titel for naam in dimensies),
        perioden=tuple(perioden),
        z=np.stack(kolommen, axis=1) if kolommen else np.empty((len(gemeenten), 0)),
        gewichten=np.array([regels.dimensies[naam].gewicht for naam in dimensies], dtype="float64"),
        minimum=regels.minimum_dimensies,
    )


def find_lijkt_op(
    ruimte: Ruimte,
    gemeente_code: str,
    *,
    aantal: int = 10,
    gewichten: Mapping[str, float] | None = None,
    trekkingen: int = 200,
) -> list[Gelijkende]:
    """The gemeenten nearest to one gemeente, nearest first; equal distances by code.

    A dimension without a figure for either of a pair is left out of that pair, and the distance is
    the mean over the rest, so that it stays comparable.

    Args:
        ruimte: from `build_ruimte`.
        gemeente_code: a gemeente of today.
        aantal: length of the list.
        gewichten: indicator_id → weight ≥ 0, instead of the declared ones; 0 leaves it out.
        trekkingen: random reweightings, each weight times a lognormal factor; always the same.

    Returns:
        Perhaps fewer than `aantal`; empty when the gemeente itself has too few figures.

    Raises:
        KeuzeFout: an unknown gemeente, a weight for something that is no dimension, a weight below
            0, or no weight left.
    """
    if gemeente_code not in ruimte.gemeenten:
        raise KeuzeFout(f"'{gemeente_code}' is geen gemeente van nu. Kies een gemeente.")
    zelf = ruimte.gemeenten.index(gemeente_code)
    gewicht = _build_gewicht(ruimte, gewichten or {})
    verschil = ruimte.z - ruimte.z[zelf]
    deelt = ~np.isnan(verschil) & (gewicht > 0)
    mag = deelt.sum(axis=1) >= min(ruimte.minimum, int((gewicht > 0).sum()))
    mag[zelf] = False
    kandidaten = np.flatnonzero(mag)
    if len(kandidaten) == 0:
        return []
    kwadraat = np.where(deelt, verschil, 0.0)[kandidaten] ** 2
    kans = np.random.default_rng(_ZAAD)
    factor = kans.lognormal(0.0, SPREIDING, (trekkingen, len(gewicht)))
    afstand2 = _compute_afstand2(
        kwadraat, deelt[kandidaten], np.vstack([gewicht, gewicht * factor])
    )
    k = min(aantal, len(kandidaten))
    drempel = np.partition(afstand2[:, 1:], k - 1, axis=0)[k - 1]
    blijft = (afstand2[:, 1:] <= drempel).sum(axis=1)
    volgorde = np.argsort(afstand2[:, 0], kind="stable")[:k]
    return [
        Gelijkende(
            code=ruimte.gemeenten[kandidaten[plaats]],
            afstand=float(np.sqrt(afstand2[plaats, 0])),
            bijdragen=_build_bijdragen(ruimte, verschil[kandidaten[plaats]], gewicht),
            blijft=int(blijft[plaats]),
            trekkingen=trekkingen,
        )
        for plaats in volgorde
    ]


def describe_gelijkende(gelijkende: Gelijkende) -> str:
    """Why two gemeenten are alike and where they are not, and how sure that is, in Dutch."""
    gelijk = format_opsomming([_lower(deel.titel) for deel in gelijkende.meest_gelijk])
    zin = f"Meest gelijk: {gelijk}."
    if len(gelijkende.bijdragen) > _MEEST_GELIJK:
        zin += f" Minst gelijk: {_lower(gelijkende.minst_gelijk.titel)}."
    return (
        f"{zin} Staat bij {gelijkende.blijft} van {gelijkende.trekkingen} andere wegingen ook in"
        " de lijst."
    )


def _lower(titel: str) -> str:
    return titel[:1].lower() + titel[1:]


def _standardise(waarde: Getallen, *, log: bool) -> Getallen:
    """Mean 0 and deviation 1 over the figures; all 0 where they are all the same."""
    if log:
        waarde = np.log(np.where(waarde > 0, waarde, np.nan))
    heeft = ~np.isnan(waarde)
    if not heeft.any():
        return waarde
    midden, breedte = waarde[heeft].mean(), waarde[heeft].std()
    if breedte <= _NUL * np.abs(waarde[heeft]).max():
        return np.where(heeft, 0.0, np.nan)
    z: Getallen = (waarde - midden) / breedte
    return z


def _build_gewicht(ruimte: Ruimte, gewichten: Mapping[str, float]) -> Getallen:
    if onbekend := sorted(set(gewichten) - set(ruimte.dimensies)):
        raise KeuzeFout(
            f"Geen kenmerk om op te vergelijken: {', '.join(onbekend)}."
            f" Kies uit {', '.join(ruimte.dimensies)}."
        )
    if fout := sorted(k for k, w in gewichten.items() if not (np.isfinite(w) and w >= 0)):
        raise KeuzeFout(f"Het gewicht van {', '.join(fout)} moet een getal van 0 of hoger zijn.")
    gewicht = np.array(
        [
            gewichten.get(naam, eigen)
            for naam, eigen in zip(ruimte.dimensies, ruimte.gewichten, strict=True)
        ],
        dtype="float64",
    )
    if not (gewicht > 0).any():
        raise KeuzeFout("Alle gewichten zijn 0. Geef minstens één kenmerk een gewicht.")
    return gewicht


def _compute_afstand2(
    kwadraat: Getallen, deelt: NDArray[np.bool_], gewichten: Getallen
) -> Getallen:
    """Weighted mean of squares over the shared dimensions, shape (gemeenten, wegingen)."""
    afstand2: Getallen = (kwadraat @ gewichten.T) / (deelt.astype("float64") @ gewichten.T)
    return afstand2


def _build_bijdragen(ruimte: Ruimte, verschil: Getallen, gewicht: Getallen) -> tuple[Bijdrage, ...]:
    deel = np.where(np.isnan(verschil), 0.0, gewicht * verschil**2)
    totaal = float(deel.sum())
    bijdragen = [
        Bijdrage(naam, titel, float(v), float(d) / totaal if totaal > 0 else 0.0)
        for naam, titel, v, d, w in zip(
            ruimte.dimensies, ruimte.titels, verschil, deel, gewicht, strict=True
        )
        if w > 0 and not np.isnan(v)
    ]
    return tuple(sorted(bijdragen, key=lambda b: (abs(b.verschil), b.indicator_id)))
