#!/bin/sh
# Programs and fonts that some tests need beside Python: installed where this may install Debian packages, else named.
# Tests that need what is missing skip and say so.
set -u
packages=""
need() { packages="$packages $1"; }

command -v pdftotext >/dev/null 2>&1 || need poppler-utils
command -v tesseract >/dev/null 2>&1 || need tesseract-ocr
tesseract --list-langs 2>/dev/null | grep -qx tha || need tesseract-ocr-tha
tesseract --list-langs 2>/dev/null | grep -qx -e Thai -e script/Thai || need tesseract-ocr-script-thai
command -v chromium >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1 || need chromium
find /usr/share/fonts -iname '*laksaman*' 2>/dev/null | grep -q . || need fonts-thai-tlwg
find / -xdev -name 'libpangoft2-1.0.so*' 2>/dev/null | grep -q . || need "libpango-1.0-0 libpangoft2-1.0-0"

[ -z "$packages" ] && exit 0
if command -v apt-get >/dev/null 2>&1 && [ "$(id -u)" = 0 ]; then
    echo "installing programs that tests need:$packages"
    export DEBIAN_FRONTEND=noninteractive
    # shellcheck disable=SC2086
    { apt-get update -qq && apt-get install -y -qq --no-install-recommends $packages; } >/tmp/kb-test-programs.log 2>&1 && exit 0
    echo "that did not work (see /tmp/kb-test-programs.log); tests that need them are skipped"
else
    echo "tests that need these Debian packages are skipped:$packages"
fi
exit 0
