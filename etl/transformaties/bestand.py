"""A table of text to waarnemingen: pure, and every cell is accounted for.

cells in the table = rows out + the cells left out, each group with its reason.
"""

from dataclasses import dataclass, field

import numpy as np
import pandas as pd

from etl.transformaties.cellen import build_lang
from etl.transformaties.deelgebied import add_deelgebied, collect_deelgebieden
from etl.transformaties.getal import Decimaalteken, find_decimaalteken, parse_getallen
from etl.transformaties.kolommen import Kolommen, find_kolommen
from etl.transformaties.lml import prepare_lml
from etl.transformaties.optelling import add_som
from etl.transformaties.perioden import ONLEESBAAR, add_periode
from etl.transformaties.regios import Onbekend, add_regio, find_onbekend
from etl.transformaties.samentelling import (
    SAMENGETELD,
    divide_rijen,
    sum_rijen,
)
from etl.transformaties.tekstkolom import replace_waar, sort_rijen, to_objecten
from welvaart.catalogus.bron import BestandBron
from welvaart.cijfers.waarneming import KOLOMMEN, check_waarnemingen
from welvaart.fouten import BronFout
from welvaart.regio.naam import Naamregister

_HOOGSTENS = 10
_UIT = [
    *("regio_code", "periode_code", "soort_tekst", "deelgebied_tekst"),
    *("waarde", "noemer", "onder", "boven", "reden", "status"),
]
ANDER_FILTER = "rijen van een andere reeks (filter)"


@dataclass(frozen=True, slots=True)
class Uitkomst:
    """What a table became.

    `waarnemingen` has the columns of `welvaart.cijfers.waarneming`; `namen_open` names that matched
    nothing; `problemen` a line per other reason to refuse; `cellen` the number of value cells in
    the table; `weggelaten` reason → number of cells; `deelgebieden` code → name as written.
    """

    waarnemingen: pd.DataFrame
    namen_open: tuple[Onbekend, ...]
    problemen: tuple[str, ...]
    cellen: int
    weggelaten: dict[str, int]
    deelgebieden: dict[str, str] = field(default_factory=dict)
    kolommen: Kolommen | None = None

    @property
    def onbekend(self) -> tuple[str, ...]:
        """A line per name that matched nothing, with the nearest candidates."""
        return tuple(deel.regel for deel in self.namen_open)


def check_uitkomst(uitkomst: Uitkomst, *, sta_toe_onbekend: bool = False) -> pd.DataFrame:
    """Return the waarnemingen, or raise with everything that stands in the way.

    Raises:
        BronFout: problems, names that matched nothing (unless allowed), or no figure at all.
    """
    problemen = [*uitkomst.problemen]
    if not sta_toe_onbekend:
        problemen += uitkomst.onbekend
    if not problemen and uitkomst.waarnemingen["waarde"].notna().sum() == 0:
        weg = [f"{aantal} × {reden}" for reden, aantal in uitkomst.weggelaten.items()]
        waarom = f" Weggelaten: {'; '.join(weg)}" if weg else ""
        problemen.append(
            f"er komt geen enkel cijfer uit; controleer kolom, filter, regio's.{waarom}"
        )
    if problemen:
        raise BronFout(problemen)
    return uitkomst.waarnemingen


