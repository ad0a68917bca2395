"""The shape of counterclaim.toml: its tables, their keys, and what each key may hold."""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, Self
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator

from tasks.errors import ConfigError
from tasks.models import Format, Profile, Smtp, Source, SourceKind, Tlp
from tasks.models import Section as BriefSection
from tasks.where import FileOrLake


def _known_zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError) as error:
        raise ValueError("an IANA time zone such as Asia/Kabul") from error
    return name


def _like(pattern: str, expected: str) -> AfterValidator:
    """A string of this form; the mistake is told in words, not as a pattern."""

    def check(value: str) -> str:
        if not re.fullmatch(pattern, value):
            raise ValueError(expected)
        return value

    return AfterValidator(check)


TimeZone = Annotated[str, AfterValidator(_known_zone)]
Slug = Annotated[str, _like(r"[a-z0-9][a-z0-9-]{0,63}", "a short name of lower-case letters, digits and '-'")]
Address = Annotated[str, _like(r"[^@\s<>,;]+@[^@\s<>,;]+", "a mail address such as desk@example.org")]
WebAddress = Annotated[str, _like(r"https?://\S+", "an address that begins with https:// or http://")]
Country = Annotated[str, _like(r"[A-Z]{2}", "an ISO 3166 country code such as AF")]
Language = Annotated[str, _like(r"[a-z]{2}", "an ISO 639 language code such as en")]
Variable = Annotated[str, _like(r"[A-Z_][A-Z0-9_]*", "the name of an environment variable, in capitals")]
DaskAddress = Annotated[str, _like(r"(?:tcp|tls|ws|wss)://\S+:\d+", "an address such as tcp://scheduler:8786")]
Contact = Annotated[str, _like(r"[\x20-\x7e]{0,200}", "a mail or web address in plain ASCII, 200 characters at most")]


