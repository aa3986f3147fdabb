# shellcheck shell=bash
# Fixed ports, all below 32768: above, the kernel hands them out to outgoing connections.
# MATCHMAKING_PORT_OFFSET is added to every one, so that two checkouts run beside each other.

# The offset a running system was started with counts, also for a shell that does not name it.
port_offset() {
    local kept=
    if [[ -f $STATE/state/port-offset ]]; then kept=$(<"$STATE/state/port-offset"); fi
    printf '%s' "${MATCHMAKING_PORT_OFFSET:-${kept:-0}}"
}

# use_ports run|test
use_ports() {
    local offset
    offset=$(port_offset)
    [[ $offset =~ ^[0-9]{1,5}$ ]] || fail "MATCHMAKING_PORT_OFFSET must be a whole number, not '$offset'"
    offset=$((10#$offset))
    case $1 in
        run)
            GATEWAY_PORT=8080 POSTGRES_PORT=15432 AMQP_PORT=15673 MANAGEMENT_PORT=15674
            PROMETHEUS_PORT=15675 EPMD_PORT=14369 DIST_PORT=15676
            ;;
        test)
            GATEWAY_PORT=18080 POSTGRES_PORT=16432 AMQP_PORT=16673 MANAGEMENT_PORT=16674
            PROMETHEUS_PORT=16675 EPMD_PORT=16369 DIST_PORT=16676
            ;;
    esac
    ((GATEWAY_PORT + 10 + offset < 32768 && DIST_PORT + 20 + offset < 32768)) ||
        fail "MATCHMAKING_PORT_OFFSET=$offset lifts a port above 32767"
    GATEWAY_PORT=$((GATEWAY_PORT + offset)) POSTGRES_PORT=$((POSTGRES_PORT + offset)) AMQP_PORT=$((AMQP_PORT + offset))
    MANAGEMENT_PORT=$((MANAGEMENT_PORT + offset)) PROMETHEUS_PORT=$((PROMETHEUS_PORT + offset))
    EPMD_PORT=$((EPMD_PORT + offset)) DIST_PORT=$((DIST_PORT + offset)) PORT_OFFSET=$offset
}

# part_ports PART: the ports the part listens on, its main one first.
part_ports() {
    case $1 in
        postgres) printf '%s' "$POSTGRES_PORT" ;;
        epmd) printf '%s' "$EPMD_PORT" ;;
        rabbitmq) printf '%s' "$AMQP_PORT $MANAGEMENT_PORT $PROMETHEUS_PORT $DIST_PORT" ;;
        Gateway) printf '%s' "$GATEWAY_PORT" ;;
        TalentProfiles) printf '%s' $((GATEWAY_PORT + 1)) ;;
        TechnologyDemands) printf '%s' $((GATEWAY_PORT + 2)) ;;
        Ranking) printf '%s' $((GATEWAY_PORT + 3)) ;;
        MatchReview) printf '%s' $((GATEWAY_PORT + 4)) ;;
        Identity) printf '%s' $((GATEWAY_PORT + 5)) ;;
        Webhooks) printf '%s' $((GATEWAY_PORT + 6)) ;;
        Insights) printf '%s' $((GATEWAY_PORT + 7)) ;;
    esac
}

# Socket inodes of the listeners on a port, out of /proc: ss and lsof are not on every machine.
listeners() {
    local hex
    printf -v hex '%04X' "$1"
    cat /proc/net/tcp /proc/net/tcp6 2>/dev/null |
        awk -v port=":$hex" '$4 == "0A" && substr($2, length($2) - 4) == port { print $10 }'
}

# Who listens, as far as it can be known: another user's processes hide it.
port_owner() {
    local inode link pid
    for inode in $(listeners "$1"); do
        link=$(find /proc/[0-9]*/fd -lname "socket:\[$inode\]" -print -quit 2>/dev/null || true)
        if [[ -z $link ]]; then continue; fi
        pid=${link#/proc/}
        pid=${pid%%/*}
        printf 'pid %s, %s' "$pid" "$(tr '\0' ' ' <"/proc/$pid/cmdline" | cut -c1-100)"
        return
    done
    printf 'an unknown process'
}

# require_free_ports PART...: names every taken port before anything is started.
require_free_ports() {
    local part port taken=
    for part in "$@"; do
        for port in $(part_ports "$part"); do
            if [[ -n $(listeners "$port") ]]; then
                taken+=$'\n'"  port $port, wanted for $part, is taken by $(port_owner "$port")"
            fi
        done
    done
    if [[ -n $taken ]]; then
        fail "ports are taken:$taken"$'\n'"  end what holds them, or set MATCHMAKING_PORT_OFFSET (for example 500)"
    fi
}
