#!/bin/sh
# A user of the database who may only read: PostgreSQL's image runs this once, when the volume is new.
set -eu
psql -v ON_ERROR_STOP=1 -v "password=$(cat /run/secrets/reader_password)" \
  --username "$POSTGRES_USER" --dbname "$POSTGRES_DB" <<'SQL'
create role reader login password :'password';
grant pg_read_all_data to reader;
SQL
