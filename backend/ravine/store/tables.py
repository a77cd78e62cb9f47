"""The tables."""

from typing import Final

import sqlalchemy as sa

SCHEMA_VERSION: Final = 5

metadata = sa.MetaData()

about = sa.Table(
    "about",
    metadata,
    sa.Column("key", sa.String(40), primary_key=True),
    sa.Column("value", sa.String(200), nullable=False),
)

experiments = sa.Table(
    "experiments",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column("name", sa.Text, nullable=False),
    sa.Column("words", sa.Text, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
)

runs = sa.Table(
    "runs",
    metadata,
    sa.Column("id", sa.String(16), primary_key=True),
    sa.Column(
        "experiment_id",
        sa.ForeignKey("experiments.id", ondelete="CASCADE"),
        nullable=False,
        index=True,
    ),
    sa.Column("position", sa.Integer, nullable=False),
    sa.Column("label", sa.Text, nullable=False),
    sa.Column("status", sa.String(12), nullable=False, index=True),
    sa.Column("sentence", sa.Text, nullable=False),
    sa.Column("step", sa.Integer, nullable=False),
    sa.Column("last_snapshot", sa.Integer, nullable=False),
    sa.Column("steps", sa.Integer, nullable=False),
    sa.Column("created_at", sa.Float, nullable=False),
    sa.Column("started_at", sa.Float),
    sa.Column("finished_at", sa.Float),
    sa.Column("metrics", sa.Text, nullable=False),
    sa.Column("tone", sa.String(5), nullable=False),
    sa.Column("owner", sa.Text, nullable=False),
    sa.Column("settings", sa.Text, nullable=False),
    sa.Column("plan", sa.Text, nullable=False),
)

frames = sa.Table(
    "frames",
    metadata,
    sa.Column("run_id", sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("first_step", sa.Integer, primary_key=True),
    sa.Column("steps", sa.Integer, nullable=False),
    sa.Column("columns", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
)

snapshots = sa.Table(
    "snapshots",
    metadata,
    sa.Column("run_id", sa.ForeignKey("runs.id", ondelete="CASCADE"), primary_key=True),
    sa.Column("step", sa.Integer, primary_key=True),
    sa.Column("columns", sa.Text, nullable=False),
    sa.Column("body", sa.LargeBinary, nullable=False),
    sa.Column("readings", sa.Text, nullable=False),
)

# Experiments that were deleted, but whose damaged rows cannot be reached to remove them.
hidden = sa.Table(
    "hidden",
    metadata,
    sa.Column("experiment_id", sa.String(16), primary_key=True),
)
