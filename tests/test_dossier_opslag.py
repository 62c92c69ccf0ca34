"""The store of dossiers, on SQLite and on a real PostgreSQL."""

import multiprocessing
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from multiprocessing.sharedctypes import Synchronized
from multiprocessing.synchronize import Barrier
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, text

from tests.postgres import find_programma, run_postgres
from welvaart.dossier.dossier import NAAM_WEG, Botsing, Toegang, build_leescode
from welvaart.dossier.opslag import Opslag
from welvaart.dossier.tabellen import METADATA, VELD
from welvaart.dossier.verbinding import open_engine
from welvaart.fouten import DossierFout, KeuzeFout

PAD = "notitie/stap1"


@pytest.fixture(scope="module")
def postgres() -> Iterator[str]:
    if find_programma("initdb") is None:
        if os.environ.get("CI"):
            pytest.fail("PostgreSQL ontbreekt; tests/postgres.sh moet het installeren")
        pytest.skip("PostgreSQL is er niet; installeer Debian's pakket postgresql")
    with tempfile.TemporaryDirectory() as map_, run_postgres(Path(map_)) as url:
        yield url


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path / 'dossiers.sqlite'}"
    adres: str = request.getfixturevalue("postgres")
    return adres


def nu() -> datetime:
    return datetime(2026, 11, 22, 9, 0, tzinfo=UTC)


@pytest.fixture
def engine(url: str) -> Iterator[Engine]:
    engine = open_engine(url)
    yield engine
    engine.dispose()


@pytest.fixture
def opslag(engine: Engine) -> Opslag:
    return Opslag(engine, nu)


@pytest.fixture
def toegang(opslag: Opslag) -> Toegang:
    return opslag.create_dossier("Nulmeting Delft", "GM0503")


def test_the_code_to_read_opens_the_same_dossier_and_writes_nothing(
    opslag: Opslag, toegang: Toegang
) -> None:
    lezer = opslag.open_dossier(toegang.leescode)
    assert (lezer.dossier_id, lezer.naam, lezer.regio) == (
        toegang.dossier_id,
        "Nulmeting Delft",
        "GM0503",
    )
    assert lezer.bewerkcode is None
    with pytest.raises(DossierFout, match="alleen lezen"):
        opslag.write_veld(lezer, PAD, "x", gezien=0)
    assert opslag.read_velden(toegang) == {}
    assert opslag.open_dossier(str(toegang.bewerkcode)) == toegang


@pytest.mark.parametrize("code", ["", "b", "lonzin", "b" + "a" * 26, "'; drop table dossier --"])
def test_an_unknown_code_opens_nothing(opslag: Opslag, toegang: Toegang, code: str) -> None:
    with pytest.raises(DossierFout, match="kennen geen dossier"):
        opslag.open_dossier(code)


def test_the_database_holds_no_code_that_opens_a_dossier(
    opslag: Opslag, toegang: Toegang, engine: Engine
) -> None:
    with engine.connect() as verbinding:
        alles = str(verbinding.execute(text("SELECT * FROM dossier")).all())
    assert toegang.dossier_id in alles
    assert toegang.leescode not in alles
    assert str(toegang.bewerkcode) not in alles
    assert toegang.leescode == build_leescode(str(toegang.bewerkcode))


def test_the_second_writer_sees_what_the_first_wrote(opslag: Opslag, toegang: Toegang) -> None:
    anna, bram = (opslag.personen.add(toegang, naam) for naam in ("Anna", "Bram"))
    opslag.write_veld(toegang, PAD, "van Anna", gezien=0, persoon_id=anna)
    with pytest.raises(Botsing) as botsing:
        opslag.write_veld(toegang, PAD, "van Bram", gezien=0, persoon_id=bram)
    andere = botsing.value.andere
    assert (andere.waarde, andere.versie, andere.persoon_id) == ("van Anna", 1, anna)
    assert botsing.value.eigen == "van Bram"
    opslag.write_veld(toegang, PAD, "van Bram", gezien=andere.versie, persoon_id=bram)
    assert opslag.read_velden(toegang)[PAD].waarde == "van Bram"
    geschiedenis = [(w.oud, w.nieuw, w.persoon_id) for w in opslag.read_wijzigingen(toegang)]
    assert geschiedenis == [("van Anna", "van Bram", bram), (None, "van Anna", anna)]


