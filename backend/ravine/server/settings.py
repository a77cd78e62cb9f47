"""Settings, each an environment variable with the prefix RAVINE_."""

from pathlib import Path
from typing import Annotated

import platformdirs
from pydantic import Field, field_validator
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from ravine.server.security.hosts import is_loopback, parse_authority
from ravine.vocabulary.problems import shown
from ravine.workers.options import TASKS, WorkerOptions, usable_cores


class Settings(BaseSettings):
    """How the server is set up."""

    model_config = SettingsConfigDict(env_prefix="RAVINE_", extra="ignore")

    host: str = Field(
        default="127.0.0.1",
        description="Address to listen on. Beyond loopback a token is required.",
    )
    port: int | None = Field(
        default=None,
        ge=0,
        le=65535,
        description="Port to listen on. Default: the first free from 8000.",
    )
    token: str | None = Field(
        default=None,
        min_length=8,
        description="Secret that every request must bear. Default: none on loopback, "
        "elsewhere one that is made at the start and printed.",
    )
    allowed_hosts: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Further names under which the server may be addressed, separated by "
        "commas, each `name` or `name:port`.",
    )
    database: str = Field(
        default_factory=lambda: str(platformdirs.user_data_path("ravine") / "ravine.sqlite3"),
        description="Where runs are kept: the path of an SQLite file, or a database URL.",
    )
    cache_dir: Path = Field(
        default_factory=lambda: platformdirs.user_cache_path("ravine"),
        description="Directory for compiled programs; it may be deleted at any time.",
    )
    workers: int = Field(
        default_factory=usable_cores,
        ge=1,
        le=256,
        description="Processes that train networks. Default: one per core.",
    )
    worker_timeout: float = Field(
        default=60.0,
        gt=0,
        description="Seconds without a sign of life after which a worker is replaced.",
    )
    worker_memory_mib: int = Field(
        default=4096, ge=64, description="Memory in MiB above which a worker is replaced."
    )
    open_browser: bool = Field(
        default=True,
        description="Open the page at the start, where there is a desktop to open it on.",
    )

    @field_validator("token")
    @classmethod
    def _check_token(cls, token: str | None) -> str | None:
        if token is not None and (token != token.strip() or not token.isprintable()):
            message = "Spaces at its ends, line breaks and the like cannot be sent in a header"
            raise PydanticCustomError("token", message)
        return token

    @field_validator("allowed_hosts", mode="before")
    @classmethod
    def _split(cls, value: object) -> object:
        if isinstance(value, str):
            return tuple(part.strip() for part in value.split(",") if part.strip())
        return value

    @field_validator("allowed_hosts")
    @classmethod
    def _check(cls, names: tuple[str, ...]) -> tuple[str, ...]:
        for name in names:
            if parse_authority(name) is None:
                message = "{name} is not the name of a host"
                raise PydanticCustomError("host_name", message, {"name": shown(name)})
        return names

    @property
    def needs_token(self) -> bool:
        """Whether requests must bear a token."""
        return self.token is not None or not is_loopback(self.host)

    def worker_options(self, tasks: str | None = None) -> WorkerOptions:
        """The part that concerns the workers, who take jobs from the table named `tasks`."""
        return WorkerOptions(
            tasks=tasks or TASKS,
            runs=self.workers,
            timeout_s=self.worker_timeout,
            start_timeout_s=max(60.0, self.worker_timeout),
            memory_mib=self.worker_memory_mib,
            compile_cache=self.cache_dir / "jax",
        )
