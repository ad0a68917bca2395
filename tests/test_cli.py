"""The command line without flows: what is printed where, and with which exit status."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from datetime import datetime
from pathlib import Path

import pytest

from flows.job import prepare
from flows.printing import Format, emit

ROOT = Path(__file__).parents[1]
COMMAND = [sys.executable, "-c", "from flows.cli import main; main()"]

ARTICLE = """Army denies raid on Hathmoor

ASHKERA - The army denied on Monday that its troops had entered Hathmoor. "We were never there," said Colonel Tavis
Orrenge. Villagers said that nine people were killed.
"""


def counterclaim(*words: str, cwd: Path = ROOT) -> subprocess.CompletedProcess[str]:
    return subprocess.run([*COMMAND, *words], cwd=cwd, check=False, capture_output=True, text=True, timeout=120)


@pytest.mark.parametrize(
    "verb",
    "init run collect analyse brief inspect contests stories events claims digests verify sources serve doctor".split(),
)
def test_every_verb_of_the_contract_has_help_with_an_example(verb: str) -> None:
    told = counterclaim(verb, "--help")
    assert told.returncode == 0
    assert "Example" in told.stdout or verb == "sources"


@pytest.mark.parametrize("verb", ["list", "check", "preview", "import", "export"])
def test_sources_has_its_verbs(verb: str) -> None:
    assert "Example" in counterclaim("sources", verb, "--help").stdout


def test_inspect_prints_one_object_a_document_in_input_order(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt"):
        (tmp_path / name).write_text(ARTICLE, encoding="utf-8")
    told = counterclaim("inspect", "b.txt", "a.txt", "--format", "jsonl", cwd=tmp_path)
    seen = [json.loads(line) for line in told.stdout.splitlines()]
    assert (told.returncode, told.stderr) == (0, "")
    assert [s["path"] for s in seen] == ["b.txt", "a.txt"]
    promised = (
        "path title byline site language published published_basis access text sentences attributions figures events"
    )
    assert {*promised.split(), "places"} <= seen[0].keys()
    denial = next(a for a in seen[0]["attributions"] if a["stance"] == "denies")
    for part in ("source", "cue", "content"):
        spans = denial[part]["spans"]
        assert " ".join(seen[0]["text"][a:b] for a, b in spans) == denial[part]["text"]


def test_inspect_gives_the_same_with_several_processes(tmp_path: Path) -> None:
    for n in range(20):
        (tmp_path / f"{n:02}.txt").write_text(ARTICLE + f"\nParagraph {n} said nothing.\n", encoding="utf-8")
    alone = counterclaim("inspect", ".", "--format", "jsonl", cwd=tmp_path)
    spread = counterclaim("inspect", ".", "--format", "jsonl", "--workers", "2", cwd=tmp_path)
    assert alone.stdout == spread.stdout
    assert len(alone.stdout.splitlines()) == 20


def test_as_is_takes_the_characters_of_a_file_unchanged(tmp_path: Path) -> None:
    text = "Skip to content\r\n\r\nThe army  denied it.\n\n\nShare this\n"
    (tmp_path / "a.txt").write_bytes(text.encode())
    told = counterclaim("inspect", "a.txt", "--format", "jsonl", "--as-is", cwd=tmp_path)
    assert json.loads(told.stdout)["text"] == text


def test_a_file_that_cannot_be_read_is_an_object_with_an_error_and_the_rest_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "b.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "c.txt").write_bytes(bytes(range(256)) * 20)
    told = counterclaim("inspect", "a.txt", "b.txt", "c.txt", "none.txt", "--format", "jsonl", cwd=tmp_path)
    seen = [json.loads(line) for line in told.stdout.splitlines()]
    assert told.returncode == 1
    assert ["error" in s for s in seen] == [True, False, True, True]
    assert "Traceback" not in told.stderr


def test_inspect_does_not_import_prefect(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    script = "import sys; from flows.cli import app; app(standalone_mode=False); assert 'prefect' not in sys.modules"
    told = subprocess.run(
        [sys.executable, "-c", script, "inspect", "a.txt"], cwd=tmp_path, check=False, capture_output=True, text=True
    )
    assert told.returncode == 0, told.stderr


def test_init_writes_a_configuration_that_works_and_never_overwrites(tmp_path: Path) -> None:
    assert counterclaim("init", "desk", cwd=tmp_path).returncode == 0
    listed = counterclaim("sources", "list", "--format", "json", cwd=tmp_path / "desk")
    assert len(json.loads(listed.stdout)) >= 35
    again = counterclaim("init", "desk", cwd=tmp_path)
    assert again.returncode == 1
    assert "exists already" in again.stderr


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["run"], "counterclaim init"),
        (["contests", "--warehouse", "none.duckdb"], "no warehouse"),
        (["verify", "none.json", "--warehouse", "none.duckdb"], "none.json"),
        (["run", "--source", "nowhere"], "no such file or folder"),
        (["run", "--source", ".", "--now", "tomorrow"], "--now"),
        (["run", "--source", ".", "--since", "yesterday"], "--since"),
        (["run", "--source", ".", "--now", "0001-01-01", "--since", "5w"], "--since"),
        (["run", "--source", "ftp://wire.example/"], "no http(s) address"),
        (["init", "deep.json/desk"], "deep.json"),
        (["sources", "import", "deep.json"], "deep.json"),
        (["verify", "deep.json", "--warehouse", "none.duckdb"], "is not JSON"),
    ],
)
def test_an_error_is_one_plain_paragraph(tmp_path: Path, words: list[str], told: str) -> None:
    (tmp_path / "deep.json").write_text("[" * 100_000)
    result = counterclaim(*words, cwd=tmp_path)
    assert result.returncode in (1, 2)
    assert told in result.stderr
    assert "Traceback" not in result.stderr
    assert "should not happen" not in result.stderr
    assert result.stdout == ""
    assert len(result.stderr.strip().splitlines()) == 1


def test_unknown_options_exit_with_2(tmp_path: Path) -> None:
    assert counterclaim("inspect", "--nope", cwd=tmp_path).returncode == 2


def test_opml_goes_out_and_comes_in_again(tmp_path: Path) -> None:
    config = '[[source]]\nid = "wire"\nurl = "https://wire.example/feed"\noutlet = "Island Wire"\n'
    (tmp_path / "counterclaim.toml").write_text(config, encoding="utf-8")
    exported = counterclaim("sources", "export", cwd=tmp_path)
    (tmp_path / "feeds.opml").write_text(exported.stdout, encoding="utf-8")
    imported = counterclaim("sources", "import", "feeds.opml", cwd=tmp_path)
    assert 'url = "https://wire.example/feed"' in imported.stdout
    assert 'outlet = "Island Wire"' in imported.stdout


def test_preview_prints_what_a_feed_offers(tmp_path: Path) -> None:
    feed = """<rss version="2.0"><channel><title>Wire</title><item><title>Raid denied</title>
    <link>https://wire.example/1</link><pubDate>Fri, 06 Mar 2026 07:00:00 +0430</pubDate></item></channel></rss>"""
    (tmp_path / "feed.xml").write_text(feed, encoding="utf-8")
    told = counterclaim("sources", "preview", "feed.xml", "--format", "jsonl", cwd=tmp_path)
    assert json.loads(told.stdout) == {
        "path": "feed.xml",
        "entries": [
            {"title": "Raid denied", "link": "https://wire.example/1", "published": "2026-03-06T02:30:00+00:00"}
        ],
    }