def test_writing_what_stands_there_changes_nothing(opslag: Opslag, toegang: Toegang) -> None:
    opslag.write_veld(toegang, PAD, "zelfde", gezien=0)
    assert opslag.write_veld(toegang, PAD, " zelfde ", gezien=0).versie == 1
    assert len(opslag.read_wijzigingen(toegang)) == 1


def test_an_emptied_field_keeps_its_version(opslag: Opslag, toegang: Toegang) -> None:
    opslag.write_veld(toegang, PAD, "weg ermee", gezien=0)
    leeg = opslag.write_veld(toegang, PAD, None, gezien=1)
    assert (leeg.waarde, leeg.versie) == (None, 2)
    with pytest.raises(Botsing):
        opslag.write_veld(toegang, PAD, "te laat", gezien=1)


@pytest.mark.parametrize(
    ("pad", "waarde", "zin"),
    [
        ("notitie/stap1", "x" * 20_001, "20001 tekens; er passen er 20000"),
        ("notitie/stap1", 3, "hier hoort tekst"),
        ("doel/d1/streefwaarde", "drie", "hier hoort een getal"),
        ("doel/d1/streefwaarde", float("nan"), "hier hoort een getal"),
        ("doel/d1/streefjaar", 3000, "een jaar van 1990"),
        ("prioriteit/inwoners/invloed", "koning", "kies uit gemeente, regio, rijk"),
        ("prioriteit/inwoners/gekozen", "ja", "ja of nee"),
        ("doel/d1/eigenaar", "Anna", "kies een naam"),
        ("onzin", "x", "bestaat niet"),
        ("notitie/../../etc", "x", "bestaat niet"),
    ],
)
def test_a_value_that_does_not_fit_is_refused_in_dutch(
    opslag: Opslag, toegang: Toegang, pad: str, waarde: object, zin: str
) -> None:
    with pytest.raises(KeuzeFout, match=zin):
        opslag.write_veld(toegang, pad, waarde, gezien=0)  # type: ignore[arg-type]
    assert opslag.read_velden(toegang) == {}


def test_ten_thousand_characters_and_script_stay_as_they_were_typed(
    opslag: Opslag, toegang: Toegang
) -> None:
    tekst = "<script>alert('é')</script>\n" * 350
    opslag.write_veld(toegang, PAD, tekst, gezien=0)
    assert opslag.read_velden(toegang)[PAD].waarde == tekst.strip()


def test_a_removed_name_is_nowhere_in_the_database(
    opslag: Opslag, toegang: Toegang, engine: Engine
) -> None:
    nummer = opslag.personen.add(toegang, "Zeldzame Naam")
    assert opslag.personen.add(toegang, " Zeldzame  Naam ") == nummer
    opslag.write_veld(toegang, "doel/d1/eigenaar", nummer, gezien=0, persoon_id=nummer)
    opslag.personen.remove_naam(toegang, nummer)
    assert opslag.personen.read(toegang) == {nummer: NAAM_WEG}
    assert opslag.read_velden(toegang)["doel/d1/eigenaar"].waarde == nummer
    with engine.connect() as verbinding:
        for tabel in METADATA.sorted_tables:
            assert "Zeldzame" not in str(verbinding.execute(select(tabel)).all())


def test_a_foto_is_read_as_it_was_frozen_and_damage_is_seen(
    opslag: Opslag, toegang: Toegang, engine: Engine
) -> None:
    foto = opslag.fotos.add(toegang, {"rijen": [1, 2.5, None], "naam": "é"})
    assert opslag.fotos.add(toegang, {"rijen": []}).foto_id == 2
    assert opslag.fotos.read(toegang)[0] == foto
    with engine.begin() as verbinding:
        verbinding.execute(text("UPDATE foto SET inhoud = '{}' WHERE foto_id = 1"))
    with pytest.raises(DossierFout, match="Foto 1 is na het bevriezen veranderd"):
        opslag.fotos.read(toegang)


