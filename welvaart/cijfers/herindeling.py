"""Figures of one gemeentelijke indeling expressed in a later one, by shares from the CBS ledger.

Gemeenten end and begin, nearly always on 1 January. A number of an ended gemeente goes to its
receivers by the part of its inhabitants (or dwellings, or hectares) that each of them got.
"""

from collections.abc import Collection, Iterable, Sequence
from datetime import date
from typing import Literal

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from welvaart.fouten import ControleFout, KeuzeFout

Maat = Literal["inwoners", "woningen", "hectare"]

EINDES = ("opheffing", "codewijziging")
"""Kinds of event after which van_code no longer exists."""

EERSTE_JAAR = 2010
"""First known indeling. Before it CBS does not link the old and new code of renamed gemeenten."""

_TOLERANTIE = 1e-6
_CEL = ["indicator_id", "regio_code", "periode_code"]
Verdeling = dict[str, dict[str, float]]


def build_aandelen(
    herindeling: pd.DataFrame,
    van_jaar: int,
    naar_jaar: int,
    maat: Maat = "inwoners",
    *,
    codes: Iterable[str] | None = None,
) -> pd.DataFrame:
    """Build the share of each gemeente of one year that ends in each gemeente of a later year.

    Chains are followed: Boarnsterhim → De Friese Meren (2014) → De Fryske Marren (2015). Boundary
    changes between gemeenten that both go on are not in it: see `find_grenswijzigingen`.

    Args:
        herindeling: table `herindeling` of the warehouse. Only its endings count here.
        van_jaar: year of the indeling the figures stand on, as it was on 1 January.
        naar_jaar: year of the indeling that is wanted, as it was on 1 January.
        maat: what the shares are measured in. A gemeente that ends whole in one other has share 1
            in every maat, also where the ledger does not know the number.
        codes: gemeenten of van_jaar that must have rows, also the unchanged ones (share 1 in
            themselves). Without it: every gemeente that ended after 1 January van_jaar, also those
            that began in between.

    Returns:
        Columns van_code, naar_code, aandeel (0–1], sorted; the shares of a van_code add to 1.

    Raises:
        KeuzeFout: naar_jaar lies before van_jaar (a merger cannot be undone with shares), or
            van_jaar before EERSTE_JAAR.
        ControleFout: a share is unknown or does not add up, or one of `codes` had ended already.
    """
    rijen = [
        (van_code, naar_code, aandeel)
        for van_code, delen in find_verdeling(
            herindeling, van_jaar, naar_jaar, maat, codes=codes
        ).items()
        for naar_code, aandeel in sorted(delen.items())
    ]
    return pd.DataFrame(rijen, columns=["van_code", "naar_code", "aandeel"]).astype(
        {"van_code": "str", "naar_code": "str", "aandeel": "float64"}
    )


def find_verdeling(
    herindeling: pd.DataFrame,
    van_jaar: int,
    naar_jaar: int,
    maat: Maat = "inwoners",
    *,
    codes: Iterable[str] | None = None,
) -> Verdeling:
    """The shares of `build_aandelen` as van_code → naar_code → aandeel, sorted by van_code."""
    if van_jaar < EERSTE_JAAR:
        raise KeuzeFout(
            f"De herindelingen zijn bekend vanaf {EERSTE_JAAR}, niet voor {van_jaar};"
            " kies een later jaar"
        )
    if naar_jaar < van_jaar:
        raise KeuzeFout(
            f"Cijfers van {van_jaar} zijn niet om te rekenen naar de oudere indeling van"
            f" {naar_jaar}; kies een later jaar"
        )
    eindes = herindeling.loc[
        herindeling["soort"].isin(EINDES), ["datum", "van_code", "naar_code", _find_kolom(maat)]
    ]
    eindes["datum"] = pd.to_datetime(eindes["datum"])
    in_periode = _find_tussen(eindes, van_jaar, naar_jaar)
    gevraagd = sorted(set(in_periode["van_code"]) if codes is None else set(codes))
    _check_bestaat(eindes, gevraagd, van_jaar)
    stappen = _build_stappen(in_periode, maat)
    return {van_code: _follow(van_code, stappen) for van_code in gevraagd}


