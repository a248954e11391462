#!/bin/sh
# Writes both lock files from pyproject.toml; called by `make lock`. The --no-emit flags keep a machine's own pip settings out of them.
set -eu
cd "$(dirname "$0")/.."
flags="--quiet --generate-hashes --strip-extras --allow-unsafe --no-emit-find-links --no-emit-index-url --no-emit-trusted-host --no-header"
.venv/bin/pip-compile $flags "$@" -o requirements/base.txt pyproject.toml
.venv/bin/pip-compile $flags "$@" --extra dev -c requirements/base.txt -o requirements/dev.txt pyproject.toml
