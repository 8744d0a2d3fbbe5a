#!/bin/sh
# Runs once, on an empty PostgreSQL: a database for each service, with the passwords of the URLs that are its secrets.
set -eu
secrets=${SECRETS_DIRECTORY:-/run/secrets}
here=${SQL_DIRECTORY:-/opt/zhuji}

password_of() { sed -E 's#^[a-z]+://[^:]+:([^@]+)@.*$#\1#' "$secrets/$1"; }

for service in registry milestones funding alerts dashboards; do
  psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 --set service="$service" --set owner="${service}_owner" \
    --set password="$(password_of "${service}_database_url")" \
    --set owner_password="$(password_of "${service}_owner_url")" \
    --username "${POSTGRES_USER:-postgres}" --dbname postgres --file "$here/create-database.sql"
done
