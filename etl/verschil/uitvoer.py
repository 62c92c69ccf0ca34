"""A `Verschil` as a Dutch table, as CSV and as JSON."""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any, Final

import numpy as np
import pandas as pd

from etl.verschil.cellen import ERBIJ, GEVULD, HERZIEN, LEEG, UITLEG, WEG
from etl.verschil.vergelijking import ANDERS, Anders, Kant, Verschil
from welvaart.cijfers.periode import Periode
from welvaart.opmaak import format_datum, format_getal

Cel = str | float | None
VELDEN: Final = (
    *("soort", "wat", "indicator_id", "regio_code", "regio_naam", "periode_code", "oud", "nieuw"),
    *("verschil", "status_oud", "status_nieuw", "ontbreekt_oud", "ontbreekt_nieuw"),
    *("onder_oud", "onder_nieuw", "boven_oud", "boven_nieuw", "herkomst_oud", "herkomst_nieuw"),
    *("snapshot_oud", "snapshot_nieuw", "toelichting"),
)
"""Columns of the CSV: one line per change, of whatever kind."""
_CIJFERVELDEN = [v for v in VELDEN if v not in ("soort", "verschil", "toelichting")]
_NAMEN = {ERBIJ: "Erbij", WEG: "Weg", ANDERS: "Anders beschreven"}


