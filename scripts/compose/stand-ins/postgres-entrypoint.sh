#!/bin/bash
# Makes the cluster at the first start from POSTGRES_USER, POSTGRES_PASSWORD and POSTGRES_DB.
set -eu

user=${POSTGRES_USER:-postgres}
database=${POSTGRES_DB:-$user}

if [ ! -s "$PGDATA/PG_VERSION" ]; then
  mkdir -p "$PGDATA"
  chmod 700 "$PGDATA"
  initdb --auth=scram-sha-256 --encoding=UTF8 --locale=C --username="$user" \
    --pwfile=<(printf '%s\n' "${POSTGRES_PASSWORD:?POSTGRES_PASSWORD is missing}")
  echo "host all all all scram-sha-256" >>"$PGDATA/pg_hba.conf"
  echo "listen_addresses = '*'" >>"$PGDATA/postgresql.conf"
  # On its socket alone, so that nobody meets a server that is about to stop.
  pg_ctl --options='-c listen_addresses=' --wait start
  if [ "$database" != postgres ]; then
    PGPASSWORD=$POSTGRES_PASSWORD createdb --username="$user" --maintenance-db=postgres "$database"
  fi
  pg_ctl --mode=fast --wait stop
fi

exec "$@"
