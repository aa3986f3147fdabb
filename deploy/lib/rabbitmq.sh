# shellcheck shell=bash
# A private RabbitMQ node under STATE/rabbitmq with its own epmd; everything on loopback.

# The distribution's wrappers in /usr/sbin switch the user and drop the environment, so the scripts behind them are used.
rabbitmq_bin() {
    local server
    for server in /usr/lib/rabbitmq/bin/rabbitmq-server /usr/lib/rabbitmq/lib/rabbitmq_server-*/sbin/rabbitmq-server; do
        if [[ -x $server ]]; then
            dirname "$server"
            return
        fi
    done
}

# RabbitMQ stores salt + sha256(salt + password), base64.
password_hash() {
    local salt
    salt=$(random_hex 4)
    { bytes "$salt" && { bytes "$salt" && printf '%s' "$1"; } | sha256sum | bytes "$(cut -d' ' -f1)"; } | base64 -w 0
}

# shellcheck disable=SC2059,SC2001 # the format is the data: \xNN for every byte
bytes() { printf "$(sed 's/../\\x&/g' <<<"$1")"; }

write_rabbitmq_files() {
    local home=$STATE/rabbitmq
    mkdir -p "$home"
    if [[ ! -s $home/.erlang.cookie ]]; then (umask 377 && random_hex 20 >"$home/.erlang.cookie"); fi
    printf '[rabbitmq_management,rabbitmq_prometheus].\n' >"$home/enabled_plugins"
    printf '[].\n' >"$home/advanced.config"
    cat >"$home/rabbitmq.conf" <<CONF
listeners.tcp.1 = 127.0.0.1:$AMQP_PORT
management.tcp.ip = 127.0.0.1
management.tcp.port = $MANAGEMENT_PORT
prometheus.tcp.ip = 127.0.0.1
prometheus.tcp.port = $PROMETHEUS_PORT
log.file = false
log.console = true
load_definitions = $home/definitions.json
vm_memory_high_watermark.absolute = 1GB
disk_free_limit.absolute = 200MB
CONF
    # What could not be handled may be personal: it lies there for seven days, as certificates of erasure say.
    # The services' user may do everything in the one virtual host; only the operator sees the management API.
    (umask 077 && cat >"$home/definitions.json") <<JSON
{
  "vhosts": [{ "name": "matchmaking" }],
  "users": [
    { "name": "matchmaking", "password_hash": "$(password_hash "$(secret broker)")", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": "" },
    { "name": "operator", "password_hash": "$(password_hash "$(secret broker_operator)")", "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": "administrator" }
  ],
  "permissions": [
    { "user": "matchmaking", "vhost": "matchmaking", "configure": ".*", "write": ".*", "read": ".*" },
    { "user": "operator", "vhost": "matchmaking", "configure": ".*", "write": ".*", "read": ".*" }
  ],
  "policies": [
    { "vhost": "matchmaking", "name": "errors-expire", "pattern": "_error$", "apply-to": "queues", "priority": 0, "definition": { "message-ttl": 604800000 } }
  ]
}
JSON
}

# In the foreground epmd has a pid to supervise; started by Erlang it would be a daemon nobody knows.
start_epmd() { start_supervised epmd "$(command -v epmd || echo /usr/bin/epmd)" -port "$EPMD_PORT" -address 127.0.0.1; }

start_rabbitmq() {
    local home=$STATE/rabbitmq
    write_rabbitmq_files
    (
        export HOME=$home ERL_EPMD_PORT=$EPMD_PORT ERL_EPMD_ADDRESS=127.0.0.1
        export RABBITMQ_NODENAME=matchmaking@localhost RABBITMQ_CONF_ENV_FILE=/dev/null
        export RABBITMQ_CONFIG_FILE=$home/rabbitmq.conf RABBITMQ_ADVANCED_CONFIG_FILE=$home/advanced.config
        export RABBITMQ_ENABLED_PLUGINS_FILE=$home/enabled_plugins RABBITMQ_MNESIA_BASE=$home/mnesia RABBITMQ_LOG_BASE=$home/log
        export RABBITMQ_PID_FILE=$home/pid RABBITMQ_DIST_PORT=$DIST_PORT
        # Busy waiting would burn the cores that the services need.
        export RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS='-kernel inet_dist_use_interface {127,0,0,1} +S 2:2 +sbwt none +sbwtdcpu none +sbwtdio none'
        # "detached" lets the script become the Erlang machine instead of waiting beside it: one pid to supervise.
        export detached=1
        start_supervised rabbitmq "$(rabbitmq_bin)/rabbitmq-server"
    )
}

# rabbitmq_api PATH: what the management API answers.
rabbitmq_api() {
    curl -sf --max-time 5 -K "$STATE/secrets/broker_operator.curl" "http://127.0.0.1:$MANAGEMENT_PORT/api/$1"
}

rabbitmq_answers() { rabbitmq_api "health/checks/port-listener/$AMQP_PORT" >/dev/null; }
