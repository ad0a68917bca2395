"""A warehouse of an earlier version is brought up to date when it is opened, and keeps what it holds."""

from pathlib import Path

import duckdb
import pytest

import warehouse
from warehouse import read
from warehouse.connection import Warehouse
from warehouse.forms import teach

MIGRATIONS = sorted((Path(warehouse.__file__).parent / "migrations").glob("*.sql"))


def filled(path: Path, until: int) -> dict[str, int]:
    """A warehouse as the first `until` migrations make it, with two rows in every table; how many rows each has."""
    with duckdb.connect(str(path)) as connection:
        teach(connection)
        connection.execute("CREATE TABLE migration (name VARCHAR, applied_at TIMESTAMP)")
        for file in MIGRATIONS[:until]:
            connection.execute(file.read_text("utf-8"))
            connection.execute("INSERT INTO migration VALUES (?, now()::TIMESTAMP)", [file.stem])
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        for table in tables:
            if table != "migration":
                connection.execute(f"INSERT INTO {table} DEFAULT VALUES")
                connection.execute(f"INSERT INTO {table} DEFAULT VALUES")
    return dict.fromkeys(tables, 2)


@pytest.mark.parametrize("until", range(1, len(MIGRATIONS) + 1))
def test_every_earlier_warehouse_is_upgraded_and_keeps_its_rows(tmp_path: Path, until: int) -> None:
    path = tmp_path / "w.duckdb"
    held = filled(path, until)
    with Warehouse(path) as opened:
        for table in held.keys() - {"migration"}:
            (count,) = opened.connection.execute(f"SELECT count(*) FROM {table}").fetchall()[0]
            assert count == 2, table
        applied = opened.connection.execute("SELECT name FROM migration ORDER BY name").fetchall()
        assert [name for (name,) in applied] == [file.stem for file in MIGRATIONS]
        views = opened.connection.execute("SELECT view_name FROM duckdb_views() WHERE NOT internal").fetchall()
        for (view,) in views:
            opened.connection.execute(f"SELECT * FROM {view}").fetchall()
    Warehouse(path).close()


def test_what_an_upgrade_adds_is_as_it_would_be_had_it_always_been_there(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    filled(path, 1)
    with Warehouse(path) as opened:
        assert opened.connection.execute("SELECT DISTINCT again, pruned FROM page").fetchall() == [(False, False)]
        assert opened.connection.execute("SELECT DISTINCT revision FROM article").fetchall() == [(1,)]


def test_digests_of_before_keep_their_forms_and_what_they_quote(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    filled(path, 13)
    told = '{"coverage": {"articles": 3}, "lines": [{"article_id": "a"}, {"article_id": "a"}]}'
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM digest")
        connection.execute(
            "INSERT INTO digest BY NAME SELECT 'd' AS digest_id, 'desk' AS profile, 'p' AS period, "
            "'<p>“a”</p>' AS html, '“a”' AS text, '*a*' AS markdown, ? AS json",
            [told],
        )
    with Warehouse(path) as opened:
        digest = read.digest(opened, "d")
        quoted = opened.connection.execute(
            "SELECT articles, article_id FROM digest JOIN digest_quote USING (digest_id)"
        )
        rows = quoted.fetchall()
    assert digest is not None
    assert (digest.html, digest.text, digest.markdown, digest.json) == ("<p>“a”</p>", "“a”", "*a*", told)
    assert rows == [(3, "a")]


def test_what_was_stored_before_is_found_by_its_id(tmp_path: Path) -> None:
    path = tmp_path / "w.duckdb"
    filled(path, 17)
    hashed = {"article": "article_id", "analysis": "article_id", "story_article": "article_id", "page": "page_id"}
    hashed |= {"event": "article_id", "shown_article": "article_id"}
    with duckdb.connect(str(path)) as connection:
        for table, key in hashed.items():
            connection.execute(f"INSERT INTO {table} ({key}) VALUES ('before')")
    with Warehouse(path) as opened:
        for table, key in hashed.items():
            rows = opened.connection.execute(f"SELECT {key} FROM {table} WHERE hash = md5_number_lower('before')")
            assert rows.fetchall() == [("before",)], table
