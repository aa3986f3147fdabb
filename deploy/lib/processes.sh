# shellcheck shell=bash
# Processes are known by pid, never by name. A pid file holds "pid start-time boot-id": after a reboot, or when the
# kernel has given the number to somebody else, the entry simply no longer counts.

BOOT_ID=$(cat /proc/sys/kernel/random/boot_id)

# start_time PID: clock ticks since boot; fails when the process is gone or a zombie.
start_time() {
    local stat
    local -a fields
    { read -r stat <"/proc/$1/stat"; } 2>/dev/null || return 1
    read -ra fields <<<"${stat##*) }"
    [[ ${fields[0]} != [ZX] ]] || return 1
    printf '%s' "${fields[19]}"
}

# record FILE PID
record() {
    local began
    began=$(start_time "$2") || began=0
    printf '%s %s %s\n' "$2" "$began" "$BOOT_ID" >"$1.new"
    mv "$1.new" "$1"
}

# recorded FILE: prints the pid if that very process still lives.
recorded() {
    local pid began boot
    { read -r pid began boot <"$1"; } 2>/dev/null || return 1
    [[ $boot == "$BOOT_ID" && $(start_time "$pid") == "$began" ]] || return 1
    printf '%s' "$pid"
}

supervisor_of() { recorded "$STATE/pids/$1.supervisor"; }
pid_of() { recorded "$STATE/pids/$1.pid"; }
restarts_of() { cat "$STATE/pids/$1.restarts" 2>/dev/null || printf 0; }
# A part counts as running while its supervisor does: between two lives it has no pid of its own.
runs() { supervisor_of "$1" >/dev/null; }

# Only PostgreSQL reads TERM as "wait for every client"; its fast stop is INT.
stop_signal() { if [[ $1 == postgres ]]; then printf INT; else printf TERM; fi; }
# Seconds until KILL: services promise 10, servers write their data first.
grace_of() { case $1 in postgres | rabbitmq) printf 20 ;; *) printf 10 ;; esac }

# start_supervised PART COMMAND...: the supervisor leads a session of its own, so no terminal takes it along.
start_supervised() {
    local part=$1
    shift
    rm -f "$STATE/pids/$part.restarts"
    MATCHMAKING_STATE=$STATE setsid "$LIB/supervise" "$STATE" "$part" "$@" </dev/null >/dev/null 2>>"$STATE/logs/$part.log" &
    wait_for 5 "the supervisor of $part" runs "$part" || fail "the supervisor of $part did not start" "$STATE/logs/$part.log"
}

ask_to_stop() {
    local pid
    if pid=$(supervisor_of "$1"); then kill -TERM "$pid" 2>/dev/null || true; fi
}

gone() { ! recorded "$1" >/dev/null; }

# await_stopped PART: waits for the supervisor, which waits for its child; then ends by force what is left of both.
await_stopped() {
    local part=$1 file pid
    wait_for $(($(grace_of "$part") + 3)) "$part to stop" gone "$STATE/pids/$part.supervisor" || true
    for file in "$STATE/pids/$part.supervisor" "$STATE/pids/$part.pid"; do
        if pid=$(recorded "$file"); then end_process "$file" "$pid" "$(stop_signal "$part")" "$(grace_of "$part")"; fi
        rm -f "$file"
    done
    rm -f "$STATE/pids/$part.restarts"
}

# end_process FILE PID SIGNAL SECONDS
end_process() {
    kill -s "$3" "$2" 2>/dev/null || true
    if ! wait_for "$4" "pid $2 to end" gone "$1"; then
        kill -KILL "$2" 2>/dev/null || true
        wait_for 5 "pid $2 to end by force" gone "$1" || true
    fi
}

stop_parts() {
    local part
    for part in "$@"; do ask_to_stop "$part"; done
    for part in "$@"; do await_stopped "$part"; done
}

# Pids of everything alive that was started for this STATE, whoever its parent is now.
started_here() {
    local file pid
    for file in /proc/[0-9]*/environ; do
        if grep -qzxF "MATCHMAKING_STATE=$STATE" "$file"; then
            pid=${file#/proc/}
            pid=${pid%/environ}
            if start_time "$pid" >/dev/null; then printf '%s ' "$pid"; fi
        fi
    done 2>/dev/null
}

# Two deploy/up at once would start everything twice.
take_lock() {
    local pid
    if ! (set -o noclobber && : >"$STATE/lock") 2>/dev/null; then
        if pid=$(recorded "$STATE/lock"); then fail "another deploy script is at work here (pid $pid)"; fi
    fi
    record "$STATE/lock" $$
    trap 'rm -f "$STATE/lock"' EXIT
}
