"""Figure beside figure: the SQL that decides what counts as a change, and of which kind.

A figure that only gained or lost digits is no revision: when one of the two is the other one
rounded to the step of the source, or they differ by less than float noise, they are equal.
"""

from typing import Final

ERBIJ, WEG, GEVULD, LEEG, HERZIEN, STATUS, MARGE, REDEN, HERKOMST = (
    "erbij",
    "weg",
    "gevuld",
    "leeg",
    "herzien",
    "status",
    "marge",
    "reden",
    "herkomst",
)
UITLEG: Final = {
    HERZIEN: "herzien",
    GEVULD: "eerst leeg, nu gevuld",
    LEEG: "eerst gevuld, nu leeg",
    ERBIJ: "rij erbij",
    WEG: "rij weg",
    STATUS: "andere status",
    MARGE: "andere marge",
    REDEN: "leeg om een andere reden",
    HERKOMST: "andere herkomst",
}
"""Kinds of change in words; a figure has one kind, the first that fits."""
_RUIS = "1e-9 * greatest(1, abs({a}), abs({b}))"
_CEL = """
CREATE OR REPLACE TEMP TABLE cel AS
WITH stap AS (
    SELECT n.indicator_id, greatest(o.stap, n.stap) AS stap
    FROM {oud_stap} o JOIN {nieuw_stap} n USING (indicator_id)
), paar AS (
    SELECT indicator_id, regio_code, periode_code, indeling_jaar, stap,
        o.status IS NOT NULL AS in_oud, n.status IS NOT NULL AS in_nieuw,
        o.waarde AS oud, n.waarde AS nieuw, o.status AS status_oud, n.status AS status_nieuw,
        o.onder AS onder_oud, n.onder AS onder_nieuw, o.boven AS boven_oud, n.boven AS boven_nieuw,
        o.ontbreekt_omdat AS ontbreekt_oud, n.ontbreekt_omdat AS ontbreekt_nieuw,
        o.herkomst AS herkomst_oud, n.herkomst AS herkomst_nieuw,
        o.snapshot_id AS snapshot_oud, n.snapshot_id AS snapshot_nieuw
    FROM {oud} o FULL JOIN {nieuw} n USING (indicator_id, regio_code, periode_code, indeling_jaar)
    JOIN stap USING (indicator_id)
)
SELECT *, CASE
    WHEN NOT in_oud THEN 'erbij'
    WHEN NOT in_nieuw THEN 'weg'
    WHEN oud IS NULL AND nieuw IS NOT NULL THEN 'gevuld'
    WHEN oud IS NOT NULL AND nieuw IS NULL THEN 'leeg'
    WHEN {ander} THEN 'herzien'
    WHEN status_oud <> status_nieuw THEN 'status'
    WHEN {andere_onder} OR {andere_boven} THEN 'marge'
    WHEN ontbreekt_oud IS DISTINCT FROM ontbreekt_nieuw THEN 'reden'
    WHEN herkomst_oud <> herkomst_nieuw THEN 'herkomst'
    END AS wat
FROM paar WHERE wat IS NOT NULL
"""


def build_cellen(*, oud: str, nieuw: str, oud_stap: str, nieuw_stap: str) -> str:
    """SQL that makes the temporary table `cel`: the figures that differ, one row each.

    Only of indicators that both sides know. `wat` is one of the kinds of `UITLEG`.

    Args:
        oud: table or query with the columns of `waarneming`, as it stands in a FROM.
        nieuw: the same of the new side.
        oud_stap: table or query with indicator_id and stap (to which the source rounds, > 0).
        nieuw_stap: the same of the new side.
    """
    return _CEL.format(
        oud=oud,
        nieuw=nieuw,
        oud_stap=oud_stap,
        nieuw_stap=nieuw_stap,
        ander=_build_ander("oud", "nieuw"),
        andere_onder=_build_ander_of_leeg("onder_oud", "onder_nieuw"),
        andere_boven=_build_ander_of_leeg("boven_oud", "boven_nieuw"),
    )


def _build_ander(a: str, b: str) -> str:
    """Whether two filled figures differ by more than noise and rounding."""
    ruis = _RUIS.format(a=a, b=b)
    afgerond = f"({_is_rond(a)} <> {_is_rond(b)} AND abs({a} - {b}) <= stap / 2 + {ruis})"
    return f"(abs({a} - {b}) > {ruis} AND NOT {afgerond})"


def _build_ander_of_leeg(a: str, b: str) -> str:
    leeg = f"(({a} IS NULL) <> ({b} IS NULL))"
    return f"({leeg} OR coalesce({_build_ander(a, b)}, false))"


def _is_rond(a: str) -> str:
    return f"(abs({a} / stap - round({a} / stap)) < 1e-6)"
