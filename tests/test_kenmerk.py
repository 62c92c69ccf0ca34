"""The id in a picture reopens the same view, and a wrong one says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from welvaart.fouten import KeuzeFout
from welvaart.kenmerk import PAGINAS, Weergave, format_kenmerk, parse_kenmerk
from welvaart.lezen.stand import Stand

IDS = ("netto_arbeidsparticipatie", "leegstand_woningen", "inwoners")
GEWOON = Weergave("Nulmeting", {"regio": "GM0503", "indicator": "netto_arbeidsparticipatie"})
_LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"


def test_an_ordinary_view_takes_fourteen_characters() -> None:
    kenmerk = format_kenmerk(GEWOON)
    assert len(kenmerk.replace("-", "")) == 14
    assert parse_kenmerk(kenmerk, IDS) == GEWOON


def test_a_printed_kenmerk_keeps_its_meaning() -> None:
    """Changes the day a list is reordered: then pictures that people have no longer open."""
    assert format_kenmerk(GEWOON) == "44JE-PQK1-QGFQ-GJ"


_CODE = st.integers(0, 9999).map("GM{:04}".format)
_WAARDE = {
    "regio": _CODE | st.sampled_from(["NL01", "PV20", "CR34", "AM07", "GG0111", "WK050301"]),
    "indicator": st.sampled_from(IDS),
    "tegen": st.sampled_from(IDS),
    "vergelijk": st.sampled_from(["land", "corop", "g40"])
    | st.lists(_CODE, min_size=2, max_size=40).map(lambda codes: "eigen:" + ",".join(codes))
    | st.just("eigen:GM0503,GM0599;Onze regio é"),
    "van": st.integers(1980, 2107).map(str),
    "tot": st.integers(1980, 2107).map(str),
    "jaar": st.integers(1980, 2107).map(str),
    "vorm": st.sampled_from(["kaart", "helling", "iets nieuws"]),
    "vraag": st.text(min_size=1, max_size=200),
}


@given(st.sampled_from(PAGINAS), st.fixed_dictionaries({}, optional=_WAARDE))
def test_every_view_comes_back(pagina: str, query: dict[str, str]) -> None:
    weergave = Weergave(pagina, query)
    assert parse_kenmerk(format_kenmerk(weergave), IDS) == weergave


@given(st.fixed_dictionaries({}, optional=_WAARDE), st.data())
def test_one_wrong_character_is_never_another_view(
    query: dict[str, str], data: st.DataObject
) -> None:
    schoon = format_kenmerk(Weergave("Nulmeting", query)).replace("-", "")
    plek = data.draw(st.integers(0, len(schoon) - 1))
    ander = data.draw(st.sampled_from([teken for teken in _LETTERS if teken != schoon[plek]]))
    with pytest.raises(KeuzeFout):
        parse_kenmerk(schoon[:plek] + ander + schoon[plek + 1 :], IDS)


@given(st.data())
def test_two_swapped_characters_are_seen(data: st.DataObject) -> None:
    schoon = format_kenmerk(GEWOON).replace("-", "")
    plekken = [k for k in range(len(schoon) - 1) if schoon[k] != schoon[k + 1]]
    k = data.draw(st.sampled_from(plekken))
    with pytest.raises(KeuzeFout):
        parse_kenmerk(schoon[:k] + schoon[k + 1] + schoon[k] + schoon[k + 2 :], IDS)


def test_small_letters_spaces_and_look_alikes_are_understood() -> None:
    kenmerk = format_kenmerk(GEWOON)
    slordig = kenmerk.lower().replace("-", " ").replace("0", "o").replace("1", "l")
    assert parse_kenmerk(f"  {slordig} ", IDS) == GEWOON


def test_an_indicator_that_is_gone_is_named_as_such() -> None:
    with pytest.raises(KeuzeFout, match="staat niet meer in de monitor"):
        parse_kenmerk(format_kenmerk(GEWOON), ["inwoners"])


@given(st.text(max_size=60))
def test_any_text_is_a_view_or_a_sentence(tekst: str) -> None:
    try:
        weergave = parse_kenmerk(tekst, IDS)
    except KeuzeFout as fout:
        assert str(fout).endswith(".")
    else:
        assert weergave.pagina in PAGINAS


def test_all_ids_of_the_catalogue_differ(stand: Stand) -> None:
    ids = list(stand.indicatoren)
    for indicator_id in ids:
        weergave = Weergave("Nulmeting", {"indicator": indicator_id})
        assert parse_kenmerk(format_kenmerk(weergave), ids) == weergave
