#!/bin/sh
# Runs once, on an empty data directory: each service owns one database and sees no other.
set -eu
for service in auth core nodes backup; do
  variable="$(echo "$service" | tr '[:lower:]' '[:upper:]')_DATABASE_PASSWORD"
  eval "password=\${$variable:?}"
  psql -v ON_ERROR_STOP=1 --username postgres <<SQL
create role $service login password '$password';
create database vortex_$service owner $service;
revoke all on database vortex_$service from public;
SQL
done
