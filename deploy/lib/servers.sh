# shellcheck shell=bash
# PostgreSQL and RabbitMQ together, for deploy/up and tests/run alike.

SERVERS=(postgres epmd rabbitmq)

# claim_ports PART...: ends what outlived its supervisor, then insists that every part that does not run finds its ports free.
claim_ports() {
    local part
    local -a down=()
    for part in "$@"; do
        if ! runs "$part"; then
            stop_parts "$part"
            down+=("$part")
        fi
    done
    require_free_ports "${down[@]}"
}

# start_servers [SETTING...]: keeps what runs; settings are PostgreSQL's. Does not wait: both start while others work.
start_servers() {
    if ! runs postgres; then
        say "starting PostgreSQL on 127.0.0.1:$POSTGRES_PORT"
        start_postgres "$@"
    fi
    if ! runs epmd; then start_epmd; fi
    if ! runs rabbitmq; then
        say "starting RabbitMQ on 127.0.0.1:$AMQP_PORT"
        start_rabbitmq
    fi
}

await_servers() {
    wait_for 60 PostgreSQL postgres_answers || fail "PostgreSQL does not answer on 127.0.0.1:$POSTGRES_PORT" "$STATE/logs/postgres.log"
    say "PostgreSQL $POSTGRES_MAJOR ready"
    wait_for 90 RabbitMQ rabbitmq_answers || fail "RabbitMQ does not answer on 127.0.0.1:$AMQP_PORT" "$STATE/logs/rabbitmq.log"
    say "RabbitMQ ready"
}

stop_servers() { stop_parts rabbitmq epmd postgres; }
