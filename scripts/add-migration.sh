#!/usr/bin/env bash
# Adds a migration of the same name for both databases: scripts/add-migration.sh NAME
# Until the first release there is one Initial for each: use scripts/rebuild-initial.sh instead.
set -euo pipefail
cd "$(dirname "$0")/.."
name=${1:?usage: scripts/add-migration.sh NAME}
dotnet tool restore >/dev/null
dotnet build src/GreenPark.Persistence --nologo -v quiet
for provider in Sqlite SqlServer; do
  dotnet ef migrations add "$name" --no-build --project src/GreenPark.Persistence --startup-project src/GreenPark.Persistence \
    --context "${provider}GreenParkDb" --output-dir "$provider/Migrations"
done
