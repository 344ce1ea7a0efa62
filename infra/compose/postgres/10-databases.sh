#!/bin/bash
# Runs once, on an empty data directory: one database for each service with its three logins, as infra/local's DatabaseSetup makes them.
# <database> owns everything in it and only migrates; <database>_service is what the service works with, and owns nothing;
# <database>_reader can only select, for replays that validate.
set -euo pipefail

psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres <<'SQL'
create role cpq_service;
create role cpq_platform;
create role cpq_reader;
SQL

for file in /run/cpq/database-*.password; do
  role=$(basename "$file" .password)
  role=${role#database-}
  case $role in postgres | *_reader | *_service) continue ;; esac
  psql -v ON_ERROR_STOP=1 -q -U "$POSTGRES_USER" -d postgres -v role="$role" -v password="$(cat "$file")" \
    -v service="${role}_service" -v service_password="$(cat "/run/cpq/database-${role}_service.password")" \
    -v reader="${role}_reader" -v reader_password="$(cat "/run/cpq/database-${role}_reader.password")" <<'SQL'
create role :"role" login password :'password';
create role :"service" login password :'service_password';
create role :"reader" login password :'reader_password';
-- What a session may take that sets no limit of its own; as in infra/local's DatabaseSetup.
alter role :"role" set statement_timeout = '5min';
alter role :"role" set lock_timeout = '30s';
alter role :"role" set idle_in_transaction_session_timeout = '2min';
alter role :"role" set temp_file_limit = '1GB';
alter role :"service" set statement_timeout = '5min';
alter role :"service" set lock_timeout = '30s';
alter role :"service" set idle_in_transaction_session_timeout = '2min';
alter role :"service" set temp_file_limit = '1GB';
alter role :"reader" set statement_timeout = '5min';
alter role :"reader" set lock_timeout = '30s';
alter role :"reader" set idle_in_transaction_session_timeout = '2min';
alter role :"reader" set temp_file_limit = '1GB';
-- The service is one of its group at all times, and the platform only when it says so; the owner may say so too.
grant cpq_service to :"service";
grant cpq_platform to :"service", :"role" with inherit false, set true;
grant cpq_reader to :"reader";
create database :"role" owner :"role";
revoke all on database :"role" from public;
grant connect on database :"role" to :"service", :"reader";
\connect :"role"
grant usage on schema public to cpq_service, cpq_platform, cpq_reader;
alter default privileges for role :"role" in schema public grant select, insert, update, delete on tables to cpq_service, cpq_platform;
alter default privileges for role :"role" in schema public grant usage on sequences to cpq_service, cpq_platform;
alter default privileges for role :"role" in schema public grant select on tables to cpq_reader;
SQL
done
