#!/usr/bin/env bash
# Restores, builds, installs the browser it needs where it may, runs every test and closes with one line:
# N passed, N failed, N skipped
set -uo pipefail
cd "$(dirname "$0")"

if ! command -v chromium >/dev/null 2>&1 && [ -z "${CHROMIUM:-}" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
    echo "installing chromium, fonts and poppler for the browser and PDF tests"
    { apt-get update -qq && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq chromium fonts-noto-cjk poppler-utils openssl qpdf zbar-tools unzip; } >/dev/null 2>&1 \
      || echo "could not install chromium: the browser tests will be skipped"
  else
    echo "chromium is not installed and this account may not install it: the browser tests will be skipped"
  fi
fi

log=$(mktemp)
dotnet build --nologo -v quiet 2>&1 | tee "$log" || { rm -f "$log"; echo "0 passed, 1 failed, 0 skipped"; exit 1; }
node scripts/sbom.mjs
dotnet test --no-build --no-progress --no-ansi --output Detailed "$@" 2>&1 | tee "$log"
rc=${PIPESTATUS[0]}
count() { awk -v k="$1:" '/^Test run summary/ {on=1; v=0} on && $1==k {v=$2} END {print v+0}' "$log"; }
line="$(count succeeded) passed, $(count failed) failed, $(count skipped) skipped"
awk '/^failed / {on=1} /^(passed|skipped|Test run summary)/ {on=0} on' "$log" | head -n 300   # once more, where it is found
grep -q '^Test run summary' "$log" || { echo "no test ran"; rc=${rc/#0/1}; }
rm -f "$log"
echo "$line"
exit "$rc"
