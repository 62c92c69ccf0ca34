"""Dependencies point inward, and the sizes of the house style hold; read from the imports."""

import ast
from pathlib import Path

import pytest

WORTEL = Path(__file__).resolve().parents[1]

# The folders of the core, innermost first: a folder imports only from those before it.
KERN = (
    "methode",
    "regio",
    "cijfers",
    "oordeel",
    "lezen",
    "groep",
    "zin",
    "onderwerp",
    "doel",
)

# The same for the sources: how to reach one, what CBS shares, then each service beside the others.
BRONNEN = (("net", "bestand"), ("cbs",), ("cbs_v3", "cbs_v4", "swing"))

# The same for the content of a document: what chapters are put together from, the chapters
# themselves, and the chapters that take over a part of another.
BOUWEN = (
    ("delen",),
    ("nulmeting", "onderwerp", "dossier"),
    ("regio", "naslag"),
    ("agenda",),
)

# The same for a dossier on screen: its door and its goals, then the steps that show them.
DOSSIERBLAD = (("toegang", "doel"), ("stap",))

# folder in rings → its rings, and the modules on top of it that each ring may use.
RINGEN = {
    "etl/bronnen": (BRONNEN, {"adres", "lezer"}),
    "welvaart/export/bouwen": (BOUWEN, {"opdracht"}),
    "welvaart/scherm/dossier": (DOSSIERBLAD, {"blad"}),
}

# folder or file pattern → modules it may not import (first match by longest prefix is not used:
# every rule that fits applies).
VERBODEN = {
    "welvaart/*.py": {"streamlit", "plotly", "etl", "geopandas", "requests", "cbsodata"},
    **{
        f"welvaart/{map_}/*.py": {
            "streamlit",
            "plotly",
            "etl",
            "geopandas",
            "requests",
            "cbsodata",
            "welvaart.scherm",
            "welvaart.grafieken",
            "welvaart.export",
        }
        for map_ in KERN
    },
    "welvaart/opdracht/*.py": {"streamlit", "plotly", "etl", "geopandas", "requests", "cbsodata"},
    "welvaart/catalogus/**/*.py": {"streamlit", "plotly", "etl", "geopandas", "duckdb"},
    "welvaart/dossier/**/*.py": {"streamlit", "plotly", "etl", "geopandas", "duckdb", "pandas"},
    "welvaart/grafieken/*.py": {"streamlit", "duckdb", "etl", "geopandas"},
    "welvaart/export/**/*.py": {"streamlit", "duckdb", "etl"},
    "welvaart/scherm/**/*.py": {"etl", "duckdb", "geopandas", "requests", "cbsodata"},
    "etl/**/*.py": {"streamlit", "plotly", "welvaart.scherm", "welvaart.lezen.warehouse"},
    "pages/*.py": {"pandas", "plotly", "duckdb", "etl", "numpy"},
    "dashboard.py": {"pandas", "plotly", "duckdb", "etl", "numpy"},
}
MAX_MODULE = 300
MAX_PAGINA = 80


def find_imports(pad: Path) -> set[str]:
    namen: set[str] = set()
    for knoop in ast.walk(ast.parse(pad.read_text(encoding="utf-8"))):
        if isinstance(knoop, ast.Import):
            namen |= {alias.name for alias in knoop.names}
        elif isinstance(knoop, ast.ImportFrom) and knoop.module:
            namen.add(knoop.module)
            namen |= {f"{knoop.module}.{alias.name}" for alias in knoop.names}
    return namen


def find_breaches(wortel: Path) -> list[str]:
    return [
        f"{pad.relative_to(wortel)} importeert {naam}"
        for patroon, verboden in VERBODEN.items()
        for pad in sorted(wortel.glob(patroon))
        for naam in sorted(find_imports(pad))
        if any(naam == weg or naam.startswith(f"{weg}.") for weg in verboden)
    ]


def test_no_module_imports_what_its_folder_may_not() -> None:
    assert find_breaches(WORTEL) == []


@pytest.mark.parametrize(
    ("pad", "regel"),
    [
        ("welvaart/methode/positie.py", "import streamlit as st"),
        ("welvaart/grafieken/lijn.py", "from duckdb import connect"),
        ("etl/bronnen/cbs.py", "from welvaart.lezen.warehouse import Warehouse"),
        ("pages/1_Nulmeting.py", "import pandas"),
    ],
)
def test_a_breach_is_found(tmp_path: Path, pad: str, regel: str) -> None:
    doel = tmp_path / pad
    doel.parent.mkdir(parents=True)
    doel.write_text(regel + "\n", encoding="utf-8")
    assert all(pad in breuk for breuk in find_breaches(tmp_path))
    assert find_breaches(tmp_path)


def test_the_core_imports_inward_only() -> None:
    naar_buiten = [
        f"{pad.relative_to(WORTEL)} importeert {naam}"
        for plaats, map_ in enumerate(KERN)
        for pad in sorted(WORTEL.glob(f"welvaart/{map_}/*.py"))
        for naam in sorted(find_imports(pad))
        if naam.startswith("welvaart.") and naam.split(".")[1] in KERN[plaats + 1 :]
    ]
    assert naar_buiten == []
    assert all((WORTEL / "welvaart" / map_).is_dir() for map_ in KERN)


