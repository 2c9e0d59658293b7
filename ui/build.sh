#!/bin/sh
# Checks that Node is there and recent enough, then hands over to build.mjs; with "check" it ends there.
cd "$(dirname "$0")" || exit 1
if ! command -v node >/dev/null 2>&1 || ! command -v npm >/dev/null 2>&1; then
  echo "Halcyon's page is built with Node 20.19 or newer and npm, and neither was found on the path." >&2
  echo "Install Node 20 (the archive from nodejs.org, or apt-get install nodejs npm from Debian 13 on) and build again." >&2
  exit 1
fi
if ! node -e 'const [a, b] = process.versions.node.split(".").map(Number); process.exit(a > 20 || (a === 20 && b >= 19) ? 0 : 1)'; then
  echo "Halcyon's page is built with Node 20.19 or newer; found $(node --version) at $(command -v node)." >&2
  echo "Without another way: npm install --prefix DIR node@20 npm@10, then put DIR/node_modules/.bin before the path." >&2
  exit 1
fi
if [ "${1:-}" = check ]; then
  exit 0
fi
exec node build.mjs "$@"
