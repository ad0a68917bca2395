"""Datelines; the rest of a page's head is specified with saved pages."""

from datetime import date

import pytest

from tasks.extract.headline import dateline


@pytest.mark.parametrize(
    ("opening", "place"),
    [
        ("LENDOVA – Officials said", "LENDOVA"),
        ("LENDOVA/PORT MARA — Officials said", "LENDOVA/PORT MARA"),
        ("LENDOVA, Maravia (AP) — Officials said", "LENDOVA, Maravia"),
        ("LENDOVA (Reuters) - Officials said", "LENDOVA"),
        ("Lendova, Maravia — Officials said", "Lendova, Maravia"),
        ("Lendova (AFP) – Officials said", "Lendova"),
        ("Lendova, Maravia CNN — Officials said", "Lendova, Maravia"),
        ("CNN — Officials said", None),
        ("Officials — who asked not to be named — said", None),
        ("The port fell – again.", None),
        ("The U.N.-backed force left.", None),
    ],
)
def test_the_place_before_the_opening_dash(opening: str, place: str | None) -> None:
    assert dateline(opening)[0] == place


def test_a_dateline_with_a_full_date_dates_the_article() -> None:
    assert dateline("LENDOVA, May 4, 2021 (AFP) - Officials said") == ("LENDOVA", date(2021, 5, 4))
    assert dateline("LENDOVA, May 4 (Reuters) - Officials said") == ("LENDOVA", None)