def find_grenswijzigingen(herindeling: pd.DataFrame, van_jaar: int, naar_jaar: int) -> pd.DataFrame:
    """Find the boundary changes between gemeenten that both went on, which shares leave out.

    Args:
        herindeling: table `herindeling` of the warehouse.
        van_jaar: changes after 1 January of this year.
        naar_jaar: changes up to and including 1 January of this year.

    Returns:
        Rows of herindeling, largest number of inhabitants first. `inwoners` is NaN where the
        ledger gives no number; `aandeel_inwoners` where the giver's inhabitants are unknown.
    """
    frame = herindeling[herindeling["soort"] == "grenswijziging"].assign(
        datum=lambda deel: pd.to_datetime(deel["datum"])
    )
    gekozen = _find_tussen(frame, van_jaar, naar_jaar)
    return gekozen.sort_values(
        ["inwoners", "datum", "van_code", "naar_code"], ascending=[False, True, True, True]
    ).reset_index(drop=True)


def compute_totalen(waarden: pd.DataFrame, aandelen: pd.DataFrame) -> pd.DataFrame:
    """Compute absolute numbers on the later indeling: the sum of value × share of all predecessors.

    Only for numbers that may be added up (inwoners, woningen, euro's in total), never for rates.

    Args:
        waarden: columns regio_code (gemeenten of the old indeling, once each), waarde.
        aandelen: from `build_aandelen`, with the same gemeenten as `codes`.

    Returns:
        Columns regio_code (new indeling), waarde. NaN where one of the predecessors has no value:
        an incomplete sum is no figure.

    Raises:
        ControleFout: a gemeente with a value has no share, so its number would be lost.
    """
    if verloren := sorted(set(waarden["regio_code"]) - set(aandelen["van_code"])):
        raise ControleFout(
            f"Geen aandeel bekend voor {', '.join(verloren[:5])} ({len(verloren)} gemeenten);"
            " geef alle gemeenten van het oude jaar op als codes"
        )
    samen = aandelen.merge(
        waarden[["regio_code", "waarde"]].rename(columns={"regio_code": "van_code"}),
        on="van_code",
        how="left",
        validate="many_to_one",
    )
    samen["waarde"] = samen["waarde"].astype("float64") * samen["aandeel"]
    som = samen.groupby("naar_code")["waarde"].agg(lambda reeks: reeks.sum(skipna=False))
    return som.rename_axis("regio_code").reset_index()


def merge_op_indeling(
    waarnemingen: pd.DataFrame, jaar: int, gemeenten: Collection[str]
) -> pd.DataFrame:
    """Merge published and recomputed rows into series on the gemeenten of one year.

    A recomputed row takes the place of the published one, also when it is empty: the figure of
    another territory would be worse than none. Rows of other regio's stay as published.

    Args:
        waarnemingen: see `welvaart.cijfers.waarneming`; rows as published (indeling_jaar 0) and
            recomputed ones (herkomst "herindeling"). Other rows are left out.
        jaar: year of the indeling that is wanted.
        gemeenten: codes of all gemeenten of that year; rows of ended ones are left out.

    Returns:
        One row per indicator, regio and period, sorted by these, with the given columns;
        indeling_jaar says of each row which it is.

    Raises:
        KeuzeFout: nothing was recomputed to this year, though other years are there.
    """
    omgerekend = waarnemingen["herkomst"] == "herindeling"
    nieuw = omgerekend & (waarnemingen["indeling_jaar"] == jaar)
    if omgerekend.any() and not nieuw.any():
        bekend = ", ".join(str(j) for j in sorted(set(waarnemingen["indeling_jaar"][omgerekend])))
        raise KeuzeFout(f"De cijfers zijn niet omgerekend naar {jaar}; kies uit {bekend}")
    gemeente = waarnemingen["regio_code"].str.startswith("GM")
    blijft = waarnemingen["regio_code"].isin(list(gemeenten)) | ~gemeente
    gepubliceerd = blijft & (waarnemingen["indeling_jaar"] == 0)
    # Recomputed rows come first, so that they are the ones kept.
    samen = pd.concat([waarnemingen[nieuw], waarnemingen[gepubliceerd]], ignore_index=True)
    return samen.drop_duplicates(_CEL, keep="first").sort_values(_CEL).reset_index(drop=True)


