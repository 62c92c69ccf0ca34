"""The frame contract refuses what would become a wrong number."""

import pandas as pd
import pytest

from welvaart.cijfers.waarneming import KOLOMMEN, check_waarnemingen
from welvaart.fouten import ControleFout

GOED = {
    "indicator_id": "inwoners",
    "regio_code": "GM0363",
    "periode_code": "2022JJ00",
    "indeling_jaar": 0,
    "waarde": 10.0,
    "onder": None,
    "boven": None,
    "status": "definitief",
    "ontbreekt_omdat": None,
    "herkomst": "bron",
    "snapshot_id": "x",
}


def build_frame(*rijen: dict[str, object]) -> pd.DataFrame:
    frame = pd.DataFrame([{**GOED, **rij} for rij in rijen], columns=KOLOMMEN)
    return frame.astype({"waarde": float, "onder": float, "boven": float})


def test_good_frame_passes_unchanged() -> None:
    frame = build_frame({}, {"regio_code": "GM0503", "waarde": None, "ontbreekt_omdat": "geheim"})
    assert check_waarnemingen(frame) is frame


@pytest.mark.parametrize(
    ("fout", "melding"),
    [
        ([{}, {}], "sleutel komt vaker voor"),
        ([{"waarde": None}], "leeg zonder reden"),
        ([{"ontbreekt_omdat": "geheim"}], "reden bij een gevulde waarde"),
        ([{"status": "misschien"}], "onbekende status"),
        ([{"herkomst": "gevoel"}], "onbekende herkomst"),
        ([{"onder": 11.0}], "ondergrens boven"),
        ([{"boven": 9.0}], "bovengrens onder"),
    ],
)
def test_each_breach_is_named_with_an_example(fout: list[dict[str, object]], melding: str) -> None:
    with pytest.raises(ControleFout, match=melding) as gevangen:
        check_waarnemingen(build_frame(*fout))
    assert "GM0363" in str(gevangen.value)


def test_missing_columns_are_named() -> None:
    with pytest.raises(ControleFout, match="snapshot_id"):
        check_waarnemingen(build_frame({}).drop(columns="snapshot_id"))


def test_all_breaches_come_at_once() -> None:
    frame = build_frame({"status": "misschien"}, {"regio_code": "GM0503", "waarde": None})
    with pytest.raises(ControleFout) as gevangen:
        check_waarnemingen(frame)
    assert len(gevangen.value.problemen) == 2
