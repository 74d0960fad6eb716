#!/usr/bin/env bash
# The server as tests and the watch loop use it: quick to build.
source "$(dirname "$0")/lib.sh"

build_server debug