def find_ring_breaches(wortel: Path, map_: str) -> list[str]:
    ringen, bovenop = RINGEN[map_]
    begin = f"{map_.replace('/', '.')}."
    buren = {pad.stem for pad in (wortel / map_).iterdir()} - {"__init__", "__pycache__"}
    naar_buiten = []
    for plaats, ring in enumerate(ringen):
        binnen = bovenop | {naam for eerder in ringen[:plaats] for naam in eerder}
        for deel in ring:
            for pad in sorted((wortel / map_ / deel).glob("*.py")):
                namen = {n.removeprefix(begin) for n in find_imports(pad) if n.startswith(begin)}
                vreemd = {naam.split(".")[0] for naam in namen} & buren - binnen - {deel}
                naar_buiten += [f"{pad.relative_to(wortel)} importeert {n}" for n in sorted(vreemd)]
    return naar_buiten


@pytest.mark.parametrize("map_", RINGEN)
def test_a_folder_imports_from_the_rings_within_its_own_only(map_: str) -> None:
    assert find_ring_breaches(WORTEL, map_) == []


@pytest.mark.parametrize("map_", RINGEN)
def test_every_folder_has_its_ring(map_: str) -> None:
    ringen, bovenop = RINGEN[map_]
    mappen = [pad.parent.name for pad in WORTEL.glob(f"{map_}/*/__init__.py")]
    assert sorted(mappen) == sorted(naam for ring in ringen for naam in ring)
    assert all((WORTEL / map_ / f"{naam}.py").is_file() for naam in bovenop)


@pytest.mark.parametrize(
    ("regel", "fout"),
    [
        ("from welvaart.export.bouwen.agenda.agenda import SAMEN", "agenda"),
        ("from welvaart.export.bouwen.naslag import gegevens", "naslag"),
        ("from welvaart.export.bouwen import bouw", "bouw"),
        ("import welvaart.export.bouwen.paginas", "paginas"),
        ("from welvaart.export.bouwen.opdracht import Opdracht", None),
        ("from welvaart.export.bouwen.nulmeting.thema import build_noot", None),
        ("from welvaart.export.bouwen.regio.regiotabel import build_plaatsen", None),
    ],
)
def test_a_breach_of_a_ring_is_found(tmp_path: Path, regel: str, fout: str | None) -> None:
    map_ = "welvaart/export/bouwen"
    for naam in ("delen", "nulmeting", "regio", "naslag", "agenda"):
        (tmp_path / map_ / naam).mkdir(parents=True)
    for naam in ("bouw", "opdracht", "paginas"):
        (tmp_path / map_ / f"{naam}.py").touch()
    (tmp_path / map_ / "regio/kern.py").write_text(regel + "\n", encoding="utf-8")
    breuken = [f"{map_}/regio/kern.py importeert {fout}"] if fout else []
    assert find_ring_breaches(tmp_path, map_) == breuken


def test_modules_and_pages_stay_small() -> None:
    te_lang = []
    for pad in sorted([*WORTEL.glob("welvaart/**/*.py"), *WORTEL.glob("etl/**/*.py")]):
        if (regels := len(pad.read_text(encoding="utf-8").splitlines())) > MAX_MODULE:
            te_lang.append(f"{pad.relative_to(WORTEL)}: {regels}")
    for pad in [WORTEL / "dashboard.py", *sorted(WORTEL.glob("pages/*.py"))]:
        if (regels := len(pad.read_text(encoding="utf-8").splitlines())) > MAX_PAGINA:
            te_lang.append(f"{pad.relative_to(WORTEL)}: {regels}")
    assert te_lang == []


def test_no_module_is_a_drawer_without_a_noun() -> None:
    laden = {"utils.py", "helpers.py", "common.py"}
    assert [pad for pad in WORTEL.glob("[ew]*/**/*.py") if pad.name in laden] == []


def test_only_one_module_counts_folders_up() -> None:
    modules = [pad for pad in WORTEL.glob("welvaart/**/*.py") if pad.name != "installatie.py"]
    assert [pad for pad in modules if ".parents[" in pad.read_text(encoding="utf-8")] == []
    assert ".parents[" in (WORTEL / "welvaart/installatie.py").read_text(encoding="utf-8")


def test_no_unsafe_html_anywhere() -> None:
    fout = "unsafe_allow_html" + "=True"
    bestanden = [
        WORTEL / "dashboard.py",
        *WORTEL.glob("pages/*.py"),
        *WORTEL.glob("welvaart/**/*.py"),
    ]
    assert [pad for pad in bestanden if fout in pad.read_text(encoding="utf-8")] == []


def test_the_app_process_does_not_import_geopandas() -> None:
    bestanden = [
        WORTEL / "dashboard.py",
        *WORTEL.glob("pages/*.py"),
        *WORTEL.glob("welvaart/**/*.py"),
    ]
    schuldig = [pad for pad in bestanden if any("geopandas" in n for n in find_imports(pad))]
    assert schuldig == []
