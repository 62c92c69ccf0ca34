"""While a file is made the pages of others go first, and afterwards all is as it was."""

import gc
import sys

import pytest

from welvaart.scherm.maken import give_way


def test_turns_are_short_and_the_search_for_garbage_waits_until_the_last_file_is_made() -> None:
    voor = sys.getswitchinterval()
    assert gc.isenabled()
    with give_way():
        with give_way():
            assert not gc.isenabled() and sys.getswitchinterval() < voor
        assert not gc.isenabled() and sys.getswitchinterval() < voor
    assert gc.isenabled() and sys.getswitchinterval() == voor


def test_a_file_that_fails_leaves_nothing_behind() -> None:
    voor = sys.getswitchinterval()
    with pytest.raises(ValueError, match="mis"), give_way():
        raise ValueError("mis")
    assert gc.isenabled() and sys.getswitchinterval() == voor
