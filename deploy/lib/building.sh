# shellcheck shell=bash
# Builds what deploy/up and tests/run need; all output goes into a log, only errors and progress to the terminal.

# build LOG ARGUMENT...
build() {
    local log=$1 begin
    shift
    begin=$(now)
    : >"$log"
    if ! telling "building" dotnet_build "$log" "$@"; then
        grep -E ' (error|warning) ' "$log" | sed "s|$ROOT/||g" | sort -u | head -n 40 >&2 || true
        fail "the build failed; all of it stands in $log"
    fi
    say "built in $((($(now) - begin) / 1000000)) s"
}

# No build nodes stay behind; they would hold memory that services and tests need.
dotnet_build() {
    local log=$1
    shift
    (cd "$ROOT" && dotnet build -c Release -nodeReuse:false -v minimal -clp:NoSummary "$@" </dev/null >>"$log" 2>&1)
}