def _compiles(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as error:
        raise ValueError(f"a regular expression ({error})") from error
    return pattern


Pattern = Annotated[str, AfterValidator(_compiles)]


class Section(BaseModel):
    """A table of the file: unknown keys are mistakes."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class SourceSettings(Section):
    """One `[[source]]`."""

    id: Slug
    url: WebAddress | None = None
    path: Path | None = None
    kind: SourceKind = "auto"
    outlet: str | None = None
    owner: str | None = None
    country: Country | None = None
    language: Language | None = None
    timezone: TimeZone | None = None
    theatre: str | None = None
    reliability: Literal["A", "B", "C", "D", "E", "F"] = "F"
    allow_private: bool = False
    link_pattern: Pattern | None = None
    min_items: int = Field(default=0, ge=0, le=100_000)

    @model_validator(mode="after")
    def _has_one_location(self) -> Self:
        if (self.url is None) == (self.path is None):
            raise ValueError("either `url` or `path`")
        return self


class FetchSettings(Section):
    """`[fetch]`: how the web is read."""

    contact: Contact = ""
    timeout_seconds: float = Field(default=60, gt=0, le=600)
    delay_seconds: float = Field(default=1, ge=0, le=3600)
    requests_per_host: int = Field(default=1, ge=1, le=16)
    max_megabytes: float = Field(default=10, gt=0, le=100)
    recheck_hours: float = Field(default=6, ge=0, le=48)


def usual_workers() -> int:
    """One a core that this process may use, four at most: in each a parser is loaded."""
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count()
    return min(cores or 1, 4)


class RunSettings(Section):
    """`[run]`: how the work is spread."""

    runner: Literal["threads", "processes", "dask"] = "processes"
    dask_address: DaskAddress | None = None  # None: a cluster of `workers` processes here, while the run lasts
    workers: int = Field(default_factory=usual_workers, ge=1, le=64)
    batch: int = Field(default=100, ge=1, le=1000)
    lock_wait_seconds: float = Field(default=60, ge=0, le=3600)
    keep_pages_days: int = Field(default=0, ge=0, le=36500)

    @model_validator(mode="after")
    def _addresses_the_runner(self) -> Self:
        if self.dask_address and self.runner != "dask":
            raise ValueError('`runner = "dask"` beside `dask_address`')
        return self


class MailSettings(Section):
    """`[mail]`: the SMTP server; its password is read from the environment."""

    host: str
    port: int = Field(default=587, ge=1, le=65535)
    security: Literal["starttls", "tls", "none"] = "starttls"
    user: str | None = None
    password_env: Variable = "COUNTERCLAIM_SMTP_PASSWORD"  # noqa: S105 - a name, no password
    sender: Address
    reply_to: Address | None = None
    bcc: bool = False

    def smtp(self) -> Smtp:
        """The server with its password, taken from the environment.

        Raises:
            ConfigError: a user is configured, but the environment has no password.
        """
        password = os.environ.get(self.password_env) if self.user else None
        if self.user and not password:
            raise ConfigError(
                f"[mail] has user = {self.user!r} but the environment variable {self.password_env} is not set; "
                "set it to the SMTP password, or remove `user`."
            )
        return Smtp(password=password, **self.model_dump(exclude={"password_env", "reply_to"}))


class ScheduleSettings(Section):
    """`[schedule]`: when `counterclaim serve` works; cron expressions in the given time zone."""

    collect: str = "0 * * * *"
    brief: str = "0 6 * * *"
    maintenance: str = "0 3 * * 0"
    timezone: TimeZone = "UTC"


class BackupSettings(Section):
    """`[backup]`: where backups lie, and how many are kept."""

    folder: Path | None = None  # None: `<name>.backups` beside the warehouse
    keep: int = Field(default=7, ge=1, le=1000)


class OperatorSettings(Section):
    """`[operator]`: whom to tell, by the server under [mail], that a digest failed or a source is dead."""

    mail: Address
    dead_after_days: float = Field(default=3, gt=0, le=365)


class ProfileSettings(Section):
    """`[profile.NAME]`: one desk and its briefing."""

    title: str = "Security briefing"
    sources: tuple[Slug, ...] = ()
    timezone: TimeZone = "UTC"
    language: Language = "en"
    templates: Path | None = None
    brief: str | None = None  # when `serve` briefs this desk, in its time zone; None: as [schedule] says
    tlp: Tlp = "CLEAR"
    watch: tuple[str, ...] = ()
    sections: tuple[BriefSection, ...] = ("contests", "developments", "pictures", "watch", "coverage")
    min_score: float = Field(default=0.5, ge=0, le=1)
    max_contests: int = Field(default=12, ge=1)
    max_developments: int = Field(default=40, ge=1)
    max_articles: int = Field(default=2000, ge=1)
    formats: tuple[Format, ...] = ("html", "txt", "md", "json")
    recipients: tuple[Address, ...] = ()


class Settings(Section):
    """The whole of counterclaim.toml."""

    warehouse: FileOrLake = Path("counterclaim.duckdb")
    out: Path = Path("digests")
    actors: tuple[Path, ...] = ()
    places: tuple[Path, ...] = ()
    source_files: tuple[Path, ...] = ()
    source: tuple[SourceSettings, ...] = ()
    owners: dict[str, tuple[str, ...]] = {}
    fetch: FetchSettings = FetchSettings()
    run: RunSettings = RunSettings()
    mail: MailSettings | None = None
    schedule: ScheduleSettings = ScheduleSettings()
    backup: BackupSettings = BackupSettings()
    operator: OperatorSettings | None = None
    profile: dict[Slug, ProfileSettings] = Field(default_factory=lambda: {"briefing": ProfileSettings()}, min_length=1)

    def sources(self) -> tuple[Source, ...]:
        """The configured sources, as the collect stage takes them."""
        return tuple(
            Source(
                source_id=s.id,
                location=s.url or str(s.path),
                **s.model_dump(exclude={"id", "url", "path", "theatre"}),
            )
            for s in self.source
        )

    def theatres(self) -> dict[str, str]:
        """Theatres by source id, of those that name one."""
        return {s.id: s.theatre for s in self.source if s.theatre}

    def owner_of(self) -> dict[str, str]:
        """Owners by outlet, as `[owners]` lists the outlets of each."""
        return {outlet: owner for owner, outlets in self.owners.items() for outlet in outlets}

    def profiles(self, only: str | None = None) -> tuple[Profile, ...]:
        """The desks to brief: all of them, or the one named.

        Raises:
            ConfigError: no profile has that name.
        """
        if only is not None and only not in self.profile:
            raise ConfigError(f"there is no [profile.{only}]; {nearest(only, self.profile)}")
        reply_to = self.mail.reply_to if self.mail else None
        return tuple(
            Profile(name=name, reply_to=reply_to, **p.model_dump(exclude={"sources", "brief"}))
            for name, p in self.profile.items()
            if only in (None, name)
        )


class SourceFile(Section):
    """A file named in `source_files`: nothing but `[[source]]` tables."""

    source: tuple[SourceSettings, ...]


def nearest(word: str, known: Iterable[str]) -> str:
    """What to tell somebody who wrote a word that is not known: the nearest that is, or all of them."""
    known = list(known)
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.5)
    return f"did you mean `{close[0]}`?" if close else f"expected one of: {', '.join(sorted(known))}"
