"""`counterclaim digests`: list them, print one, see who received them, export one, settle what is unknown."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer
from typer.core import TyperGroup

from flows.job import prepare
from flows.listing import existing
from flows.printing import Format, as_json, emit, write_csv
from tasks.errors import ConfigError, DeliveryError
from tasks.models import Delivery, Digest
from tasks.settings import Settings
from warehouse import read, store
from warehouse.connection import Warehouse as Opened

COLUMNS = ("digest_id", "profile", "period", "channel", "outcome", "attempts", "at", "target", "error")


class DefaultVerb(TyperGroup):
    """What is no verb of `digests` goes to `show`, so that `digests` lists and `digests 3f2a` prints."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]  # private there
        """The arguments, `show` put in front where no verb is named."""
        named = args and (args[0] in self.commands or args[0] == "--help")
        return super().parse_args(ctx, args if named else ["show", *args])


class Form(StrEnum):
    """The forms of a stored digest."""

    txt = "txt"
    html = "html"
    md = "md"
    json = "json"


class Exchange(StrEnum):
    """What other programs read."""

    stix = "stix"
    acled = "acled"


digests_app = typer.Typer(
    cls=DefaultVerb,
    help="List the digests made, or print one; see who received them, and export them.\n\n"
    "Example: counterclaim digests 3f2a --format html > digest.html",
)

DigestId = Annotated[str, typer.Argument(help="A digest; the beginning of its id is enough.")]
To = Annotated[list[str] | None, typer.Option("--to", help="Only this recipient.")]
OnlyProfile = Annotated[str | None, typer.Option("--profile", help="Only this profile.")]
Config = Annotated[Path | None, typer.Option("--config", help="The configuration.  [default: counterclaim.toml]")]
Warehouse = Annotated[Path | None, typer.Option("--warehouse", help="The DuckDB file, instead of the configured one.")]


@digests_app.command()
def show(
    digest_id: Annotated[str | None, typer.Argument(help="One digest: print it.")] = None,
    format: Annotated[Form, typer.Option(help="In which form.")] = Form.txt,
    profile: OnlyProfile = None,
    config: Config = None,
    warehouse: Warehouse = None,
) -> None:
    """List the digests made, or print one; the verb may be left out.

    Example: counterclaim digests 3f2a --format html > digest.html
    """
    from flows.checking import listed, printed  # noqa: PLC0415

    if digest_id is not None:
        typer.echo(printed(digest_id, format.value, config, warehouse), nl=False)
        return
    listed(profile, config, warehouse)
    with _opened(prepare(config, None, warehouse).settings) as opened:
        unsure = [row for row in read.delivery_list(opened, None, profile) if row["outcome"] in ("unknown", "sending")]
    if unsure:
        some = "; ".join(sorted({f"{row['digest_id'][:8]} to {row['target']}" for row in unsure}))
        typer.echo(f"Nobody knows whether these arrived: {some}. See `counterclaim digests deliveries`.", err=True)


@digests_app.command()
def deliveries(
    digest_id: Annotated[str | None, typer.Argument(help="Only those of this digest.")] = None,
    format: Annotated[Format, typer.Option(help="How to print.")] = Format.table,
    profile: OnlyProfile = None,
    config: Config = None,
    warehouse: Warehouse = None,
) -> None:
    """List where each digest was to go, and what came of it.

    Example: counterclaim digests deliveries --format csv
    """
    with _opened(prepare(config, None, warehouse).settings) as opened:
        emit(read.delivery_list(opened, digest_id, profile), format, COLUMNS)


@digests_app.command()
def resend(digest_id: DigestId, to: To = None, config: Config = None, warehouse: Warehouse = None) -> None:
    """Mail a digest again to those of whom it is not known that they received it, under the same Message-ID.

    Example: counterclaim digests resend 3f2a --to desk@example.org
    """
    from tasks.brief import outbox  # noqa: PLC0415

    settings = prepare(config, None, warehouse).settings
    if settings.mail is None:
        raise ConfigError("There is no [mail] in the configuration to send by.")
    digest, rows = _open_mails(settings, digest_id, to)
    [profile] = settings.profiles(digest.profile)

    def record(deliveries: Sequence[Delivery]) -> bool:
        with Opened(settings.warehouse, settings.run.lock_wait_seconds) as opened:
            return store.save_deliveries(opened, deliveries)

    anew = [replace(row, outcome="pending", attempts=0) for row in rows]
    record(anew)
    ended = outbox.deliver(digest, profile, anew, settings.mail.smtp(), record, datetime.now(UTC))
    for row in ended:
        typer.echo(f"{row.target}: {row.outcome}")
    if failed := [row for row in ended if row.outcome != "ok"]:
        raise DeliveryError("; ".join(outbox.told(row) for row in failed))


@digests_app.command()
def settle(digest_id: DigestId, to: To = None, config: Config = None, warehouse: Warehouse = None) -> None:
    """Record that a digest did arrive, where that was not known.

    Example: counterclaim digests settle 3f2a --to desk@example.org
    """
    settings = prepare(config, None, warehouse).settings
    _, rows = _open_mails(settings, digest_id, to)
    done = [replace(row, outcome="ok", error=None, at=datetime.now(UTC)) for row in rows]
    with Opened(existing(settings.warehouse), settings.run.lock_wait_seconds) as opened:
        store.save_deliveries(opened, done)
    for row in rows:
        typer.echo(f"{row.target}: ok")


@digests_app.command()
def export(
    digest_id: DigestId,
    format: Annotated[Exchange, typer.Option(help="A STIX 2.1 bundle, or events in ACLED's columns (CSV).")],
    config: Config = None,
    warehouse: Warehouse = None,
) -> None:
    """Print a digest for other programs.

    Example: counterclaim digests export 3f2a --format stix > bundle.json
    """
    from tasks.brief import acled, stix  # noqa: PLC0415

    with _opened(prepare(config, None, warehouse).settings) as opened:
        digest = _named(opened, digest_id)
    if format is Exchange.stix:
        typer.echo(as_json(stix.bundle(digest)))
    else:
        write_csv(acled.rows(digest), acled.COLUMNS, sys.stdout)


def _open_mails(settings: Settings, digest_id: str, to: Sequence[str] | None) -> tuple[Digest, list[Delivery]]:
    """A digest and its mails of which it is not known that they arrived.

    Raises:
        ConfigError: there is no such digest, recipient, or mail.
    """
    with _opened(settings) as opened:
        digest = _named(opened, digest_id)
        mails = [row for row in read.deliveries(opened, digest.digest_id) if row.channel == "mail"]
    strangers = sorted(set(to or ()) - {row.target for row in mails})
    if strangers:
        raise ConfigError(f"Digest {digest.digest_id} was not to go to {strangers[0]!r}.")
    rows = [row for row in mails if row.outcome != "ok" and (not to or row.target in to)]
    if not rows:
        raise ConfigError(f"Digest {digest.digest_id} has no mail of which it is not known that it arrived.")
    return digest, rows


def _named(opened: Opened, digest_id: str) -> Digest:
    digest: Digest | None = read.digest(opened, digest_id)
    if digest is None:
        raise ConfigError(f"No digest, or more than one, has an id that begins with {digest_id!r}.")
    return digest


def _opened(settings: Settings) -> Opened:
    return Opened(existing(settings.warehouse), settings.run.lock_wait_seconds, read_only=True)
