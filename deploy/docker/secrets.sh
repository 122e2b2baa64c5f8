#!/bin/sh
# Makes the passwords of compose.yaml, at random, in the folder "secrets" beside it: secrets.sh.
# What is there already stays. The folder is for its owner only; the files can be read by all, for
# the users in the containers are others.
set -eu

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
umask 077
mkdir -p "$here/secrets"
cd "$here/secrets"

password() {
  LC_ALL=C tr -dc 'A-Za-z0-9' </dev/urandom | head -c 32
}

# NAME TEXT
make() {
  [ -e "$1" ] || { printf '%s' "$2" >"$1.new" && chmod 0444 "$1.new" && mv "$1.new" "$1"; }
}

make postgres_password "$(password)"
make reader_password "$(password)"
make grafana_password "$(password)"
make postgres.properties "user=throng
password=$(cat postgres_password)
"
printf 'Grafana: user admin, password in %s\n' "$here/secrets/grafana_password"
