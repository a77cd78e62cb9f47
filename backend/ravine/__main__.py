"""The command line: `ravine` or `python -m ravine`."""


def main() -> None:
    """Run the command line."""
    from ravine.cli import app

    app(prog_name="ravine")


if __name__ == "__main__":
    main()