def _find_tussen(frame: pd.DataFrame, van_jaar: int, naar_jaar: int) -> pd.DataFrame:
    """Rows after 1 January van_jaar, up to and including 1 January naar_jaar.

    Events on 1 January van_jaar are already part of the indeling of that day.
    """
    begin, einde = (pd.Timestamp(date(jaar, 1, 1)) for jaar in (van_jaar, naar_jaar))
    return frame[(frame["datum"] > begin) & (frame["datum"] <= einde)]


def _check_bestaat(eindes: pd.DataFrame, codes: list[str], van_jaar: int) -> None:
    begin = pd.Timestamp(date(van_jaar, 1, 1))
    eerder, gezocht = eindes[eindes["datum"] <= begin], set(codes)
    weg = eerder[[code in gezocht for code in eerder["van_code"]]]
    if not weg.empty:
        raise ControleFout(
            [
                f"{code} bestond op 1 januari {van_jaar} niet meer (opgeheven op"
                f" {datum:%d-%m-%Y}); haal de gemeente uit de cijfers van dat jaar"
                for code, datum in sorted(weg.groupby("van_code")["datum"].max().items())
            ]
        )


def _build_stappen(eindes: pd.DataFrame, maat: Maat) -> Verdeling:
    """Per ended gemeente: receiver → share. One gemeente ends once, so dates need no keeping."""
    stappen: Verdeling = {}
    problemen = []
    kolom = eindes[_find_kolom(maat)].astype("float64")
    groepen: dict[str, list[tuple[str, float]]] = {}
    for van_code, naar_code, deel in zip(
        eindes["van_code"], eindes["naar_code"], kolom, strict=True
    ):
        groepen.setdefault(str(van_code), []).append((str(naar_code), deel))
    for van_code, groep in sorted(groepen.items()):
        aandelen = _compute_aandelen([deel for _, deel in groep], maat)
        som = float(aandelen.sum())
        if not abs(som - 1) <= _TOLERANTIE:
            wat = (
                "is niet overal bekend" if pd.isna(som) else f"telt op tot {som:.4f} en niet tot 1"
            )
            problemen.append(
                f"herindeling: het aandeel ({maat}) van {van_code} {wat};"
                " vul het grootboek aan in correcties.yaml of kies een andere maat"
            )
        else:
            stappen[van_code] = {
                naar_code: float(aandeel) / som
                for (naar_code, _), aandeel in zip(groep, aandelen, strict=True)
                if aandeel > 0
            }
    if problemen:
        raise ControleFout(problemen)
    return stappen


def _find_kolom(maat: Maat) -> str:
    return "hectare" if maat == "hectare" else f"aandeel_{maat}"


def _compute_aandelen(delen: Sequence[float], maat: Maat) -> NDArray[np.float64]:
    """Shares of the receivers of one gemeente; who receives all of it has share 1."""
    if len(delen) == 1:
        return np.ones(1)
    aandelen = np.array(delen, dtype="float64")
    return aandelen / aandelen.sum() if maat == "hectare" else aandelen


def _follow(code: str, stappen: Verdeling, bezocht: tuple[str, ...] = ()) -> dict[str, float]:
    """Shares of `code` in the gemeenten of the last day, through every gemeente in between."""
    if code in bezocht:
        raise ControleFout(
            f"herindeling: {' → '.join((*bezocht, code))} loopt rond;"
            " herstel dit in correcties.yaml"
        )
    if code not in stappen:
        return {code: 1.0}
    uit: dict[str, float] = {}
    for naar_code, aandeel in stappen[code].items():
        for eind_code, deel in _follow(naar_code, stappen, (*bezocht, code)).items():
            uit[eind_code] = uit.get(eind_code, 0.0) + aandeel * deel
    return uit
