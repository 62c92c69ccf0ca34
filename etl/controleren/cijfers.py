"""What must hold before figures are published; every rule returns its problems, one per line.

A problem stops the build and leaves the old warehouse as it is. What is only worth a look (a
computed regional value beside an official one) comes back as a remark instead.
"""

from collections.abc import Iterable

import numpy as np
import pandas as pd

from etl.controleren.reeksen import find_gemengde_reeksen, find_totaalfouten
from welvaart.catalogus import Catalogus
from welvaart.cijfers.periode import Periode
from welvaart.cijfers.waarneming import check_waarnemingen
from welvaart.fouten import ControleFout
from welvaart.regio.regio import NEDERLAND

MAX_AFWIJKING = 0.02
MAX_ONVERDEELD = 0.1
"""What a country may have that belongs to no gemeente, such as crimes at an unknown place."""
NETTO, BRUTO, WERKLOOSHEID = (
    "netto_arbeidsparticipatie",
    "bruto_arbeidsparticipatie",
    "werkloosheid",
)
DELEN = ((("koopwoningen", "huurwoningen"), 100.5),)
"""Shares of one whole that exclude each other, and what they may add up to (whole percents)."""
_EIGEN_RIJ = ("bron", "import")
_PLEK = ["indicator_id", "regio_code", "periode_code"]


def check_cijfers(
    waarnemingen: pd.DataFrame,
    catalogus: Catalogus,
    regio: pd.DataFrame,
    snapshot: pd.DataFrame,
    kanttekeningen: pd.DataFrame,
) -> pd.DataFrame:
    """Return the figures as they are, or raise with everything that is wrong with them.

    Args:
        waarnemingen: all of them, corrected, with the computed regional values.
        catalogus: known indicators and the limits of their values.
        regio: table `regio`, with the days between which each exists.
        snapshot: table `snapshot`.
        kanttekeningen: table `kanttekening`; rows marked afgerond are excused from the identity.

    Raises:
        ControleFout: one line per kind of problem and indicator, with a count and an example.
    """
    check_waarnemingen(waarnemingen)
    if problemen := [
        *_find_onbekend(waarnemingen, catalogus, regio, snapshot),
        *_find_ongeldige_regios(waarnemingen, catalogus, regio),
        *_find_buiten_grenzen(waarnemingen, catalogus),
        *_find_identiteit(waarnemingen, kanttekeningen),
        *_find_delen(waarnemingen),
        *_find_somfouten(waarnemingen, catalogus),
        *find_gemengde_reeksen(waarnemingen, snapshot),
        *find_totaalfouten(waarnemingen, catalogus, regio),
    ]:
        raise ControleFout(problemen)
    return waarnemingen


def find_afwijkingen(waarnemingen: pd.DataFrame) -> list[str]:
    """Find official regional values that differ by over 2 % from our computation; as sentences.

    The official value stays the one that is shown.
    """
    paren = _pair_officieel(waarnemingen)
    verschil = (paren["berekend"] - paren["officieel"]).abs()
    raak = paren[verschil > MAX_AFWIJKING * paren["officieel"].abs()]
    regels = []
    for indicator_id, groep in raak.groupby("indicator_id"):
        eerste = groep.iloc[0]
        regels.append(
            f"{indicator_id}: {len(groep)} keer wijkt de bron meer dan 2 % af van wat uit de"
            f" gemeenten volgt, bijvoorbeeld {eerste['regio_code']} in {eerste['periode_code']}"
            f" ({eerste['officieel']:g} tegen {eerste['berekend']:g}); de bron wordt getoond"
        )
    return regels


def _pair_officieel(waarnemingen: pd.DataFrame) -> pd.DataFrame:
    """Official value (indeling_jaar 0) beside ours (another year) for the same regio and period."""
    berekend = waarnemingen[
        (waarnemingen["herkomst"] == "berekend") & (waarnemingen["indeling_jaar"] != 0)
    ]
    officieel = waarnemingen[
        (waarnemingen["indeling_jaar"] == 0)
        & waarnemingen["waarde"].notna()
        & waarnemingen["regio_code"].isin(berekend["regio_code"].unique())
    ]
    return (
        berekend[[*_PLEK, "waarde"]]
        .rename(columns={"waarde": "berekend"})
        .merge(officieel[[*_PLEK, "waarde"]].rename(columns={"waarde": "officieel"}), on=_PLEK)
    )


def _find_onbekend(
    waarnemingen: pd.DataFrame, catalogus: Catalogus, regio: pd.DataFrame, snapshot: pd.DataFrame
) -> Iterable[str]:
    bekend = {
        "indicator_id": (set(catalogus.indicatoren), "zet haar in indicators.yaml"),
        "regio_code": (set(regio["regio_code"]), "verbeter de code of het bestand met regio's"),
        "snapshot_id": (set(snapshot["snapshot_id"]), "lees het bestand opnieuw in"),
    }
    for kolom, (codes, actie) in bekend.items():
        for waarde in sorted(set(waarnemingen[kolom].unique()) - codes):
            aantal = int((waarnemingen[kolom] == waarde).sum())
            yield f"{kolom} {waarde}: onbekend, in {aantal} waarnemingen; {actie}"


