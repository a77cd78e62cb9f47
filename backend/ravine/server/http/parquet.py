"""Writes a Parquet file piece by piece."""

from collections.abc import Iterator, Mapping
from io import BytesIO
from queue import SimpleQueue
from threading import Thread
from typing import Final

from arro3.core import RecordBatch, RecordBatchReader, Schema
from arro3.io import write_parquet

# Readers skip and load whole groups of rows; the writer holds one, 128 KiB of a float32 column.
ROWS_OF_A_GROUP: Final = 32_768


class ParquetWriter:
    """Takes rows batch by batch, and gives the bytes of the file that are ready by then.

    arro3 asks for batches and not the other way round: a thread of its own waits for each.

    Args:
        schema: the columns of every batch.
        about: what the file says beside its columns, as its key-value metadata.
    """

    def __init__(self, schema: Schema, about: Mapping[str, str]) -> None:
        self._schema = schema
        self._about = dict(about)
        self._file = BytesIO()
        self._given: SimpleQueue[RecordBatch | None] = SimpleQueue()
        self._written: SimpleQueue[bytes | Exception] = SimpleQueue()
        Thread(target=self._work, name="parquet-writer", daemon=True).start()

    def write(self, batch: RecordBatch) -> bytes:
        """Add rows; what is ready may be nothing until a group is whole. Blocks meanwhile."""
        return self._give(batch)

    def end(self) -> bytes:
        """The rest of the file. Blocks meanwhile."""
        return self._give(None)

    def leave(self) -> None:
        """Let the thread end, whether or not the file has. Does not block."""
        self._given.put(None)

    def _give(self, batch: RecordBatch | None) -> bytes:
        self._given.put(batch)
        written = self._written.get()
        if isinstance(written, Exception):
            raise written
        return written

    def _work(self) -> None:
        reader = RecordBatchReader.from_batches(self._schema, self._batches())
        try:
            write_parquet(
                reader,
                self._file,
                compression="zstd(1)",
                # Hardly any number comes twice in a column.
                dictionary_enabled=False,
                key_value_metadata=self._about,
                max_row_group_size=ROWS_OF_A_GROUP,
            )
        except Exception as error:  # Of the library, which may raise any: for who waits.
            self._written.put(error)
        else:
            self._written.put(self._taken())

    def _batches(self) -> Iterator[RecordBatch]:
        """Each batch as it is given; that another is asked for says that it has been written."""
        while (batch := self._given.get()) is not None:
            yield batch
            self._written.put(self._taken())

    def _taken(self) -> bytes:
        """What was written since the last time; the library counts for itself where it is."""
        data = self._file.getvalue()
        self._file.seek(0)
        self._file.truncate()
        return data
