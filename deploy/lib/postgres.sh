# shellcheck shell=bash
# A private PostgreSQL under STATE/pg: TCP on loopback only, passwords for everybody, no socket file (its path would
# be limited to 107 bytes).

# Installed major versions, newest first.
postgres_majors() {
    local server
    for server in /usr/lib/postgresql/*/bin/postgres /usr/pgsql-*/bin/postgres; do
        if [[ -x $server ]]; then printf '%s\n' "$server"; fi
    done | sed -E 's|.*[/-]([0-9]+)/bin/postgres$|\1|' | sort -rnu
}

postgres_bin() {
    local major=$1 directory
    for directory in "/usr/lib/postgresql/$major/bin" "/usr/pgsql-$major/bin"; do
        if [[ -x $directory/postgres ]]; then printf '%s' "$directory"; fi
    done
}

# Data can only be served by the major version that wrote it.
choose_postgres() {
    if [[ -s $STATE/pg/PG_VERSION ]]; then
        POSTGRES_MAJOR=$(<"$STATE/pg/PG_VERSION")
        [[ -n $(postgres_bin "$POSTGRES_MAJOR") ]] ||
            fail "the data in $STATE/pg was written by PostgreSQL $POSTGRES_MAJOR, which is not installed: install it, or start anew with --fresh"
    else
        POSTGRES_MAJOR=$(postgres_majors | sed -n 1p)
    fi
    POSTGRES_BIN=$(postgres_bin "$POSTGRES_MAJOR")
}

# PostgreSQL refuses to run as root. A user namespace gives it another number while the files stay root's,
# so that it also works below directories closed to everybody else.
choose_postgres_user() {
    POSTGRES_AS=()
    if ((EUID == 0)); then
        POSTGRES_AS=(unshare --user --map-user=1000 --map-group=1000)
        "${POSTGRES_AS[@]}" true 2>/dev/null ||
            fail "PostgreSQL does not run as root and this machine allows no user namespace: run this as an ordinary user"
    fi
}

# start_postgres [OPTION...]: options are settings, NAME=VALUE.
start_postgres() {
    local setting
    local -a settings=()
    choose_postgres
    choose_postgres_user
    if [[ ! -s $STATE/pg/PG_VERSION ]]; then
        # A half-made cluster of an interrupted start has no version file.
        rm -rf "$STATE/pg"
        "${POSTGRES_AS[@]}" "$POSTGRES_BIN/initdb" -D "$STATE/pg" -U matchmaking --pwfile="$STATE/secrets/postgres" \
            --auth=scram-sha-256 -E UTF8 --locale=C.UTF-8 >"$STATE/logs/postgres.log" 2>&1 ||
            fail "initdb failed" "$STATE/logs/postgres.log"
    fi
    # Statements here are short ones whose cost is overestimated now and then (sets that functions return): compiling one took up to 18 s.
    for setting in listen_addresses=127.0.0.1 "port=$POSTGRES_PORT" unix_socket_directories= max_connections=400 \
        shared_buffers=256MB jit=off log_line_prefix='%m [%p] %d ' "$@"; do
        settings+=(-c "$setting")
    done
    start_supervised postgres "$LIB/run-postgres" "$STATE/pg" "${POSTGRES_AS[@]}" \
        "$POSTGRES_BIN/postgres" -D "$STATE/pg" "${settings[@]}"
}

# sql DATABASE: reads statements, prints bare rows.
sql() {
    choose_postgres
    PGPASSFILE=$STATE/secrets/pgpass PGCONNECT_TIMEOUT=5 "$POSTGRES_BIN/psql" -X -q -A -t -v ON_ERROR_STOP=1 \
        -h 127.0.0.1 -p "$POSTGRES_PORT" -U matchmaking -d "$1"
}

postgres_answers() { sql postgres <<<'select 1' >/dev/null 2>&1; }

DATABASES=(identity talent_profiles technology_demands ranking match_review webhooks insights)

# Three roles a database, none of which may even connect to another one: the owner makes the schema, NAME_worker consumes and computes,
# NAME_api serves requests and is bound by row-level security. What the last two may do is granted to their groups.
create_databases() {
    local name role
    {
        printf 'revoke connect on database postgres, template1 from public;\n'
        for role in matchmaking_worker matchmaking_api; do
            printf "select 'create role %s nologin' where not exists (select from pg_roles where rolname = '%s') \\gexec\n" "$role" "$role"
        done
        for name in "${DATABASES[@]}"; do
            for role in "$name" "${name}_worker" "${name}_api"; do
                printf "select 'create role %s login' where not exists (select from pg_roles where rolname = '%s') \\gexec\n" "$role" "$role"
                printf "alter role %s with login nosuperuser nocreatedb nocreaterole nobypassrls password '%s';\n" "$role" "$(secret "$role")"
            done
            printf 'grant matchmaking_worker to %s_worker;\ngrant matchmaking_api to %s_api;\n' "$name" "$name"
            printf "select 'create database %s owner %s' where not exists (select from pg_database where datname = '%s') \\gexec\n" "$name" "$name" "$name"
            printf 'revoke all on database %s from public;\n' "$name"
            printf 'grant connect on database %s to %s_worker, %s_api;\n' "$name" "$name" "$name"
        done
    } | sql postgres
}
