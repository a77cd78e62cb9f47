"""A server whose trainings have a part more, with a catalog of its own; its tasks are fake."""

import sys
from typing import Annotated

from ravine.vocabulary.catalog import Catalog, Entry
from ravine.vocabulary.parameters import Float

FLAVOURS = Catalog(
    "flavour",
    (
        Entry(name="plain", title="Plain", summary="Of nothing."),
        Entry(
            name="sweet",
            title="Sweet",
            summary="Of sugar.",
            parameters=(Float("sugar", 2.0, 0.0, 10.0, "Spoons."),),
        ),
    ),
)

if __name__ == "__main__":
    from pydantic import Field

    from ravine.wire import catalogs

    # Everything else is made from these lists while it is imported.
    vars(catalogs)["CATALOGS"] = {**catalogs.CATALOGS, "flavours": FLAVOURS}

    from ravine.wire import made, parts
    from ravine.wire.landscape import FilledSpec

    class FlavouredParts(made.TrainingParts):
        """A training of a flavour."""

        flavour: Annotated[
            FilledSpec,
            parts.EntryPart(
                title="flavour", link="fl", catalog="flavours", default="plain", varies=("",)
            ),
        ] = Field(description="How it tastes.")

    vars(made)["TrainingParts"] = FlavouredParts

    from ravine.wire import entries

    class FlavouredCatalog(entries.CatalogAnswer):
        """With flavours."""

        flavours: list[entries.EntryAnswer]

    vars(entries)["CatalogAnswer"] = FlavouredCatalog

    from ravine.server.serving.run import run

    run(tasks=sys.argv[1])