def _find_ongeldige_regios(
    waarnemingen: pd.DataFrame, catalogus: Catalogus, regio: pd.DataFrame
) -> Iterable[str]:
    """Figures of a regio that did not exist in the year of its indeling (or of its period).

    A recomputed row stands on the indeling that it names itself.
    """
    indicator_nr, indicator_ids = pd.factorize(waarnemingen["indicator_id"])
    periode_nr, perioden = pd.factorize(waarnemingen["periode_code"])
    regio_nr, codes = pd.factorize(waarnemingen["regio_code"])
    bekend = catalogus.indicatoren
    vast = [bekend[naam].indeling_bron if naam in bekend else None for naam in indicator_ids]
    vast_jaar = np.array(vast, dtype="float64")[indicator_nr]
    eigen_jaar = np.array([Periode(naam).laatste_jaar for naam in perioden])[periode_nr]
    jaar = np.where(np.isnan(vast_jaar), eigen_jaar, vast_jaar)
    omgerekend = (waarnemingen["herkomst"] == "herindeling").to_numpy()
    jaar = np.where(omgerekend, waarnemingen["indeling_jaar"], jaar)
    geldig = regio.set_index("regio_code")[["geldig_van", "geldig_tot"]].apply(pd.to_datetime)
    geldig = geldig.reindex(codes)
    van = geldig["geldig_van"].dt.year.fillna(-np.inf).to_numpy()[regio_nr]
    laatste_dag = geldig["geldig_tot"] - pd.Timedelta(days=1)
    tot = laatste_dag.dt.year.fillna(np.inf).to_numpy()[regio_nr]
    fout = waarnemingen[(jaar < van) | (jaar > tot)]
    for indicator_id, groep in fout.groupby("indicator_id"):
        eerste = groep.iloc[0]
        yield (
            f"{indicator_id}: {len(groep)} {'cijfer is' if len(groep) == 1 else 'cijfers zijn'}"
            " van een regio die toen niet bestond,"
            f" bijvoorbeeld {eerste['regio_code']} in {eerste['periode_code']};"
            " staan alle jaren op de gemeenten van één jaar, zet dan bij bron in indicators.yaml"
            " dat jaar: indeling: 2024"
        )


def _find_buiten_grenzen(waarnemingen: pd.DataFrame, catalogus: Catalogus) -> Iterable[str]:
    nummer, namen = pd.factorize(waarnemingen["indicator_id"])
    grenzen = np.array([_get_grenzen(catalogus, str(naam)) for naam in namen]).reshape(-1, 2)
    laag, hoog = grenzen[nummer].T
    fout = waarnemingen[(waarnemingen["waarde"] < laag) | (waarnemingen["waarde"] > hoog)]
    for indicator_id, groep in fout.groupby("indicator_id"):
        minst, meest = _get_grenzen(catalogus, str(indicator_id))
        eerste = groep.iloc[0]
        yield (
            f"{indicator_id}: {len(groep)} waarden buiten {minst:g} tot {meest:g}, bijvoorbeeld"
            f" {eerste['waarde']:g} voor {eerste['regio_code']} in {eerste['periode_code']};"
            " kijk naar de eenheid (factor) of pas grenzen aan in indicators.yaml"
        )


def _get_grenzen(catalogus: Catalogus, indicator_id: str) -> tuple[float, float]:
    """Lowest and highest possible value; no limit for an unknown indicator."""
    indicator = catalogus.indicatoren.get(indicator_id)
    laag = None if indicator is None else indicator.grenzen.min
    hoog = None if indicator is None else indicator.grenzen.max
    return -np.inf if laag is None else laag, np.inf if hoog is None else hoog


def _spread(waarnemingen: pd.DataFrame, indicator_ids: Iterable[str]) -> pd.DataFrame:
    """Published values of some indicators side by side, one row per regio and period."""
    kolommen = list(indicator_ids)
    rijen = waarnemingen[
        waarnemingen["indicator_id"].isin(kolommen)
        & waarnemingen["herkomst"].isin(_EIGEN_RIJ)
        & (waarnemingen["indeling_jaar"] == 0)
    ]
    breed = rijen.pivot_table(
        index=["regio_code", "periode_code"], columns="indicator_id", values="waarde"
    )
    return breed.reindex(columns=kolommen).dropna()


