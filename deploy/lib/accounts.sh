# shellcheck shell=bash
# Who can sign in: passwords are made once into STATE/secrets/accounts (0700, files 0600, one line LOGIN:PASSWORD each).

ACCOUNTS=(operator reviewer enterprise institute)

make_account_secrets() {
    local login
    (
        umask 077
        mkdir -p "$STATE/secrets/accounts" "$STATE/secrets/clients"
        for login in "${ACCOUNTS[@]}"; do
            if [[ ! -s $STATE/secrets/accounts/$login ]]; then
                printf '%s:%s\n' "$login" "$(random_hex 10)" >"$STATE/secrets/accounts/$login"
            fi
        done
    )
}

password_of() { cut -d: -f2 "$STATE/secrets/accounts/$1"; }

# token_of LOGIN: an access token; nothing when there is none to be had. The password never stands on a command line.
token_of() {
    curl -s --max-time 10 --data-binary @- "$(address_of Gateway)/connect/token" \
        < <(printf 'grant_type=password&username=%s&password=%s' "$1" "$(password_of "$1")") | sed -nE 's/.*"access_token":"([^"]+)".*/\1/p'
}
