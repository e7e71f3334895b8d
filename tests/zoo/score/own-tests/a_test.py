import pytest


@pytest.mark.parametrize("number", range(4))
def test_anything(number):
    pass
