#!/bin/bash
# Runs once, on an empty data directory: one database for each service, owned by the role of the same name, and a role
# <database>_reader that can only select, for replays that validate.
set -euo pipefail

for file in /run/cpq/database-*.password; do
  role=$(basename "$file" .password)
  role=${role#database-}
  case $role in postgres | *_reader) continue ;; esac
  psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v role="$role" -v password="$(cat "$file")" \
    -v reader="${role}_reader" -v reader_password="$(cat "/run/cpq/database-${role}_reader.password")" <<'SQL'
create role :"role" login password :'password';
create role :"reader" login password :'reader_password';
-- What a session may take that sets no limit of its own; as in infra/local's DatabaseSetup.
alter role :"role" set statement_timeout = '5min';
alter role :"role" set lock_timeout = '30s';
alter role :"role" set idle_in_transaction_session_timeout = '2min';
alter role :"role" set temp_file_limit = '1GB';
alter role :"reader" set statement_timeout = '5min';
alter role :"reader" set lock_timeout = '30s';
alter role :"reader" set idle_in_transaction_session_timeout = '2min';
alter role :"reader" set temp_file_limit = '1GB';
create database :"role" owner :"role";
revoke all on database :"role" from public;
grant connect on database :"role" to :"reader";
\connect :"role"
grant usage on schema public to :"reader";
alter default privileges for role :"role" in schema public grant select on tables to :"reader";
SQL
done
