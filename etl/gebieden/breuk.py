"""Table `regio_breuk`: gemeenten whose own-year series jumps because their territory changed."""

import pandas as pd

from etl.gebieden.gemeentelijst import get_codes
from etl.gebieden.grootboek import get_breukjaar
from etl.gebieden.inwonertal import Inwonertal
from welvaart.cijfers.herindeling import EINDES
from welvaart.opmaak import format_datum, format_getal, format_opsomming

KOLOMMEN = ["regio_code", "periode_code", "reden"]
DREMPEL = 0.01
"""Part of the inhabitants that came or went from which a series is not one series any more."""


def build_regio_breuk(
    regio: pd.DataFrame,
    lijst: pd.DataFrame,
    herindeling: pd.DataFrame,
    inwonertal: Inwonertal,
) -> pd.DataFrame:
    """Build table `regio_breuk` for gemeenten that existed before and after a change.

    A gemeente with a new code has no break: its series simply starts. periode_code is the first
    1 January on the new territory.

    Returns:
        Columns regio_code, periode_code, reden (Dutch, for the reader); sorted.
    """
    namen = dict(zip(regio["regio_code"], regio["regio_naam"], strict=True))
    stromen = herindeling.assign(
        jaar=herindeling["datum"].map(get_breukjaar), inwoners=herindeling["inwoners"].fillna(0)
    )
    rijen = []
    for jaar in sorted(set(lijst["jaar"]))[1:]:
        nu = stromen[(stromen["jaar"] == jaar) & (stromen["inwoners"] > 0)]
        blijvers = get_codes(lijst, jaar - 1) & get_codes(lijst, jaar)
        for code in sorted((set(nu["van_code"]) | set(nu["naar_code"])) & blijvers):
            bij, af = nu[nu["naar_code"] == code], nu[nu["van_code"] == code]
            voor = estimate_inwoners(code, jaar, stromen, inwonertal)
            verandering = bij["inwoners"].sum() + af["inwoners"].sum()
            if voor is None or verandering / voor >= DREMPEL:
                rijen.append((code, f"{jaar}JJ00", _explain(code, bij, af, namen)))
    return (
        pd.DataFrame(rijen, columns=KOLOMMEN, dtype="str")
        .sort_values(KOLOMMEN[:2])
        .reset_index(drop=True)
    )


def estimate_inwoners(
    code: str, jaar: int, stromen: pd.DataFrame, inwonertal: Inwonertal
) -> float | None:
    """Estimate the inhabitants of a gemeente on its territory before the changes of a year.

    The count a year earlier; else the nearest later count, or the inhabitants it had when it ended,
    minus what came and plus what went in between. Growth is ignored: this only serves a threshold.

    Args:
        code: a gemeente that existed before and after.
        jaar: year whose 1 January is the first on the new territory.
        stromen: events with `jaar` (see `get_breukjaar`) and inwoners without gaps.
        inwonertal: known counts.

    Returns:
        None when nothing is known.
    """
    if (direct := inwonertal.get(code, jaar - 1)) is not None:
        return direct
    later = [bekend for bekend in inwonertal.find_jaren(code) if bekend >= jaar]
    einde = stromen[(stromen["van_code"] == code) & stromen["soort"].isin(EINDES)]
    if later:
        tot, aantal = later[0], inwonertal.aantallen[(code, later[0])]
    elif not einde.empty and einde["inwoners"].sum() > 0:
        tot, aantal = int(einde["jaar"].iloc[0]) - 1, float(einde["inwoners"].sum())
    else:
        return None
    tussen = stromen[(stromen["jaar"] >= jaar) & (stromen["jaar"] <= tot)]
    bij = tussen.loc[tussen["naar_code"] == code, "inwoners"].sum()
    af = tussen.loc[tussen["van_code"] == code, "inwoners"].sum()
    geschat = aantal - float(bij) + float(af)
    return geschat if geschat > 0 else None


def _explain(code: str, bij: pd.DataFrame, af: pd.DataFrame, namen: dict[str, str]) -> str:
    """Say in one sentence what came and what went, largest first."""
    zinnen = []
    if not bij.empty:
        gevers = bij.sort_values(["inwoners", "van_code"], ascending=[False, True])
        delen = [
            namen[van_code] if aandeel == 1 else f"een deel van {namen[van_code]}"
            for van_code, aandeel in zip(
                gevers["van_code"], gevers["aandeel_inwoners"], strict=True
            )
        ]
        werkwoord = "kwam" if len(delen) == 1 else "kwamen"
        zinnen.append(
            f"{werkwoord} {format_opsomming(delen)} bij {namen[code]} ({_count(bij)} inwoners)"
        )
    if not af.empty:
        nemers = af.sort_values(["inwoners", "naar_code"], ascending=[False, True])
        naar = format_opsomming([namen[nemer] for nemer in nemers["naar_code"]])
        zinnen.append(f"ging een deel van {namen[code]} naar {naar} ({_count(af)} inwoners)")
    datums = sorted(set(bij["datum"]) | set(af["datum"]))
    op = format_opsomming([format_datum(datum) for datum in datums])
    return f"Op {op} {' en '.join(zinnen)}; cijfers van daarvoor gaan over het oude grondgebied."


def _count(stroom: pd.DataFrame) -> str:
    samen = "samen " if len(stroom) > 1 else ""
    return samen + format_getal(float(stroom["inwoners"].sum()))
