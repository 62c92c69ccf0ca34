"""Table `regio`: every gemeente since 2010 and the regions they lie in, with their validity."""

from datetime import date

import pandas as pd

from etl.gebieden.bronbestand import Bronbestanden
from etl.gebieden.gemeentelijst import get_codes, get_namen
from welvaart.cijfers.herindeling import EINDES
from welvaart.fouten import ControleFout
from welvaart.regio.regio import NEDERLAND

KOLOMMEN = ["regio_code", "regio_naam", "soort", "geldig_van", "geldig_tot"]

STEDELIJKHEDEN = {
    "ST1": "Zeer sterk stedelijk",
    "ST2": "Sterk stedelijk",
    "ST3": "Matig stedelijk",
    "ST4": "Weinig stedelijk",
    "ST5": "Niet stedelijk",
}
GROOTTEKLASSEN = {
    "GK1": "Minder dan 5.000 inwoners",
    "GK2": "5.000 tot 10.000 inwoners",
    "GK3": "10.000 tot 20.000 inwoners",
    "GK4": "20.000 tot 50.000 inwoners",
    "GK5": "50.000 tot 100.000 inwoners",
    "GK6": "100.000 tot 150.000 inwoners",
    "GK7": "150.000 tot 250.000 inwoners",
    "GK8": "250.000 inwoners of meer",
}


def build_regio(
    bronnen: Bronbestanden, lijst: pd.DataFrame, herindeling: pd.DataFrame
) -> pd.DataFrame:
    """Build table `regio`, sorted by code.

    Regions other than gemeenten are those of today, so they have no dates: their membership is
    dated in `indeling`.

    Args:
        bronnen: the source tables.
        lijst: gemeenten per year.
        herindeling: events, which sharpen the dates (Weesp ended on 24 March 2022).

    Raises:
        ControleFout: a code has two names, or two living gemeenten share a name.
    """
    huidig, afgeleid = bronnen.regio_huidig, bronnen.regio_2025
    regios = pd.concat(
        [
            _build_soort({NEDERLAND: "Nederland"}, "land"),
            _build_soort(_get_paren(afgeleid, "landsdeel_code", "landsdeel_naam"), "landsdeel"),
            _build_soort(_get_paren(huidig, "province_code", "province"), "provincie"),
            _build_soort(_get_paren(huidig, "corop_code", "corop"), "corop"),
            _build_soort(_get_paren(huidig, "region_code", "region"), "arbeidsmarktregio"),
            _build_soort(
                _get_paren(afgeleid, "veiligheidsregio_code", "veiligheidsregio_naam"),
                "veiligheidsregio",
            ),
            _build_soort(_get_paren(afgeleid, "ggd_regio_code", "ggd_regio_naam"), "ggd_regio"),
            _build_soort(STEDELIJKHEDEN, "stedelijkheid"),
            _build_soort(GROOTTEKLASSEN, "grootteklasse"),
        ]
    )
    # Text and dates apart: an all-empty date column would change the type of the whole.
    samen = pd.concat([_build_gemeenten(lijst, herindeling), regios], ignore_index=True)
    return check_regio(samen).sort_values("regio_code").reset_index(drop=True)[KOLOMMEN]


def check_regio(regio: pd.DataFrame) -> pd.DataFrame:
    """Return table regio as it is, or raise with double codes and double names of living gemeenten.

    Raises:
        ControleFout: all of them at once.
    """
    leeft = regio[(regio["soort"] == "gemeente") & regio["geldig_tot"].isna()]
    problemen = [
        f"regio: {rij.regio_code} heeft twee namen, waarvan een '{rij.regio_naam}'; kies er een"
        for rij in regio[regio.duplicated("regio_code")].itertuples()
    ] + [
        f"regio: twee gemeenten heten '{rij.regio_naam}', waarvan een {rij.regio_code};"
        " zet er een toevoeging achter zoals (L.)"
        for rij in leeft[leeft.duplicated("regio_naam")].itertuples()
    ]
    if problemen:
        raise ControleFout(problemen)
    return regio


def _get_paren(tabel: pd.DataFrame, code: str, naam: str) -> dict[str, str]:
    """Code → name, blanks left out. Two names for one code would hide in a dict, so they raise."""
    paren = tabel.loc[tabel[code] != "", [code, naam]].drop_duplicates()
    if not (dubbel := paren[paren.duplicated(code)]).empty:
        raise ControleFout(
            f"regio: {dubbel.iloc[0][code]} heeft twee namen, waarvan een"
            f" '{dubbel.iloc[0][naam]}'; maak de namen in het bronbestand gelijk"
        )
    return dict(zip(paren[code], paren[naam].str.strip(), strict=True))


def _build_soort(namen: dict[str, str], soort: str) -> pd.DataFrame:
    leeg: list[date | None] = [None] * len(namen)
    return pd.DataFrame(
        {
            "regio_code": list(namen),
            "regio_naam": list(namen.values()),
            "soort": soort,
            "geldig_van": pd.Series(leeg, dtype="object"),
            "geldig_tot": pd.Series(leeg, dtype="object"),
        }
    )


def _build_gemeenten(lijst: pd.DataFrame, herindeling: pd.DataFrame) -> pd.DataFrame:
    eerste_jaar, laatste_jaar = int(lijst["jaar"].min()), int(lijst["jaar"].max())
    namen = get_namen(lijst)
    jaren = lijst.groupby("regio_code")["jaar"].agg(["min", "max"])
    eindes = herindeling[herindeling["soort"].isin(EINDES)]
    begin_op = {
        code: groep[groep["naar_code"] == code]["datum"].max()
        for code, groep in eindes.groupby("naar_code")
    }
    einde_op = dict(zip(eindes["van_code"], eindes["datum"], strict=True))
    al_voor_begin = get_codes(lijst, eerste_jaar)
    nog_steeds = get_codes(lijst, laatste_jaar)
    rijen = [
        {
            "regio_code": code,
            "regio_naam": namen[code],
            "soort": "gemeente",
            "geldig_van": None
            if code in al_voor_begin
            else _sharpen(begin_op.get(code), int(jaar_van)),
            "geldig_tot": None
            if code in nog_steeds
            else _sharpen(einde_op.get(code), int(jaar_tot) + 1),
        }
        for code, jaar_van, jaar_tot in jaren.itertuples(name=None)
    ]
    return pd.DataFrame(rijen).astype({"geldig_van": "object", "geldig_tot": "object"})


def _sharpen(datum: date | None, jaar: int) -> date:
    """Take the date of the event when it falls in the year before this 1 January, else that day."""
    nieuwjaar = date(jaar, 1, 1)
    if datum is not None and date(jaar - 1, 1, 1) < datum <= nieuwjaar:
        return datum
    return nieuwjaar
