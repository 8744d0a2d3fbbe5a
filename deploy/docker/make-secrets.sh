#!/bin/sh
# Makes every secret that docker-compose.yml names, once: what is there stays. Containers read the files as other users,
# so the files are readable and the folder is not: only who may enter it on this machine can read them.
set -eu
folder=$(dirname "$0")/secrets
mkdir -p "$folder"
chmod 0700 "$folder"

random() { od -An -tx1 -N32 /dev/urandom | tr -d ' \n'; }

keep() {
  if [ ! -e "$folder/$1" ]; then
    printf '%s' "$2" >"$folder/$1.draft"
    chmod 0444 "$folder/$1.draft"
    mv "$folder/$1.draft" "$folder/$1"
  fi
}

for service in registry milestones funding alerts dashboards; do
  keep "${service}_database_url" "postgres://$service:$(random)@postgres:5432/$service"
  keep "${service}_owner_url" "postgres://${service}_owner:$(random)@postgres:5432/$service"
done
for name in postgres_password metrics_token webhook_secret_key grafana_password; do
  keep "$name" "$(random)"
done
# An Ed25519 private key is 32 random bytes; in PEM (PKCS #8) it has always the same words in front of them.
keep checkpoint_key "-----BEGIN PRIVATE KEY-----
$({ printf '\060\056\002\001\000\060\005\006\003\053\145\160\004\042\004\040'; head -c 32 /dev/urandom; } | base64)
-----END PRIVATE KEY-----
"
echo "secrets are in $folder"
