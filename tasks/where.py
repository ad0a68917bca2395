"""Where the warehouse is: a DuckDB file of one machine, or a lake that several machines share."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Discriminator, Tag, model_validator

CATALOGUE = re.compile(r"postgres:(?!.*://).*=")
PASSWORD = re.compile(r"\bpassword\s*=|//[^/@]*:[^/@]*@", re.IGNORECASE)


def _variable(name: str) -> str:
    if not re.fullmatch(r"[A-Z_][A-Z0-9_]*", name):
        raise ValueError("the name of an environment variable, in capitals")
    return name


class Lake(BaseModel):
    """`[warehouse]`: tables as Parquet files on a disk or in S3, and their catalogue in a PostgreSQL database.

    The password of the database is never part of it: it is read from the environment when the lake is opened.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    catalogue: str  # "postgres:" and what libpq takes: "postgres:dbname=counterclaim host=db.example user=desk"
    data: str  # a folder, or s3://bucket/prefix
    pages: Path | None = None  # the folder of raw pages; None: `<data>.pages` beside `data`
    password_env: Annotated[str, AfterValidator(_variable)] = "COUNTERCLAIM_CATALOGUE_PASSWORD"  # noqa: S105 - a name

    @model_validator(mode="after")
    def _can_be_opened(self) -> Self:  # as a whole, so that a mistake is told without the value that holds it
        if not CATALOGUE.match(self.catalogue):
            raise ValueError('a `catalogue` such as "postgres:dbname=counterclaim host=db.example user=desk"')
        if PASSWORD.search(self.catalogue):
            raise ValueError(f"no password in `catalogue`; set the environment variable {self.password_env} instead")
        if "://" in self.data and not re.fullmatch(r"s3://[^/'\s]+(?:/[^'\s]*)?", self.data):
            raise ValueError('a `data` that is a folder, or an address such as "s3://bucket/prefix"')
        if self.in_s3 and self.pages is None:
            raise ValueError("`pages` beside a `data` in S3: a folder on a disk that all who collect share")
        return self

    def __str__(self) -> str:
        return f"in {self.data}"

    @property
    def in_s3(self) -> bool:
        """Whether the tables lie in S3; else on a disk."""
        return self.data.startswith("s3://")


Where = Path | Lake
FileOrLake = Annotated[
    Annotated[Path, Tag("[file]")] | Annotated[Lake, Tag("[lake]")],
    Discriminator(lambda given: "[lake]" if isinstance(given, dict | Lake) else "[file]"),
]  # as the configuration has it: `warehouse = "name.duckdb"`, or a table


def below(base: Path, where: Where) -> Where:
    """The same with its relative paths taken from a folder."""
    if isinstance(where, Path):
        return base / where
    data = where.data if where.in_s3 else str(base / where.data)
    return where.model_copy(update={"data": data, "pages": base / where.pages if where.pages else None})


def home(where: Where) -> Path:
    """The path that what lies beside a warehouse is named after: its pages, its backups."""
    if isinstance(where, Path):
        return where
    return where.pages.with_suffix("") if where.in_s3 and where.pages else Path(where.data)