def build_json(verschil: Verschil) -> str:
    """One object; a missing value is null."""
    delen = ("indicatoren", "regios", "perioden")
    uit: dict[str, Any] = {
        "gelijk": verschil.gelijk,
        "oud": _describe_kant(verschil.oud),
        "nieuw": _describe_kant(verschil.nieuw),
        **{deel: [asdict(anders) for anders in getattr(verschil, deel)] for deel in delen},
        "bronnen": [{"soort": soort, "bron": wat} for soort, wat in verschil.bronnen],
        "cijfers": list(_list_cijfers(verschil.cijfers)),
        "herrekend": verschil.herrekend,
    }
    return json.dumps(uit, ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def _describe_kant(kant: Kant) -> dict[str, Cel]:
    return {
        "bestand": str(kant.pad),
        "gebouwd_op": kant.gebouwd_op.isoformat(),
        "versie": kant.versie,
        "rijen": kant.rijen,
    }


def build_csv(verschil: Verschil) -> str:
    """One line per change: semicolons, decimal comma, empty = missing."""
    uit = io.StringIO()
    schrijver = csv.DictWriter(uit, VELDEN, delimiter=";", lineterminator="\n", restval="")
    schrijver.writeheader()
    for rij in _list_regels(verschil):
        schrijver.writerow({naam: _format_cel(waarde) for naam, waarde in rij.items()})
    return uit.getvalue()


def _list_regels(verschil: Verschil) -> Iterator[dict[str, Cel]]:
    for x in verschil.indicatoren:
        wat = f"{x.veld}: {x.oud} → {x.nieuw}" if x.veld else x.naam
        yield {"soort": "indicator", "wat": x.soort, "indicator_id": x.code, "toelichting": wat}
    for x in verschil.regios:
        wat = f"heette {x.oud}" if x.oud else x.veld
        regio = {"regio_code": x.code, "regio_naam": x.naam, "toelichting": wat}
        yield {"soort": "regio", "wat": x.soort, **regio}
    for x in verschil.perioden:
        periode = {"indicator_id": x.naam, "periode_code": x.code}
        yield {"soort": "periode", "wat": x.soort, **periode, "toelichting": f"{x.cijfers} cijfers"}
    for soort, wat in verschil.bronnen:
        yield {"soort": "bron", "wat": soort, "toelichting": wat}
    for rij in _list_cijfers(verschil.cijfers):
        yield {"soort": "cijfer", **rij}
    if verschil.herrekend:
        yield {"soort": "herrekend", "toelichting": f"{verschil.herrekend} rijen"}


def _list_cijfers(cijfers: pd.DataFrame) -> Iterator[dict[str, Cel]]:
    for rij in cijfers[_CIJFERVELDEN].itertuples(index=False, name=None):
        uit: dict[str, Cel] = {
            naam: None if pd.isna(waarde) else waarde
            for naam, waarde in zip(_CIJFERVELDEN, rij, strict=True)
        }
        oud, nieuw = uit["oud"], uit["nieuw"]
        samen = isinstance(oud, float) and isinstance(nieuw, float)
        uit["verschil"] = nieuw - oud if samen else None  # type: ignore[operator]  # both float
        yield uit


def _format_cel(waarde: Cel) -> str:
    if waarde is None:
        return ""
    if isinstance(waarde, str):
        return waarde
    return np.format_float_positional(waarde, trim="-").replace(".", ",")


def build_tabel(verschil: Verschil, hoogstens: int) -> str:
    """The changes to read: what came and went, then per indicator the figures.

    Args:
        verschil: see `Verschil`.
        hoogstens: figures per indicator to write out; 0 = all of them.
    """
    regels = [_format_kant("Oud", verschil.oud), _format_kant("Nieuw", verschil.nieuw)]
    for titel, regel in (
        ("Indicatoren", _format_indicator),
        ("Regio's", _format_regio),
        ("Perioden", _format_periode),
    ):
        alles: Sequence[Anders] = getattr(verschil, titel.lower().replace("'", ""))
        regels += _format_deel(titel, [(x.soort, regel(x)) for x in alles])
    regels += _format_deel("Edities van bronnen", list(verschil.bronnen))
    regels += _format_cijfers(verschil.cijfers, hoogstens)
    if verschil.herrekend:
        regels += ["", f"Herrekend naar een andere indeling: {_tel(verschil.herrekend, 'rij')}."]
    if verschil.gelijk:
        regels += ["", "Gelijk: geen indicator, regio, periode of cijfer is anders."]
    return "\n".join(regels) + "\n"


def _format_kant(naam: str, kant: Kant) -> str:
    wanneer = f"gebouwd op {format_datum(kant.gebouwd_op)} om {kant.gebouwd_op:%H:%M} uur (UTC)"
    rijen = format_getal(kant.rijen)
    return f"{naam + ':':7}{kant.pad}, {wanneer}, versie {kant.versie}, {rijen} regels"


def _format_deel(titel: str, regels: Iterable[tuple[str, str]]) -> Iterator[str]:
    per_soort: dict[str, list[str]] = {}
    for soort, regel in regels:
        per_soort.setdefault(soort, []).append(regel)
    if per_soort:
        yield from ("", titel)
    for soort, namen in per_soort.items():
        yield f"  {_NAMEN[soort]} ({format_getal(len(namen))}):"
        yield from (f"    {naam}" for naam in namen)


def _format_indicator(x: Anders) -> str:
    if x.veld:
        return f"{x.code}: {x.veld} was '{x.oud}', is nu '{x.nieuw}'"
    return f"{x.code} ({x.naam}), {_tel(x.cijfers, 'cijfer')}"


def _format_regio(x: Anders) -> str:
    return f"{x.code} {x.naam}" + (f" (heette {x.oud})" if x.oud else f" ({x.veld})")


def _format_periode(x: Anders) -> str:
    return f"{x.naam}: {Periode(x.code).label}, {_tel(x.cijfers, 'cijfer')}"


def _format_cijfers(cijfers: pd.DataFrame, hoogstens: int) -> Iterator[str]:
    if cijfers.empty:
        return
    aantal = cijfers["indicator_id"].nunique()
    wie = "1 indicator" if aantal == 1 else f"{aantal} indicatoren"
    yield from ("", f"Cijfers: {_tel(len(cijfers), 'verandering')} bij {wie}")
    for indicator_id, groep in cijfers.groupby("indicator_id"):
        rij = groep.iloc[0]
        yield f"  {indicator_id} ({rij['titel']}; {rij['eenheid']})"
        yield f"    {_summarise(groep)}"
        volgorde = list(UITLEG)  # another figure says more than another status
        groep = groep.sort_values("wat", key=lambda wat: wat.map(volgorde.index), kind="stable")
        toon = groep.head(hoogstens) if hoogstens else groep
        yield from _format_rijen(toon)
        if len(groep) > len(toon):
            rest = format_getal(len(groep) - len(toon))
            yield f"      … en nog {rest}; alles ziet u met --rijen 0 of --formaat csv"


def _summarise(groep: pd.DataFrame) -> str:
    per_soort = groep["wat"].value_counts()
    delen = [f"{format_getal(per_soort[wat])} {UITLEG[wat]}" for wat in UITLEG if wat in per_soort]
    perioden = sorted(groep["periode_code"].unique())
    van, tot = Periode(perioden[0]).label, Periode(perioden[-1]).label
    wanneer = van if van == tot else f"{van}–{tot}"
    return f"{', '.join(delen)}; {_tel(groep['regio_code'].nunique(), 'regio')}, {wanneer}"


def _format_rijen(groep: pd.DataFrame) -> Iterator[str]:
    """Columns of equal width: regio, period, old, new, difference, kind."""
    tabel = [_format_rij(rij) for rij in groep.to_dict("records")]
    breedtes = [max(len(rij[k]) for rij in tabel) for k in range(5)]
    for rij in tabel:
        links = f"{rij[0]:<{breedtes[0]}}  {rij[1]:<{breedtes[1]}}"
        getallen = "  ".join(f"{rij[k]:>{breedtes[k]}}" for k in (2, 3, 4))
        yield f"      {links}  {getallen}  {rij[5]}".rstrip()


def _format_rij(rij: Mapping[Any, Any]) -> tuple[str, ...]:
    oud, nieuw = rij["oud"], rij["nieuw"]
    decimalen = _count_decimalen(rij)
    verschil = "" if pd.isna(oud) or pd.isna(nieuw) or rij["wat"] != HERZIEN else nieuw - oud
    return (
        f"{rij['regio_code']} {rij['regio_naam'] if isinstance(rij['regio_naam'], str) else ''}",
        Periode(rij["periode_code"]).label,
        "" if rij["wat"] == ERBIJ else format_getal(oud, decimalen),
        "" if rij["wat"] == WEG else format_getal(nieuw, decimalen),
        "" if isinstance(verschil, str) else format_getal(verschil, decimalen, plus=True),
        _describe_wat(rij),
    )


def _count_decimalen(rij: Mapping[Any, Any]) -> int:
    """As on the screen, and more where the change would not be seen otherwise."""
    decimalen = int(rij["decimalen"])
    if rij["wat"] != HERZIEN:
        return decimalen
    oud, nieuw = rij["oud"], rij["nieuw"]
    while decimalen < 9 and format_getal(oud, decimalen) == format_getal(nieuw, decimalen):
        decimalen += 1
    return decimalen


def _describe_wat(rij: Mapping[Any, Any]) -> str:
    wat = rij["wat"]
    delen = [] if wat in (HERZIEN, GEVULD, LEEG) else [UITLEG[wat]]
    if wat == LEEG and isinstance(rij["ontbreekt_nieuw"], str):
        delen.append(f"nu leeg: {rij['ontbreekt_nieuw']}")
    oud, nieuw = rij["status_oud"], rij["status_nieuw"]
    if isinstance(oud, str) and isinstance(nieuw, str) and oud != nieuw:
        delen.append(f"{oud.replace('_', ' ')} → {nieuw.replace('_', ' ')}")
    return "; ".join(delen)


def _tel(aantal: int, wat: str) -> str:
    meer = {"rij": "rijen", "cijfer": "cijfers", "regio": "regio's", "verandering": "veranderingen"}
    return f"{format_getal(aantal)} {wat if aantal == 1 else meer[wat]}"