def _find_identiteit(waarnemingen: pd.DataFrame, kanttekeningen: pd.DataFrame) -> Iterable[str]:
    """Find where netto is not bruto × (1 − werkloosheid) within the decimals of the row itself.

    All three are rounded to 0.1, so netto may be off by 0.05, bruto × (1 − w) by 0.05 × (1 − w)
    and by 0.0005 × bruto. Rows marked as rounded coarser are excused; withheld ones are empty.
    """
    breed = _spread(waarnemingen, (NETTO, BRUTO, WERKLOOSHEID))
    if breed.empty:
        return
    afgerond = kanttekeningen[
        (kanttekeningen["soort"] == "afgerond")
        & kanttekeningen["indicator_id"].isin((NETTO, BRUTO, WERKLOOSHEID))
    ]
    regios, perioden = (breed.index.get_level_values(niveau) for niveau in (0, 1))
    vrij = np.zeros(len(breed), dtype="bool")
    for regio_code, periode_code in {
        (str(code), str(periode))
        for code, periode in zip(afgerond["regio_code"], afgerond["periode_code"], strict=True)
    }:
        vrij |= np.asarray(regios == regio_code) & (
            np.asarray(perioden == periode_code) | (periode_code == "*")
        )
    breed = breed[~vrij]
    deel = 1 - breed[WERKLOOSHEID] / 100
    verschil = (breed[NETTO] - breed[BRUTO] * deel).abs()
    fout = breed[verschil > 0.05 + 0.05 * deel + 0.0005 * breed[BRUTO] + 1e-9]
    if not fout.empty:
        regio_code, periode_code = fout.index[0]
        netto, bruto, werkloos = fout.iloc[0]
        yield (
            f"{NETTO}: in {len(fout)} rijen niet gelijk aan bruto × (1 − werkloosheid),"
            f" bijvoorbeeld {regio_code} in {periode_code}: {netto:g} bij {bruto:g} en"
            f" {werkloos:g}; zet de rij met reden in correcties.yaml"
        )


def _find_delen(waarnemingen: pd.DataFrame) -> Iterable[str]:
    for delen, hoogste in DELEN:
        breed = _spread(waarnemingen, delen)
        fout = breed[breed.sum(axis=1) > hoogste]
        if not fout.empty:
            regio_code, periode_code = fout.index[0]
            yield (
                f"{' + '.join(delen)}: in {len(fout)} rijen samen meer dan {hoogste:g},"
                f" bijvoorbeeld {regio_code} in {periode_code}; kijk het bronbestand na"
            )


def _find_somfouten(waarnemingen: pd.DataFrame, catalogus: Catalogus) -> Iterable[str]:
    """Find sums of all gemeenten that are not the official total of the country.

    Counts that the source does not round must agree exactly; else half a step per gemeente. Where
    the entry says `onverdeeld`, the country may have up to a tenth more than its gemeenten.
    """
    paren = _pair_officieel(waarnemingen)
    paren = paren[paren["regio_code"] == NEDERLAND]
    rijen = waarnemingen[
        (waarnemingen["indeling_jaar"] == 0) & waarnemingen["regio_code"].str.startswith("GM")
    ]
    aantallen = rijen.groupby(["indicator_id", "periode_code"]).size().to_dict()
    for naam, groep in paren.groupby("indicator_id"):
        indicator = catalogus.indicatoren[str(naam)]
        if indicator.regionaal.methode != "som":
            continue
        aantal = np.array([aantallen.get((naam, code), 0) for code in groep["periode_code"]])
        marge = 0.5 if indicator.stap <= 1 else indicator.stap / 2 * (aantal + 1)
        tekort = groep["officieel"] - groep["berekend"]
        mag = groep["officieel"] * MAX_ONVERDEELD if indicator.regionaal.onverdeeld else 0.0
        fout = groep[(tekort < -marge) | (tekort > marge + mag)]
        if not fout.empty:
            yield f"{naam}: {_describe_somfout(fout, onverdeeld=indicator.regionaal.onverdeeld)}"


def _describe_somfout(fout: pd.DataFrame, *, onverdeeld: bool) -> str:
    """The last period in which the gemeenten do not add up, how many there are, what to do."""
    rij = fout.sort_values("periode_code").iloc[-1]
    hoe_vaak = "" if len(fout) == 1 else f", en zo in {len(fout)} perioden"
    raad = "kijk of er een gemeente ontbreekt of dubbel is"
    if rij["officieel"] > rij["berekend"] and not onverdeeld:
        raad += (
            ". Telt de bron in Nederland ook mee wat bij geen gemeente hoort, zet dan "
            "onverdeeld: ja bij regionaal in indicators.yaml"
        )
    return (
        f"de gemeenten tellen in {Periode(str(rij['periode_code'])).label} op tot "
        f"{rij['berekend']:.0f}, de bron geeft {rij['officieel']:.0f} voor Nederland{hoe_vaak}; "
        f"{raad}"
    )
