#!/usr/bin/env bash
# Installs the public peers into virtualenvs outside of the repository and runs them
# beside reckoner: benches/peers/run.sh [--key FILE --reports DIR] [--rounds N]
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
envs=${RECKONER_PEERS:-${TMPDIR:-/tmp}/reckoner-peers}
reckoner=${RECKONER:-$here/../../target/release/reckoner}
[ -x "$reckoner" ] || { echo "there is no $reckoner: cargo build --release, or name the program in RECKONER" >&2; exit 66; }

# A peer that does not install is left out, with its error.
for list in "$here"/requirements/*.txt; do
  peer=$(basename "$list" .txt)
  [ -e "$envs/$peer/ready" ] && continue
  rm -rf "${envs:?}/$peer"
  mkdir -p "$envs"
  if python3 -m venv "$envs/$peer" &&
    timeout "${RECKONER_PEERS_SECONDS:-600}" "$envs/$peer/bin/pip" install -q --disable-pip-version-check -r "$list" \
      > "$envs/$peer.log" 2>&1; then
    touch "$envs/$peer/ready"
  else
    echo "$peer does not install: $(tail -n 1 "$envs/$peer.log")" >&2
  fi
done

exec python3 "$here/compare.py" --reckoner "$reckoner" --envs "$envs" "$@"
