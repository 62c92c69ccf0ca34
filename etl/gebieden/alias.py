"""Table `regio_alias`: other names under which people look for a living gemeente."""

import pandas as pd

from etl.gebieden.gemeentelijst import get_codes, get_namen
from welvaart.cijfers.herindeling import EERSTE_JAAR, EINDES, build_aandelen
from welvaart.opmaak import format_datum

KOLOMMEN = ["naam", "regio_code", "uitleg"]
KLEINSTE_DEEL = 0.05
"""A receiver of less than this part of an ended gemeente is no answer to who looks for it."""

GEWONE_NAMEN = {"GM0518": ("Den Haag",), "GM0796": ("Den Bosch",)}
"""Names everybody uses, of gemeenten with another official name."""


def build_regio_alias(
    regio: pd.DataFrame, lijst: pd.DataFrame, herindeling: pd.DataFrame
) -> pd.DataFrame:
    """Build table `regio_alias`: everyday names, former names, and ended gemeenten.

    An ended gemeente points straight to the living gemeenten where its inhabitants went; one that
    was divided has a row for each that got more than 5 percent, largest first.

    Returns:
        Columns naam, regio_code, uitleg ("opgegaan in Land van Cuijk op 1 januari 2022"), sorted by
        naam, the rows of one naam in order of importance.
    """
    namen = dict(zip(regio["regio_code"], regio["regio_naam"], strict=True))
    rijen = [
        *_find_gewone_namen(namen),
        *_find_oude_namen(lijst),
        *_find_opgeheven(namen, lijst, herindeling),
    ]
    frame = pd.DataFrame(rijen, columns=KOLOMMEN, dtype="str")
    echt = frame["naam"] != frame["regio_code"].map(namen)
    # sort_values with a stable kind keeps the largest receiver of a divided gemeente on top.
    return (
        frame[echt]
        .drop_duplicates(["naam", "regio_code"])
        .sort_values("naam", kind="stable")
        .reset_index(drop=True)
    )


def _find_gewone_namen(namen: dict[str, str]) -> list[tuple[str, str, str]]:
    return [
        (naam, code, f"gewone naam van {namen[code]}")
        for code, gewoon in GEWONE_NAMEN.items()
        for naam in gewoon
        if code in namen
    ]


def _find_oude_namen(lijst: pd.DataFrame) -> list[tuple[str, str, str]]:
    """Names in earlier lists of gemeenten that still exist under another name."""
    laatste_jaar = int(lijst["jaar"].max())
    nu = lijst[lijst["regio_code"].isin(get_codes(lijst, laatste_jaar))]
    namen = get_namen(lijst)
    laatst_gebruikt = nu.groupby(["regio_code", "regio_naam"], as_index=False)["jaar"].max()
    return [
        (naam, code, f"naam van {namen[code]} tot en met {jaar}")
        for code, naam, jaar in laatst_gebruikt.itertuples(index=False, name=None)
        if naam != namen[code]
    ]


def _find_opgeheven(
    namen: dict[str, str], lijst: pd.DataFrame, herindeling: pd.DataFrame
) -> list[tuple[str, str, str]]:
    laatste_jaar = int(lijst["jaar"].max())
    eindes = herindeling[herindeling["soort"].isin(EINDES)]
    aandelen = build_aandelen(eindes, EERSTE_JAAR, laatste_jaar).sort_values(
        ["van_code", "aandeel", "naar_code"], ascending=[True, False, True]
    )
    rijen = []
    for van_code, naar_code, aandeel in aandelen.itertuples(index=False, name=None):
        if aandeel > KLEINSTE_DEEL:
            einde = eindes[eindes["van_code"] == van_code]
            rijen.append((namen[van_code], naar_code, _explain(einde, naar_code, aandeel, namen)))
    return rijen


def _explain(einde: pd.DataFrame, naar_code: str, aandeel: float, namen: dict[str, str]) -> str:
    datum = format_datum(pd.Timestamp(einde["datum"].iloc[0]).date())
    rechtstreeks = naar_code in set(einde["naar_code"])
    if rechtstreeks and (einde["soort"] == "codewijziging").all():
        return f"heet sinds {datum} {namen[naar_code]}"
    deel = "" if aandeel > 1 - 1e-9 else f"voor {100 * aandeel:.0f}% "
    if rechtstreeks:
        return f"{deel}opgegaan in {namen[naar_code]} op {datum}"
    return f"opgeheven op {datum}, nu {deel}deel van {namen[naar_code]}"
