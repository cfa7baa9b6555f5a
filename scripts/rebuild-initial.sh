#!/usr/bin/env bash
# Regenerates the single Initial migration of both databases from the model. Only until the first release: a database that
# an older Initial made is then of another make (DatabaseSetup.InspectAsync says OtherInitial) and cannot be migrated.
set -euo pipefail
cd "$(dirname "$0")/.."
rm -f src/GreenPark.Persistence/{Sqlite,SqlServer}/Migrations/*.cs
exec scripts/add-migration.sh Initial
