# shellcheck shell=bash
# PostgreSQL and RabbitMQ together, for deploy/up and tests/run alike.

SERVERS=(postgres epmd rabbitmq)

# start_servers [SETTING...]: keeps what runs; settings are PostgreSQL's. Does not wait: both start while others work.
start_servers() {
    local part
    local -a down=()
    for part in "${SERVERS[@]}"; do
        if ! runs "$part"; then
            # A child that outlived its supervisor holds the port.
            stop_parts "$part"
            down+=("$part")
        fi
    done
    if ((${#down[@]} == 0)); then return; fi
    if [[ " ${down[*]} " == *' epmd '* || " ${down[*]} " == *' rabbitmq '* ]]; then
        stop_parts rabbitmq epmd
        require_free_ports epmd rabbitmq
    fi
    if [[ " ${down[*]} " == *' postgres '* ]]; then
        require_free_ports postgres
        say "starting PostgreSQL on 127.0.0.1:$POSTGRES_PORT"
        start_postgres "$@"
    fi
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
