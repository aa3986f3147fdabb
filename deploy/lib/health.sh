# shellcheck shell=bash
# What deploy/status shows. JSON is taken apart with sed: neither jq nor Python is a requirement.

epmd_answers() { [[ -n $(listeners "$EPMD_PORT") ]]; }

part_healthy() {
    case $1 in
        postgres) postgres_answers ;;
        rabbitmq) rabbitmq_answers ;;
        epmd) epmd_answers ;;
        *) service_ready "$1" ;;
    esac
}

part_address() {
    case $1 in
        postgres | epmd | rabbitmq)
            local ports
            ports=$(part_ports "$1")
            printf '127.0.0.1:%s' "${ports%% *}"
            ;;
        *) address_of "$1" ;;
    esac
}

# Returns 1 when a part is not healthy.
show_parts() {
    local part pid health bad=0
    printf '%-18s %8s  %-24s %-11s %s\n' part pid address health restarts
    for part in "${SERVERS[@]}" "${SERVICES[@]}"; do
        pid=$(pid_of "$part") || pid=-
        if part_healthy "$part"; then
            health=healthy
            # It answers, but nothing would start it again.
            if ! runs "$part"; then health=UNGUARDED bad=1; fi
        elif runs "$part"; then
            health='NOT READY' bad=1
        else
            health=STOPPED bad=1
        fi
        printf '%-18s %8s  %-24s %-11s %s\n' "$part" "$pid" "$(part_address "$part")" "$health" "$(restarts_of "$part")"
    done
    return $bad
}

# Lines "name messages consumers"; "-" for a figure the node has not gathered yet.
queues() {
    rabbitmq_api 'queues/matchmaking?columns=name,messages,consumers' | tr '}' '\n' | awk '
        function figure(key) { return match($0, "\"" key "\":[0-9]+") ? substr($0, RSTART + length(key) + 3, RLENGTH - length(key) - 3) : "-" }
        match($0, /"name":"[^"]+"/) { print substr($0, RSTART + 8, RLENGTH - 9), figure("messages"), figure("consumers") }'
}

show_queues() {
    local name messages consumers mark list
    printf '\n%-58s %9s %9s\n' queue messages consumers
    if ! list=$(queues); then
        printf '  RabbitMQ does not answer\n'
        return
    fi
    if [[ -z $list ]]; then printf '  no queue yet\n'; fi
    while read -r name messages consumers; do
        if [[ -z $name ]]; then continue; fi
        mark=
        if [[ $name == *_error || $name == *_skipped ]] && [[ $messages != [0-] ]]; then mark='  <- messages nobody could handle'; fi
        printf '%-58s %9s %9s%s\n' "$name" "$messages" "$consumers" "$mark"
    done <<<"$list"
}

show_outboxes() {
    local database answer
    printf '\n%-20s %9s  %s\n' outbox waiting oldest
    for database in "${DATABASES[@]}"; do
        if ! answer=$(outbox_lag "$database" 2>/dev/null); then answer='? ?'; fi
        printf '%-20s %9s  %s\n' "$database" "${answer%% *}" "${answer#* }"
    done
}

# "count age", or "- no outbox yet" before the service has migrated.
outbox_lag() {
    sql "$1" <<'SQL'
select coalesce((select schemaname from pg_tables where tablename = 'outbox_message' limit 1), '') as schema \gset
select :'schema' <> '' as migrated \gset
\if :migrated
select count(*) || ' ' || coalesce(date_trunc('milliseconds', clock_timestamp() - min(created_at))::text || ' ago', '-') from :"schema".outbox_message;
\else
\echo - no outbox yet
\endif
SQL
}

# Of the model in use, in days and hours; nothing while the scorecard ranks alone.
show_model_age() {
    local trained hours
    trained=$(sed -nE 's/.*"modelTrainedAt":"([^"]+)".*/\1/p' <<<"$1")
    if [[ -n $trained ]]; then
        hours=$((($(date +%s) - $(date -d "$trained" +%s)) / 3600))
        printf 'modelAge: %d d %d h\n' $((hours / 24)) $((hours % 24))
    fi
}

show_ranker() {
    local answer
    printf '\n'
    if answer=$(curl -sf --max-time 5 -H @- "$(address_of Ranking)/v1/ranker" < <(printf 'Authorization: Bearer %s\n' "$(token_of operator)")); then
        sed -E 's/^\{//; s/\}$//; s/":/: /g; s/"//g; s/,/\n/g' <<<"$answer"
        show_model_age "$answer"
    else
        printf 'ranker: not told by the service\n'
    fi
}
