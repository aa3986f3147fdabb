# shellcheck shell=bash
# What every entry script starts with: where things lie, how progress and failures are told.
# The caller sets STATE (where data, logs and secrets go) before it sources the other files.
set -Eeuo pipefail

ROOT=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd -P)
LIB=$ROOT/deploy/lib
export MASSTRANSIT_USAGE_TELEMETRY=false DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
# Only loopback is ever called; a proxy of the environment must not see it.
export no_proxy="127.0.0.1,localhost${no_proxy:+,$no_proxy}"

# Microseconds; EPOCHREALTIME takes its decimal mark from the locale, hence both.
now() { printf '%s' "${EPOCHREALTIME/[.,]/}"; }

STARTED_AT=$(now)

say() {
    local tenths=$((($(now) - STARTED_AT) / 100000))
    printf '[%4d.%d s] %s\n' $((tenths / 10)) $((tenths % 10)) "$*"
}

# fail CAUSE [LOG]: names the cause and shows where to look.
fail() {
    {
        printf '\nFAILED: %s\n' "$1"
        if [[ -n ${2:-} && -s $2 ]]; then
            printf -- '--- the last lines of %s\n' "$2"
            tail -n 15 "$2"
        fi
    } >&2
    exit 1
}

# Without it `set -e` ends a script and nobody knows where.
tell_unexpected() { printf '\nFAILED unexpectedly: %s, line %s: %s\n' "$1" "$2" "$3" >&2; }
trap 'tell_unexpected "${BASH_SOURCE[0]}" "$LINENO" "$BASH_COMMAND"' ERR

make_state() {
    mkdir -p "$STATE"
    chmod 700 "$STATE"
    mkdir -p "$STATE/pids" "$STATE/logs" "$STATE/state"
}

# wait_for SECONDS WHAT COMMAND...: 0 as soon as COMMAND succeeds, 1 when the time is over. Says every 10 s that it still waits.
wait_for() {
    local limit=$1 what=$2 begin told
    shift 2
    begin=$(now)
    told=$begin
    until "$@"; do
        if (($(now) - begin > limit * 1000000)); then return 1; fi
        if (($(now) - told > 10000000)); then
            say "  still waiting for $what"
            told=$(now)
        fi
        sleep 0.2
    done
}

# telling WHAT COMMAND...: runs COMMAND and says every 10 s that it is still at it.
telling() {
    local what=$1 teller code=0
    shift
    # The sleep must not hold the terminal's pipe open after this script has ended.
    (while sleep 10 >/dev/null 2>&1 && kill -0 $$ 2>/dev/null; do say "  still $what"; done) &
    teller=$!
    "$@" || code=$?
    kill "$teller" 2>/dev/null || true
    wait "$teller" 2>/dev/null || true
    return "$code"
}