def to_waarnemingen(
    tabel: pd.DataFrame,
    indicator_id: str,
    bron: BestandBron,
    namen: Naamregister,
    snapshot_id: str,
    *,
    decimaalteken: Decimaalteken | None = None,
    herkomst: str = "bron",
) -> Uitkomst:
    """Turn a table into waarnemingen of one indicator.

    Args:
        tabel: of `read_tabel`.
        indicator_id: the id that the rows get.
        bron: which columns and rows, and what a 0 and a blank mean.
        namen: every regio with its years.
        snapshot_id: sha256 of the file.
        decimaalteken: overrides what the numbers themselves say.
        herkomst: "bron" for bundled figures, "import" for a user's own file.

    Raises:
        BronFout: columns not found, or numbers with comma and point mixed. What is wrong with
            single cells and names is not raised but listed in the Uitkomst.
    """
    tabel = add_som(prepare_lml(tabel), bron)
    kolommen = find_kolommen(tabel, bron)
    problemen: list[str] = []
    over = _filter_rijen(tabel, bron)
    lang = build_lang(over, kolommen, bron)
    lang = _add_getallen(lang, tabel, kolommen, bron, decimaalteken, problemen)
    lang = add_regio(add_periode(lang, bron, problemen), bron, namen)
    lang = add_deelgebied(lang, problemen)
    cellen = len(tabel) * len(kolommen.waarden)
    weg, open_ = _count_weg(lang, cellen), tuple(find_onbekend(lang, namen, bron))
    uit = lang.loc[lang["weg"].isna(), _UIT]
    del lang  # of half a million rows this is a quarter of the memory
    problemen += _find_dubbel(uit, over, kolommen)
    samen = divide_rijen(sum_rijen(uit, bron), bron)
    weg[SAMENGETELD] = len(uit) - len(samen)
    weg = {reden: aantal for reden, aantal in weg.items() if aantal}
    deel = collect_deelgebieden(uit)
    del uit
    frame = _build_frame(samen)
    del samen
    vast = {"indicator_id": indicator_id, "herkomst": herkomst, "snapshot_id": snapshot_id}
    for naam, tekst in vast.items():  # one object for all rows, not a copy of 64 signs in each
        frame[naam] = pd.Series(tekst, index=frame.index, dtype=object)
    frame = frame.assign(indeling_jaar=0)[KOLOMMEN]
    if not problemen:
        check_waarnemingen(frame)
    return Uitkomst(frame, open_, tuple(problemen), cellen, weg, deel, kolommen)


def _count_weg(lang: pd.DataFrame, cellen: int) -> dict[str, int]:
    """Reason → number of cells left out; those outside the filter never reached `lang`.

    What is summed is known later: there stands a 0.
    """
    geteld = lang["weg"].dropna().astype(object).value_counts().sort_index()
    weg = {ANDER_FILTER: cellen - len(lang), SAMENGETELD: 0}
    return weg | {str(reden): int(aantal) for reden, aantal in geteld.items()}


def _filter_rijen(tabel: pd.DataFrame, bron: BestandBron) -> pd.DataFrame:
    over = tabel
    for kolom, waarde in bron.filter.items():
        waarden = over[kolom].unique()
        gezocht = [waarde] if isinstance(waarde, str) else list(waarde)
        for cel in gezocht:
            if cel.strip() not in waarden:
                keuzes = ", ".join(map(str, waarden[:_HOOGSTENS]))
                raise BronFout(
                    f"filter {kolom}={cel} laat geen rij over; in die kolom staat: {keuzes}"
                )
        over = over[over[kolom].isin([cel.strip() for cel in gezocht])]
    return over


def _decide_teken(
    lang: pd.DataFrame, tabel: pd.DataFrame, kolommen: Kolommen
) -> Decimaalteken | None:
    """Decimal sign: proved by the chosen cells, else by their whole column, else by the table."""
    for cellen in (
        lang["waarde_tekst"],
        *(tabel[kolom] for kolom in kolommen.waarden),
        *(tabel[kolom] for kolom in tabel.columns if kolom != kolommen.regio),
    ):
        if teken := find_decimaalteken(cellen.unique()):
            return teken
    return None


def _add_getallen(
    lang: pd.DataFrame,
    tabel: pd.DataFrame,
    kolommen: Kolommen,
    bron: BestandBron,
    decimaalteken: Decimaalteken | None,
    problemen: list[str],
) -> pd.DataFrame:
    """Add waarde, onder, boven, reden and sterren; apply factor and the rule for zeros."""
    teken = decimaalteken
    if teken is None and lang["waarde_tekst"].str.contains("[.,]").any():
        teken = _decide_teken(lang, tabel, kolommen)
    factor = 1 if bron.deel_door else bron.factor  # a ratio is multiplied after the division
    getallen, onleesbaar = parse_getallen(lang["waarde_tekst"], teken, factor)
    problemen += _describe_cellen(lang, "waarde_tekst", onleesbaar, teken)
    noemers, fout = parse_getallen(lang["noemer_tekst"], teken, 1)
    problemen += _describe_cellen(lang, "noemer_tekst", fout, teken)
    erbij = {str(naam): kolom for naam, kolom in getallen.items()}
    lang = lang.assign(**erbij, noemer=noemers["waarde"])
    del getallen, noemers, erbij
    for rand in ("onder", "boven"):
        grens, fout = parse_getallen(lang[f"{rand}_tekst"], teken, bron.factor)
        problemen += _describe_cellen(lang, f"{rand}_tekst", fout, teken)
        lang[rand] = grens["waarde"]
    weg = replace_waar(lang["weg"], lang["waarde_tekst"].isin(onleesbaar), ONLEESBAAR)
    lang = lang.assign(weg=weg)
    lang = lang.drop(columns=["waarde_tekst", "noemer_tekst", "onder_tekst", "boven_tekst"])
    if bron.nul == "ontbreekt":
        nul = lang["waarde"] == 0
        reden = replace_waar(lang["reden"], nul, bron.nul_reden)
        lang = lang.assign(waarde=lang["waarde"].mask(nul), reden=reden)
    eigen_reden = "leeg_reden" in bron.model_fields_set
    vervang = lang["reden"].notna() & (eigen_reden | (lang["reden"] == ""))
    if bron.nul == "ontbreekt":
        vervang &= ~nul
    return lang.assign(reden=replace_waar(lang["reden"], vervang, bron.leeg_reden))


