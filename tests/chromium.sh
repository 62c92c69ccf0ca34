#!/bin/sh
# Make sure the browser tests have a Chromium: use the one that is there, else install Debian's.
# Without one the browser tests are skipped by name; in CI they fail.
for naam in "$CHROMIUM" chromium chromium-browser google-chrome; do
  if [ -n "$naam" ] && command -v "$naam" >/dev/null 2>&1; then exit 0; fi
done
if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
  echo "Chromium ontbreekt; wordt geïnstalleerd voor de browsertests …"
  export DEBIAN_FRONTEND=noninteractive
  if apt-get update -qq >/dev/null 2>&1 && apt-get install -y -qq --no-install-recommends chromium >/dev/null 2>&1; then
    exit 0
  fi
fi
echo "Geen Chromium gevonden. De browsertests worden overgeslagen."
echo "Installeer Chromium (Debian: sudo apt-get install chromium) of zet CHROMIUM=/pad/naar/chromium."
exit 0
