"""The contract of every dialect, with defaults that hold for a program of which little is known."""

from collections.abc import Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from llm_tui.model.dialects.field import Field, Role
from llm_tui.model.dialects.file_parsing import FileParsing
from llm_tui.model.dialects.loaded import Loaded, ReadError
from llm_tui.model.dialects.section_choice import SectionChoice
from llm_tui.model.toml.keys import BASE, write_header
from llm_tui.model.toml.values import MISSING, table_at, value_at

if TYPE_CHECKING:
    # What only shows a file asks no model.
    from llm_tui.model.dialects.calls import Request
    from llm_tui.model.dialects.profile import Profile
    from llm_tui.model.dialects.retry_policy import RetryPolicy


class Dialect(SectionChoice, FileParsing):
    """A program that reads the file, in one release."""

    @property
    def name(self) -> str:
        """Its name in `--dialect` and `show --json`."""
        raise NotImplementedError

    @property
    def program(self) -> str:
        """Its name in a sentence."""
        raise NotImplementedError

    @property
    def release(self) -> str | None:
        """Its version; None where only one is known."""
        return None

    @property
    def title(self) -> str:
        """Program and release."""
        return f"{self.program} {self.release}" if self.release else self.program

    # Fields.

    @property
    def fields(self) -> Mapping[str, Field]:
        """The keys of a section that it knows, in the order in which it declares them."""
        return {}

    @property
    def groups(self) -> tuple[str, ...]:
        """The groups of the fields, in the order in which to show them."""
        return tuple(dict.fromkeys(field.group for field in self.fields.values()))

    def key(self, role: Role) -> str:
        """The name of the field with this role, else the name that such a key mostly has."""
        return self._keys[role]

    @cached_property
    def _keys(self) -> Mapping[Role, str]:
        own = {field.role: field.name for field in self.fields.values() if field.role}
        return {role: own.get(role, role.value) for role in Role}

    @property
    def folders(self) -> frozenset[str]:
        """The keys that hold a folder, which it makes absolute when it starts."""
        return frozenset()

    # How it reads a file.

    @property
    def last_reader(self) -> "Dialect | None":
        """The last release that reads the sections, where this one ignores them; else None."""
        return None

    @property
    def inherits(self) -> bool:
        """Do named sections inherit from the base?"""
        return False

    @property
    def forgives(self) -> bool:
        """Does it go on without a section that it does not accept, rather than stop?

        One that stops has all sections in its configurations, those with faults too.
        """
        return True

    def name_fault(self, name: str) -> str | None:
        """Why a section may not have this name; None if it may."""
        section = (*BASE, name)
        read = self.read(f"{write_header(section)}\n".encode())
        if read.error or value_at(read.tables, section) is MISSING:
            return f"{self.program} can't read such a name"
        return None

    def content(self, tables: Mapping[str, Any]) -> Mapping[str, Any]:
        """The contents of `llm` in these tables: keys of the base, and named sections."""
        return table_at(tables, "llm")

    def load(self, tables: Mapping[str, Any], environment: Mapping[str, str]) -> Loaded:
        """The configurations that it makes of these tables and the environment.

        The layers hold the values that it takes: also keys beyond its fields, if it takes them.
        """
        from llm_tui.model.dialects.default_loading import load_sections

        return load_sections(self.content(tables), self.fields, inherits=self.inherits)

    # Variables.

    @property
    def variable_prefix(self) -> str | None:
        """How the variables that set keys of the base begin; None where it reads none."""
        return None

    def variable(self, key: str) -> str | None:
        """The environment variable that sets a key of the base; None where it reads none."""
        return None if self.variable_prefix is None else f"{self.variable_prefix}{key.upper()}"

    # How it asks a model.

    @property
    def by_litellm(self) -> bool:
        """Does it hand the model's name to litellm, so that the name must have the provider?"""
        return False

    @property
    def distributions(self) -> tuple[str, ...]:
        """The names of the Python packages that it is installed as, with its own litellm."""
        return ()

    @property
    def litellm(self) -> str | None:
        """The version of litellm that this release is pinned to; None where it is not known."""
        return None

    @property
    def own_providers(self) -> frozenset[str]:
        """Prefixes of models that it translates for litellm, to ask at an address of its own."""
        return frozenset()

    def own_provider(self, model: object) -> str | None:
        """Its own provider that serves a model; None where litellm names the provider."""
        prefix, slash, _ = str(model).partition("/")
        return prefix if slash and prefix in self.own_providers else None

    @property
    def verified_models(self) -> frozenset[str]:
        """The models that its documentation calls verified: bare names in lower case."""
        return frozenset()

    def lists(self, model: str) -> bool:
        """Does the litellm that it runs on list this model? Newer ones drop retired models."""
        return False

    def request(
        self, values: Mapping[str, Any], environment: Mapping[str, str] | None = None
    ) -> "Request":
        """The call for a section with these effective values (key to value, None for no value).

        environment: the variables of the process, where they have a part in it.
        """
        from llm_tui.model.dialects.default_request import plain_request

        return plain_request(values, self.key)

    def retry_policy(self, values: Mapping[str, Any]) -> "RetryPolicy":
        """The attempts and waits of a section with these effective values."""
        from llm_tui.model.dialects.retry_policy import RetryPolicy

        return RetryPolicy(1, 0, 0, 0, (), raises_temperature=False)

    # What it takes, in a form for editors.

    def schema(self) -> dict[str, Any]:
        """A JSON Schema of the file: it refuses nothing that the program takes."""
        from llm_tui.model.dialects.json_schema import document, of_field, table

        fields = {
            name: of_field(field, checked=False, program=self.program)
            for name, field in self.fields.items()
        }
        return document(f"Config file of {self.title}", {"llm": table(fields, others=True)})

    # What comes after it.

    def profile(
        self, values: Mapping[str, Any], environment: Mapping[str, str] | None = None
    ) -> "Profile | None":
        """A section with these effective values for its successor; None where it has none."""
        return None

    def profile_name_fault(self, name: str) -> str | None:
        """Why its successor takes no profile of this name; None if it does."""
        return None

    # Sentences.

    def unread(self, error: ReadError, model: str) -> str:
        """The consequence where its TOML parser refuses the file: a sentence.

        model: the one that it uses then, in words.
        """
        return "No program that reads TOML 1.0 can read it."

    def unknown_key(self, header: str) -> str | None:
        """The effect of a key beyond its fields; None if it may well know it.

        A predicate for the program, such as `would not read it`. header: that of the section.
        """
        return None
