"""Runs every test on the embedded default, or with `--db postgres` on a PostgreSQL server of its own."""

import argparse
import os
import subprocess
import sys
import tempfile


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--db", choices=["sqlite", "postgres"], default="sqlite")
    options, pytest_arguments = parser.parse_known_args()
    command = [sys.executable, "-m", "pytest", "-n", "2", "--dist", "loadfile", *pytest_arguments]
    if options.db == "sqlite":
        sys.exit(subprocess.call(command))
    sys.exit(_on_postgres(command))


def _on_postgres(command):
    from embedded_postgres import EmbeddedPostgres

    with tempfile.TemporaryDirectory(prefix="qinqing-postgres-", ignore_cleanup_errors=True) as folder:
        with EmbeddedPostgres(data_dir=folder) as server:
            return subprocess.call(command, env=os.environ | {"DATABASE_URL": server.url})


if __name__ == "__main__":
    main()
