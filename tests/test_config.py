"""counterclaim.toml: what is in it, and what a mistake in it is told as."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

import pytest

from tasks.config import load
from tasks.errors import ConfigError
from tasks.where import Lake
from warehouse.pages import folder


def written(folder: Path, text: str) -> Path:
    path = folder / "counterclaim.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_the_file_that_init_writes_is_valid(tmp_path: Path) -> None:
    (tmp_path / "sources.toml").write_text('[[source]]\nid = "wire"\nurl = "https://wire.example/feed"\n')
    path = written(tmp_path, resources.files("templates").joinpath("counterclaim.toml").read_text(encoding="utf-8"))
    settings = load(path)
    assert [s.source_id for s in settings.sources()] == ["wire"]
    assert list(settings.profile) == ["briefing"]


def test_every_line_that_is_commented_out_shows_a_valid_setting(tmp_path: Path) -> None:
    starter = resources.files("templates").joinpath("counterclaim.toml").read_text(encoding="utf-8")
    setting = (
        "# [",
        "# w",
        "# o",
        "# a",
        "# p",
        "# i",
        "# k",
        "# c",
        "# l",
        "# t",
        "# r",
        "# b",
        "# h",
        "# u",
        "# s",
        "# m",
        "# f",
        '# "',
    )
    lines = []
    for line in starter.splitlines():
        is_setting = line.startswith(setting) and (" = " in line or line.startswith("# [")) and not line.endswith(":")
        lines.append(line[2:] if is_setting else line)
    for name in ("sources", "actors", "places"):
        (tmp_path / f"{name}.toml").write_text("source = []\n" if name == "sources" else "")
    settings = load(written(tmp_path, "\n".join(lines).replace("sources = []", 'sources = ["inbox"]')))
    assert settings.mail is not None
    assert settings.mail.host == "smtp.example.org"
    assert settings.source[0].outlet == "Island Wire"
    assert settings.run == type(settings.run)()
    assert settings.fetch == type(settings.fetch)()


def test_paths_are_relative_to_the_file(tmp_path: Path) -> None:
    settings = load(written(tmp_path, 'warehouse = "w.duckdb"\n[[source]]\nid = "a"\npath = "articles"\n'))
    assert settings.warehouse == tmp_path / "w.duckdb"
    assert settings.sources()[0].location == str(tmp_path / "articles")


def test_a_table_in_the_place_of_the_file_is_a_lake(tmp_path: Path) -> None:
    text = '[warehouse]\ncatalogue = "postgres:dbname=news host=db.example user=desk"\ndata = "lake"\n'
    lake = load(written(tmp_path, text)).warehouse
    assert isinstance(lake, Lake)
    assert lake.data == str(tmp_path / "lake")
    assert folder(lake) == tmp_path / "lake.pages"
    in_s3 = load(written(tmp_path, text.replace('"lake"', '"s3://news/desk"\npages = "shared/news"'))).warehouse
    assert isinstance(in_s3, Lake)
    assert (in_s3.data, folder(in_s3)) == ("s3://news/desk", tmp_path / "shared" / "news")


@pytest.mark.parametrize("catalogue", ["dbname=x password=geheim", "dbname=x PASSWORD = geheim", "//desk:geheim@db/x"])
def test_a_password_in_the_catalogue_is_refused_and_not_repeated(tmp_path: Path, catalogue: str) -> None:
    with pytest.raises(ConfigError) as error:
        load(written(tmp_path, f'[warehouse]\ndata = "lake"\ncatalogue = "postgres:{catalogue}"\n'))
    assert "`warehouse`" in str(error.value)
    assert "geheim" not in str(error.value)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('warehous = "x"', ["`warehous`", "did you mean `warehouse`?"]),
        ('[profile.kabul]\ntilte = "x"', ["`profile.kabul.tilte`", "did you mean `title`?"]),
        ('[profile.kabul]\ntimezone = "Mars"', ["`profile.kabul.timezone`", "IANA time zone", "'Mars'"]),
        ('[profile.kabul]\ntlp = "PINK"', ["`profile.kabul.tlp`", "'AMBER'", "'PINK'"]),
        ('[profile."../etc"]\n', ["profile", "lower-case letters"]),
        ('[[source]]\nid = "a"\nurl = "ftp://x"', ["`source.1.url`", "https://", "'ftp://x'"]),
        ('[[source]]\nid = "a"', ["`source.1`", "`url` or `path`"]),
        ('[[source]]\nid = "a"\npath = "x"\n' * 2, ["two sources", "'a'"]),
        (
            '[profile.kabul]\nsources = ["wier"]\n[[source]]\nid = "wire"\npath = "x"',
            ["'wier'", "did you mean `wire`?"],
        ),
        ('[mail]\nsender = "a@b.example"', ["`mail.host` is missing"]),
        ("[run]\nworkers = 0", ["`run.workers`", "greater than or equal to 1"]),
        ("warehouse = x\n", ["not valid TOML", "line 1"]),
        ('[warehouse]\ndata = "lake"\ncatalog = "x"', ["`warehouse.catalog`", "did you mean `catalogue`?"]),
        ('[warehouse]\ndata = "lake"\ncatalogue = "postgresql://db/x"', ["`warehouse`", '"postgres:dbname=']),
        (
            '[warehouse]\ndata = "s3://news/desk"\ncatalogue = "postgres:dbname=x"',
            ["`warehouse`", "`pages` beside a `data` in S3"],
        ),
    ],
)
def test_a_mistake_names_file_key_and_what_was_expected(tmp_path: Path, text: str, told: list[str]) -> None:
    path = written(tmp_path, text)
    with pytest.raises(ConfigError) as error:
        load(path)
    for part in (str(path), *told):
        assert part in str(error.value)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(ConfigError) as error:
        load(written(tmp_path, 'warehous = "x"\n[run]\nbatch = 0\n'))
    assert "warehouse" in str(error.value)
    assert "run.batch" in str(error.value)


def test_a_missing_file_says_how_to_get_one(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="counterclaim init"):
        load(tmp_path / "counterclaim.toml")


def test_the_mail_password_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    mail = load(
        written(tmp_path, '[mail]\nhost = "h"\nsender = "a@b.example"\nuser = "u"\npassword_env = "DESK_PW"\n')
    ).mail
    assert mail is not None
    with pytest.raises(ConfigError, match="DESK_PW"):
        mail.smtp()
    monkeypatch.setenv("DESK_PW", "secret")
    assert mail.smtp().password == "secret"
    assert "secret" not in repr(mail.smtp())
