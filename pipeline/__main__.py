"""``python -m pipeline``: the same as ``gdgr``."""

from pipeline.cli import main

if __name__ == "__main__":
    main()
