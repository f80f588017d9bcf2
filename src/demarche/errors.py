"""The errors that demarche raises.

DemarcheError
├── SourceError    a file or text cannot be read as stories
├── StoreError     a store cannot be opened, read or written
├── ModelError     the shipped model is missing or does not fit the program
└── SettingsError  a setting or argument makes no sense

Each message names the thing at fault and the remedy. Only the command line turns them into exit codes.
"""

from __future__ import annotations


class DemarcheError(Exception):
    """Any error that demarche raises on purpose."""


class SourceError(DemarcheError):
    """A source cannot be read as stories."""


class StoreError(DemarcheError):
    """A store cannot be opened, read or written."""


class ModelError(DemarcheError):
    """The shipped model is missing or does not fit the program."""


class SettingsError(DemarcheError):
    """A setting or an argument makes no sense."""