def _describe_cellen(
    lang: pd.DataFrame, kolom: str, onleesbaar: list[str], teken: Decimaalteken | None
) -> list[str]:
    """One line per different text that is no number, with the first place."""
    regels = []
    for tekst in onleesbaar[:_HOOGSTENS]:
        plek = int((lang[kolom] == tekst).to_numpy().argmax())
        wat = f"'{tekst}' is geen getal"
        if teken is None and any(leesteken in tekst for leesteken in ",."):
            wat = (
                f"'{tekst}' kan twee getallen zijn (komma of duizendtal); zeg met "
                "--decimaal komma of --decimaal punt welke"
            )
        wie, wanneer = (lang[naam].iloc[plek] for naam in ("regio_tekst", "periode_tekst"))
        regels.append(f"{wie}, {wanneer}: {wat}")
    if meer := max(0, len(onleesbaar) - _HOOGSTENS):
        regels.append(f"en nog {meer} andere cellen die geen getal zijn")
    return regels


def _find_dubbel(uit: pd.DataFrame, tabel: pd.DataFrame, kolommen: Kolommen) -> list[str]:
    """A line when a regio has two figures for one period, with the columns that tell them apart."""
    plek = ["regio_code", "periode_code", "soort_tekst"]
    if not sort_rijen([uit[naam] for naam in plek])[1].any():
        return []
    dubbel = uit[uit.duplicated(plek, keep=False)]
    sleutel = dubbel[["regio_code", "periode_code"]]
    code, periode = sleutel.iloc[0]
    gelijk = dubbel[(sleutel["regio_code"] == code) & (sleutel["periode_code"] == periode)]
    rijen = tabel.iloc[sorted(set(gelijk.index % len(tabel)))]
    keuzes = {
        str(naam): list(rijen[naam].unique())
        for naam in tabel.columns
        if naam not in kolommen.waarden and not rijen[naam].str.fullmatch(r"[\d.,\s]*").all()
    }
    namen = [f"{naam} ({', '.join(cellen)})" for naam, cellen in keuzes.items() if len(cellen) > 1]
    raad = f"; er is verschil in: {'; '.join(namen[:3])}" if namen else ""
    return [
        f"{code}, {periode} komt vaker voor ({len(dubbel)} rijen dubbel); kies met --filter "
        f"KOLOM=WAARDE één reeks{raad}"
    ]


def _build_frame(uit: pd.DataFrame) -> pd.DataFrame:
    """One row per regio and period, sorted; margins and reason follow from the value."""
    volgorde, is_herhaald = sort_rijen([uit["regio_code"], uit["periode_code"]])
    uit = uit.take(volgorde[~is_herhaald]).reset_index(drop=True)
    leeg = uit["waarde"].isna()
    return pd.DataFrame(
        {
            "regio_code": to_objecten(uit["regio_code"]),
            "periode_code": to_objecten(uit["periode_code"]),
            "waarde": uit["waarde"].astype(np.float64),
            "onder": uit["onder"].mask(leeg).astype(np.float64),
            "boven": uit["boven"].mask(leeg).astype(np.float64),
            "status": to_objecten(uit["status"]),
            "ontbreekt_omdat": to_objecten(uit["reden"].where(leeg)),
        },
        copy=False,
    )
