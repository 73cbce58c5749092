#!/bin/sh
# The command line of MPJ Express's mpjrun.sh, for ranks of Tutti: docs/mpirun.md.
exec "$(dirname -- "$(readlink -f -- "$0")")/../tutti" mpjrun "$@"
