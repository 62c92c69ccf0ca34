#!/bin/sh
# Make sure the dossier tests have a PostgreSQL: use the one that is there, else install Debian's.
# Without one the tests on PostgreSQL are skipped by name; in CI they fail.
gevonden() {
  command -v initdb >/dev/null 2>&1 || ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1
}
if gevonden; then exit 0; fi
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "PostgreSQL ontbreekt; wordt geïnstalleerd voor de tests van dossiers …"
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends postgresql >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "Geen PostgreSQL gevonden. De tests van dossiers op PostgreSQL worden overgeslagen."
exit 0
