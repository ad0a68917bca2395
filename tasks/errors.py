"""The errors that people meet, each with a message that says what to do.

CounterclaimError
├── ConfigError      the configuration or an argument is wrong           exit status 2
├── Unreadable       one file, page or record cannot be read             skipped with a warning
├── SourcesFailed    no source at all could be read                      exit status 1, once the rest is done
├── WarehouseError   the warehouse cannot be opened or would be wrong    exit status 1
│   └── Busy         others are in a section of a lake for too long
└── DeliveryError    a digest could not be handed over                   exit status 1
"""


class CounterclaimError(Exception):
    """Anything that ends in one plain paragraph for the user instead of a traceback."""

    exit_status = 1


class ConfigError(CounterclaimError):
    """A mistake in counterclaim.toml or in an argument; names the place, what was expected and the nearest valid."""

    exit_status = 2


class Unreadable(CounterclaimError):
    """One input cannot be read; the run goes on without it and says so."""


class SourcesFailed(CounterclaimError):
    """Every source of a run failed; raised when the run has made what it could of what is stored."""


class WarehouseError(CounterclaimError):
    """The warehouse file is locked, damaged, or of a newer version."""


class Busy(WarehouseError):
    """Other runs were in a section of the warehouse for longer than could be waited."""


class DeliveryError(CounterclaimError):
    """A digest was made but could not be delivered to a target."""
