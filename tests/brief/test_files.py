from dataclasses import replace
from pathlib import Path

import pytest

from tasks.brief.compose import compose
from tasks.brief.files import free_period, write
from tasks.brief.render import render
from tasks.errors import DeliveryError
from tasks.models import Digest, Material
from tests.brief.material import DESK, NOW, material, name


def digest(period: str, m: Material | None = None) -> Digest:
    return render(compose(m or material(), DESK, name, None, NOW), DESK, period)


def test_a_digest_is_four_files_in_the_folder_of_its_profile_and_period(tmp_path: Path) -> None:
    made = digest("2023-02-15")
    folder, delivery = write(made, DESK, tmp_path)
    assert folder == tmp_path / "marenia" / "2023-02-15"
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        "digest.html": made.html,
        "digest.txt": made.text,
        "digest.md": made.markdown,
        "digest.json": made.json,
    }
    assert (delivery.channel, delivery.target, delivery.outcome) == ("file", str(folder), "ok")
    assert [path.name for path in folder.parent.iterdir()] == ["2023-02-15"]


def test_only_the_formats_of_the_profile_are_written(tmp_path: Path) -> None:
    folder, _ = write(digest("2023-02-15"), replace(DESK, formats=("txt",)), tmp_path)
    assert [path.name for path in folder.iterdir()] == ["digest.txt"]


def test_the_period_is_the_day_where_the_desk_is_and_counts_on(tmp_path: Path) -> None:
    brief = compose(material(), DESK, name, None, NOW)
    assert free_period(tmp_path, brief) == "2023-02-15"
    assert free_period(tmp_path, replace(brief, until=NOW.replace(hour=20))) == "2023-02-16"  # 00:30 in Kabul
    write(digest("2023-02-15"), DESK, tmp_path)
    assert free_period(tmp_path, brief) == "2023-02-15-2"
    assert free_period(tmp_path, brief, {"2023-02-15-2"}) == "2023-02-15-3"


def test_another_digest_of_the_period_is_never_overwritten(tmp_path: Path) -> None:
    first = digest("2023-02-15")
    folder, _ = write(first, DESK, tmp_path)
    _, delivery = write(digest("2023-02-15", material(contests=())), DESK, tmp_path)
    assert delivery.outcome == "failed"
    assert "not overwritten" in (delivery.error or "")
    assert (folder / "digest.txt").read_text("utf-8") == first.text


def test_writing_again_after_being_cut_off_ends_in_the_same_folder(tmp_path: Path) -> None:
    partial = tmp_path / "marenia" / ".2023-02-15.partial"
    partial.mkdir(parents=True)
    (partial / "digest.html").write_text("half a dig")
    made = digest("2023-02-15")
    _, first = write(made, DESK, tmp_path)
    folder, again = write(made, DESK, tmp_path)
    assert first == again
    assert (folder / "digest.html").read_text("utf-8") == made.html
    assert not partial.exists()


def test_a_folder_that_cannot_be_written_is_a_failed_delivery_that_says_why(tmp_path: Path) -> None:
    (tmp_path / "marenia").write_text("a file in the way")
    _, delivery = write(digest("2023-02-15"), DESK, tmp_path)
    assert delivery.outcome == "failed"
    assert str(tmp_path / "marenia" / "2023-02-15") in (delivery.error or "")


@pytest.mark.parametrize("unsafe", ["../up", "a/b", "", ".", "-x", "a\x00b", "x" * 70])
def test_a_name_that_is_no_folder_name_is_refused(tmp_path: Path, unsafe: str) -> None:
    with pytest.raises(DeliveryError, match="cannot name a folder"):
        write(replace(digest("2023-02-15"), profile=unsafe), DESK, tmp_path)
    assert list(tmp_path.iterdir()) == []
