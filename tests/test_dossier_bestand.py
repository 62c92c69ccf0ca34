"""A dossier as a file: out, in again, and everything that can be wrong with it."""

import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from welvaart.dossier.bestand import MAX_BYTES, export_dossier, import_dossier
from welvaart.dossier.dossier import Botsing, Toegang, dump, hash_tekst
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.verbinding import open_engine
from welvaart.fouten import DossierFout


@pytest.fixture
def opslag(tmp_path: Path) -> Iterator[Opslag]:
    engine = open_engine(f"sqlite:///{tmp_path / 'd.sqlite'}")
    yield Opslag(engine, lambda: datetime(2026, 11, 22, tzinfo=UTC))
    engine.dispose()


@pytest.fixture
def toegang(opslag: Opslag) -> Toegang:
    toegang = opslag.create_dossier("Nulmeting Delft", "GM0503")
    anna = opslag.personen.add(toegang, "Anna")
    weg = opslag.personen.add(toegang, "Wie weg is")
    opslag.write_veld(toegang, "notitie/stap1", "eerst", gezien=0, persoon_id=anna)
    opslag.write_veld(toegang, "notitie/stap1", "toen <b>dit</b>", gezien=1, persoon_id=weg)
    opslag.write_veld(toegang, "doel/d1/streefwaarde", 72, gezien=0)
    opslag.write_veld(toegang, "doel/d2/streefwaarde", 1, gezien=0)
    opslag.write_veld(toegang, "doel/d2/streefwaarde", None, gezien=1)
    opslag.personen.remove_naam(toegang, weg)
    opslag.fotos.add(toegang, {"rijen": [0.1, None]}, anna)
    return toegang


def test_a_dossier_comes_back_whole_as_a_new_one(opslag: Opslag, toegang: Toegang) -> None:
    bestand = export_dossier(opslag, toegang)
    terug = import_dossier(opslag, bestand, verwacht_regio="GM0503")
    assert terug.dossier_id != toegang.dossier_id
    assert terug.bewerkcode != toegang.bewerkcode
    assert export_dossier(opslag, terug) == bestand
    assert opslag.read_wijzigingen(terug) == opslag.read_wijzigingen(toegang)
    assert opslag.fotos.read(terug) == opslag.fotos.read(toegang)


def test_the_file_holds_no_code_and_no_removed_name(opslag: Opslag, toegang: Toegang) -> None:
    tekst = export_dossier(opslag, toegang).decode()
    assert toegang.leescode not in tekst
    assert str(toegang.bewerkcode) not in tekst
    assert "Wie weg is" not in tekst
    assert "Anna" in tekst


def test_versions_go_on_after_opening_a_file(opslag: Opslag, toegang: Toegang) -> None:
    terug = import_dossier(opslag, export_dossier(opslag, toegang))
    assert opslag.read_velden(terug)["notitie/stap1"].versie == 2
    with pytest.raises(Botsing):
        opslag.write_veld(terug, "notitie/stap1", "oud scherm", gezien=1)


def change(bestand: bytes, wijzig: Callable[[dict[str, Any]], None]) -> bytes:
    """A file of the right form with other content: the hash is made right again."""
    ruw = json.loads(bestand)
    wijzig(ruw)
    ruw["sha256"] = hash_tekst(dump(ruw["inhoud"]))
    return json.dumps(ruw).encode()


def _set_versie(ruw: dict[str, Any]) -> None:
    ruw["versie"] = 3


def _add_veld(ruw: dict[str, Any]) -> None:
    ruw["inhoud"]["velden"].append({"pad": "nieuw/veld", "waarde": 1, "gewijzigd_op": ""})


def _drop_fotos(ruw: dict[str, Any]) -> None:
    del ruw["inhoud"]["fotos"]


def _spoil_foto(ruw: dict[str, Any]) -> None:
    ruw["inhoud"]["fotos"][0]["inhoud"] = {"rijen": [99]}


def _spoil_getal(ruw: dict[str, Any]) -> None:
    ruw["inhoud"]["velden"][0]["waarde"] = "geen getal"


@pytest.mark.parametrize(
    ("wijzig", "zin"),
    [
        (_set_versie, "nieuwere versie"),
        (_add_veld, "'nieuw/veld' bestaat niet"),
        (_drop_fotos, r"onderdeel .*fotos"),
        (_spoil_foto, "Foto 1 in dit dossier is veranderd"),
        (_spoil_getal, "hier hoort een getal"),
    ],
)
def test_a_file_that_does_not_fit_is_refused_and_nothing_is_stored(
    opslag: Opslag, toegang: Toegang, wijzig: Callable[[dict[str, Any]], None], zin: str
) -> None:
    bestand = change(export_dossier(opslag, toegang), wijzig)
    with pytest.raises(DossierFout, match=zin):
        import_dossier(opslag, bestand)


@pytest.mark.parametrize(
    "bestand",
    [b"", b"{", b"[]", b'{"soort": "anders"}', b"\xff\xfe", b"PK\x03\x04", b"[" * 100_000],
)
def test_another_file_is_no_dossier(opslag: Opslag, bestand: bytes) -> None:
    with pytest.raises(DossierFout, match="geen dossier"):
        import_dossier(opslag, bestand)


def test_damage_and_size_are_named(opslag: Opslag, toegang: Toegang) -> None:
    bestand = export_dossier(opslag, toegang)
    with pytest.raises(DossierFout, match="controlegetal klopt niet"):
        import_dossier(opslag, bestand.replace(b"toen", b"nooit"))
    with pytest.raises(DossierFout, match="groter dan 20 MB"):
        import_dossier(opslag, b"x" * (MAX_BYTES + 1))


def test_the_dossier_of_another_regio_is_refused(opslag: Opslag, toegang: Toegang) -> None:
    with pytest.raises(DossierFout, match=r"andere regio \(GM0503\).*\(GM0363\)"):
        import_dossier(opslag, export_dossier(opslag, toegang), verwacht_regio="GM0363")
