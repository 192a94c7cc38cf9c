#!/usr/bin/env bash
# Times `fzf --filter` on the list and the keystrokes that `cargo bench --bench search` has just measured; with `--test`,
# on a few of them.
#
# Each keystroke is one run of fzf: its start and the reading of the list are part of the time, which is
# therefore also given for a filter that finds nothing to do (an empty list).
set -euo pipefail
cd "$(dirname "$0")/.."

if ! command -v fzf >/dev/null; then
    echo "skipped: fzf is not installed"
    exit 0
fi
if [ "${1:-}" = --test ]; then
    every=70
    cargo bench --locked --profile dev --bench search -- --test
else
    every=7
    cargo bench --bench search -- none
fi

folder=target/search
times=$(mktemp)
empty=$(mktemp)
trap 'rm -f "$times" "$empty"' EXIT

# Appends to $1 the milliseconds that fzf takes for each keystroke over the list $2.
run() {
    while IFS= read -r text; do
        start=$EPOCHREALTIME
        fzf --filter "$text" <"$2" | head -n 50 >/dev/null || true
        end=$EPOCHREALTIME
        echo $(((${end/[.,]/} - ${start/[.,]/}) / 10)) >>"$1"
    done < <(awk 'NR % every == 1' every="$every" "$folder/keystrokes.txt")
}

# Prints the median and the 99th percentile of the times in $1, in hundredths of a millisecond.
summarise() {
    sort -n "$1" | awk '{ t[NR] = $1 } END {
        printf "median %.2f ms, p99 %.2f ms over %d keystrokes\n",
            t[int((NR - 1) * 0.5) + 1] / 100, t[int((NR - 1) * 0.99) + 1] / 100, NR }'
}

run "$times" "$folder/list.txt"
run "$empty" /dev/null
printf 'fzf --filter, whole list:  '; summarise "$times"
printf 'fzf --filter, empty list:  '; summarise "$empty"
