# shellcheck shell=bash
# Makes the demo organisations, loads seeds/ through the public API and prints the match lists.

loader() {
    dotnet "$ROOT/seeds/Loader/bin/Release/net10.0/Matchmaking.Loader.dll" --gateway "$(address_of Gateway)" --accounts "$STATE/secrets/accounts" "$@"
}

make_demo() {
    say "demo organisations and accounts"
    loader --clients "$STATE/secrets/clients" || fail "the demo organisations were not made (see above); the services' logs lie in $STATE/logs"
}

load_seeds() {
    if [[ ! -f $ROOT/seeds/demands.jsonl ]]; then
        say "no seeds/demands.jsonl, nothing to load"
        return
    fi
    say "loading seeds/ through $(address_of Gateway)"
    loader --seeds "$ROOT/seeds" --marker "$STATE/state/seeds.json" ||
        fail "the seeds were not loaded (see above); the services' logs lie in $STATE/logs"
    say "seeds loaded, every open demand has its list"
}
