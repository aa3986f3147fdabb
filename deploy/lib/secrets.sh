# shellcheck shell=bash
# Secrets are made once, on this machine, into STATE/secrets (0700, files 0600), and never leave it.
# Hexadecimal, so that they need no quoting in URLs, connection strings, SQL and curl's files.

make_secrets() {
    local name
    mkdir -p "$STATE/secrets"
    chmod 700 "$STATE/secrets"
    for name in postgres "${DATABASES[@]}" "${DATABASES[@]/%/_worker}" "${DATABASES[@]/%/_api}" broker broker_operator bootstrap_operator; do
        if [[ ! -s $STATE/secrets/$name ]]; then
            (umask 077 && random_hex 24 >"$STATE/secrets/$name")
        fi
    done
    # Clients read these files, so that no password stands on a command line.
    (
        umask 077
        printf '127.0.0.1:*:*:matchmaking:%s\n' "$(secret postgres)" >"$STATE/secrets/pgpass"
        printf 'user = "operator:%s"\n' "$(secret broker_operator)" >"$STATE/secrets/broker_operator.curl"
        # LOGIN:PASSWORD of the first operator, as it was made.
        printf 'operator:%s\n' "$(secret bootstrap_operator)" >"$STATE/secrets/operator.credentials"
    )
}

secret() { cat "$STATE/secrets/$1"; }

random_hex() { od -An -N"$1" -tx1 /dev/urandom | tr -d ' \n'; }
