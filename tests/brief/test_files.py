from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from email import message_from_bytes
from email.policy import strict
from pathlib import Path
from threading import Barrier

import pytest

from tasks.brief.compose import compose
from tasks.brief.files import folder_of, free_period, preview, write
from tasks.brief.mail import message
from tasks.brief.render import render
from tasks.errors import DeliveryError
from tasks.models import Digest, Material, Profile, Smtp
from tests.brief.material import DESK, NOW, material, name


def digest(period: str, m: Material | None = None) -> Digest:
    return render(compose(m or material(), DESK, name, None, NOW), DESK, period)


def written(made: Digest, profile: Profile, out: Path) -> Path:
    folder = folder_of(out, made.profile, made.period)
    write(made, profile, folder)
    return folder


def test_a_digest_is_four_files_in_the_folder_of_its_profile_and_period(tmp_path: Path) -> None:
    made = digest("2023-02-15")
    folder = written(made, DESK, tmp_path)
    assert folder == tmp_path / "marenia" / "2023-02-15"
    assert {path.name: path.read_text("utf-8") for path in folder.iterdir()} == {
        "digest.html": made.html,
        "digest.txt": made.text,
        "digest.md": made.markdown,
        "digest.json": made.json,
    }
    assert [path.name for path in folder.parent.iterdir()] == ["2023-02-15"]


def test_only_the_formats_of_the_profile_are_written(tmp_path: Path) -> None:
    folder = written(digest("2023-02-15"), replace(DESK, formats=("txt",)), tmp_path)
    assert [path.name for path in folder.iterdir()] == ["digest.txt"]


def test_the_period_is_the_day_where_the_desk_is_and_counts_on(tmp_path: Path) -> None:
    brief = compose(material(), DESK, name, None, NOW)
    assert free_period(tmp_path, brief) == "2023-02-15"
    assert free_period(tmp_path, replace(brief, until=NOW.replace(hour=20))) == "2023-02-16"  # 00:30 in Kabul
    written(digest("2023-02-15"), DESK, tmp_path)
    assert free_period(tmp_path, brief) == "2023-02-15-2"
    assert free_period(tmp_path, brief, {"2023-02-15-2"}) == "2023-02-15-3"


def test_another_digest_of_the_period_is_never_overwritten(tmp_path: Path) -> None:
    first = digest("2023-02-15")
    folder = written(first, DESK, tmp_path)
    with pytest.raises(DeliveryError, match="not overwritten"):
        written(digest("2023-02-15", material(contests=())), DESK, tmp_path)
    assert (folder / "digest.txt").read_text("utf-8") == first.text


def test_writing_again_after_being_cut_off_ends_in_the_same_folder(tmp_path: Path) -> None:
    partial = tmp_path / "marenia" / ".2023-02-15.partial"
    partial.mkdir(parents=True)
    (partial / "digest.html").write_text("half a dig")
    made = digest("2023-02-15")
    written(made, DESK, tmp_path)
    folder = written(made, DESK, tmp_path)
    assert (folder / "digest.html").read_text("utf-8") == made.html
    assert not partial.exists()


def test_runs_that_write_a_digest_at_the_same_time_all_find_it_whole(tmp_path: Path) -> None:
    for n in range(20):
        made = digest(f"2023-02-15-{n}")
        together = Barrier(4)

        def one_run(_: int, made: Digest = made, together: Barrier = together) -> Path:
            together.wait()
            return written(made, DESK, tmp_path)

        with ThreadPoolExecutor(4) as runs:
            [folder] = set(runs.map(one_run, range(4)))
        assert (folder / "digest.json").read_text("utf-8") == made.json
        assert len(list(folder.iterdir())) == 4
    assert not list((tmp_path / "marenia").glob("*partial"))


def test_what_cannot_be_written_leaves_nothing_behind(tmp_path: Path) -> None:
    desk = tmp_path / "marenia"
    desk.mkdir()
    (desk / "2023-02-15").symlink_to(tmp_path / "nowhere" / "at all")  # a name that cannot be taken
    with pytest.raises(DeliveryError, match="could not be written"):
        written(digest("2023-02-15"), DESK, tmp_path)
    assert [path.name for path in desk.iterdir()] == ["2023-02-15"]


def test_a_folder_that_cannot_be_written_says_why(tmp_path: Path) -> None:
    (tmp_path / "marenia").write_text("a file in the way")
    with pytest.raises(DeliveryError, match="2023-02-15 could not be written: "):
        written(digest("2023-02-15"), DESK, tmp_path)


def test_a_preview_is_the_files_and_the_mail_and_replaces_the_last_one(tmp_path: Path) -> None:
    made = digest("2023-02-15")
    mail = message(made, DESK, "one@example.org", Smtp("", "desk@example.org"))
    preview(digest("2023-02-15", material(contests=())), DESK, mail, tmp_path)
    folder = preview(made, replace(DESK, formats=("txt",)), mail, tmp_path)
    assert folder == tmp_path / "marenia" / "preview"
    assert sorted(path.name for path in folder.iterdir()) == ["digest.eml", "digest.txt"]
    assert (folder / "digest.txt").read_text("utf-8") == made.text
    assert message_from_bytes((folder / "digest.eml").read_bytes(), policy=strict)["To"] == "one@example.org"


@pytest.mark.parametrize("unsafe", ["../up", "a/b", "", ".", "-x", "a\x00b", "x" * 70])
def test_a_name_that_is_no_folder_name_is_refused(tmp_path: Path, unsafe: str) -> None:
    with pytest.raises(DeliveryError, match="cannot name a folder"):
        folder_of(tmp_path, unsafe, "2023-02-15")
    assert list(tmp_path.iterdir()) == []