def test_a_stopped_command_says_so(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "digest.json")
    words = [*COMMAND, "verify", str(tmp_path / "digest.json"), "--warehouse", "w.duckdb"]
    with (
        subprocess.Popen(words, cwd=ROOT, stderr=subprocess.PIPE, text=True) as process,
        (tmp_path / "digest.json").open("w"),  # opens once the command reads it
    ):
        process.send_signal(signal.SIGINT)
        told = process.communicate(timeout=60)[1]
    assert process.returncode == 130
    assert told == "counterclaim: stopped; run it again to go on where it was\n"


def test_a_file_name_cannot_repaint_the_terminal(tmp_path: Path) -> None:
    (tmp_path / "a\x1b[2J\nb.txt").write_text(ARTICLE, encoding="utf-8")
    (tmp_path / "c\x1b[2J.txt").write_bytes(b"")
    told = counterclaim("inspect", ".", cwd=tmp_path)
    assert "\x1b" not in told.stdout
    assert "a [2J b.txt | " in told.stdout


def test_a_source_named_twice_is_read_once() -> None:
    assert len(prepare(source=[".", "./", str(Path.cwd())]).sources) == 1


def test_lists_are_for_programs_and_safe_in_a_spreadsheet(capsys: pytest.CaptureFixture[str]) -> None:
    row = {"title": "=1+1", "at": datetime(2026, 3, 5, 8), "lat": -4.5, "sides": [{"quote": "it's “false”"}]}
    emit([row], Format.csv, ("title",))
    assert capsys.readouterr().out.splitlines()[1:] == [
        """'=1+1,2026-03-05T08:00:00+00:00,-4.5,"[{""quote"": ""it's “false”""}]\""""
    ]
    emit([row], Format.json, ("title",))
    assert json.loads(capsys.readouterr().out) == [row | {"at": "2026-03-05T08:00:00+00:00"}]
    emit([row | {"title": "a\x1b[2Jb", "sides": ["x", "y"]}], Format.table, ("title", "sides"))
    assert capsys.readouterr().out.split()[-3:] == ["[2Jb", "x,", "y"]


def test_no_password_of_a_source_is_listed(tmp_path: Path) -> None:
    config = '[[source]]\nid = "wire"\nurl = "https://desk:hush@wire.example/feed"\n'
    (tmp_path / "counterclaim.toml").write_text(config, encoding="utf-8")
    told = counterclaim("sources", "list", "--format", "json", cwd=tmp_path)
    assert json.loads(told.stdout)[0]["location"] == "https://wire.example/feed"
