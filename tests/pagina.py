"""A page as Streamlit's own test runner sees it: opened with a link, read back as text."""

from streamlit.testing.v1 import AppTest

from tests.dashboard_server import WORTEL

PAGINAS = ["dashboard.py", *sorted(f"pages/{p.name}" for p in (WORTEL / "pages").glob("*.py"))]
"""Every page there is."""


def run_page(pagina: str, *, wacht_s: float = 30, **vraag: str) -> AppTest:
    """Run one page; `vraag` is what stands behind the ? in its link."""
    test = AppTest.from_file(str(WORTEL / "dashboard.py"), default_timeout=wacht_s)
    if pagina != "dashboard.py":
        test.switch_page(pagina)
    for naam, waarde in vraag.items():
        test.query_params[naam] = waarde
    return test.run()


def read_html(test: AppTest) -> str:
    """What the page says in HTML of its own: sentences, tables, the source line."""
    return "\n".join(deel.proto.body for deel in test.get("html"))


def read_text(test: AppTest) -> str:
    """All text on the page, from every element that carries some."""
    delen = [e.value for soort in ("title", "header", "subheader", "warning", "error", "caption")
             for e in test.get(soort)]  # fmt: skip
    return "\n".join([read_html(test), *delen])