def test_a_removed_dossier_takes_everything_along(
    opslag: Opslag, toegang: Toegang, engine: Engine
) -> None:
    opslag.write_veld(toegang, PAD, "x", gezien=0)
    opslag.fotos.add(toegang, {})
    ander = opslag.create_dossier("Blijft", "GM0363")
    opslag.write_veld(ander, PAD, "blijft", gezien=0)
    opslag.remove_dossier(toegang)
    with pytest.raises(DossierFout):
        opslag.open_dossier(toegang.leescode)
    with engine.connect() as verbinding:
        over = verbinding.execute(
            select(VELD.c.waarde).where(
                VELD.c.dossier_id.in_([toegang.dossier_id, ander.dossier_id])
            )
        )
        assert over.scalars().all() == ['"blijft"']


def _write_often(
    url: str, code: str, wie: str, keren: int, samen: Barrier, botsingen: "Synchronized[int]"
) -> None:
    """Add a mark to one shared text, and write a field of one's own, again and again."""
    opslag = Opslag(open_engine(url))
    toegang = opslag.open_dossier(code)
    samen.wait(60)
    for keer in range(keren):
        opslag.write_veld(toegang, f"notitie/{wie}{keer}", wie, gezien=0)
        veld = opslag.read_velden(toegang)[PAD]
        while True:
            tekst = f"{veld.waarde} {wie}{keer}"
            try:
                opslag.write_veld(toegang, PAD, tekst, gezien=veld.versie)
                break
            except Botsing as botsing:
                veld = botsing.andere
                with botsingen:
                    botsingen.value += 1


def test_four_processes_of_a_hundred_edits_lose_none(
    opslag: Opslag, toegang: Toegang, url: str
) -> None:
    opslag.write_veld(toegang, PAD, "begin", gezien=0)
    werk = multiprocessing.get_context("spawn")
    samen, botsingen = werk.Barrier(4), werk.Value("i", 0)
    processen = [
        werk.Process(
            target=_write_often, args=(url, toegang.bewerkcode, wie, 100, samen, botsingen)
        )
        for wie in "pqrs"
    ]
    for proces in processen:
        proces.start()
    for proces in processen:
        proces.join(120)
    assert [proces.exitcode for proces in processen] == [0] * 4
    assert botsingen.value > 0  # they were in each other's way, or nothing was proved
    velden = opslag.read_velden(toegang)
    merken = str(velden[PAD].waarde).split()
    assert sorted(merken) == sorted(["begin", *(f"{w}{k}" for w in "pqrs" for k in range(100))])
    assert len(velden) == 401
    assert len(opslag.read_wijzigingen(toegang, 10_000)) == 801


def test_a_database_of_a_newer_version_is_left_alone(url: str, engine: Engine) -> None:
    with engine.begin() as verbinding:
        verbinding.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    try:
        with pytest.raises(DossierFout, match="nieuwere versie"):
            open_engine(url)
    finally:
        with engine.begin() as verbinding:
            verbinding.execute(text("UPDATE alembic_version SET version_num = '0002'"))


@pytest.mark.parametrize(
    ("adres", "zin"),
    [
        ("geen adres", "geen adres van een database"),
        ("oracel://x", "geen adres van een database"),
        ("postgresql+psycopg://x:geheim@127.0.0.1:1/x?connect_timeout=2", "niet te bereiken"),
        ("sqlite:////bestaat/niet/d.sqlite", "niet te bereiken"),
    ],
)
def test_a_wrong_address_is_named_without_the_password(adres: str, zin: str) -> None:
    with pytest.raises(DossierFout, match=zin) as fout:
        open_engine(adres)
    assert "geheim" not in str(fout.value)


def test_the_tables_are_what_the_migrations_make(engine: Engine) -> None:
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    with engine.connect() as verbinding:
        assert compare_metadata(MigrationContext.configure(verbinding), METADATA) == []
