#!/bin/bash
# Runs once, on an empty data directory: one database for each service, owned by the role of the same name.
set -euo pipefail

for file in /run/cpq/database-*.password; do
  role=$(basename "$file" .password)
  role=${role#database-}
  [ "$role" != postgres ] || continue
  psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v role="$role" -v password="$(cat "$file")" <<'SQL'
create role :"role" login password :'password';
create database :"role" owner :"role";
revoke all on database :"role" from public;
SQL
done
