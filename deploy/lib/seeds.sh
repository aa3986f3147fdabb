# shellcheck shell=bash
# Loads seeds/ through the public API and prints the match lists.

load_seeds() {
    local loader=$ROOT/seeds/Loader/bin/Release/net10.0/Matchmaking.Loader.dll
    if [[ ! -f $ROOT/seeds/demands.jsonl ]]; then
        say "no seeds/demands.jsonl, nothing to load"
        return
    fi
    say "loading seeds/ through $(address_of Gateway)"
    dotnet "$loader" --gateway "$(address_of Gateway)" --seeds "$ROOT/seeds" --credentials "$STATE/secrets/operator.credentials" --marker "$STATE/state/seeds.json" ||
        fail "the seeds were not loaded (see above); the services' logs lie in $STATE/logs"
    say "seeds loaded, every open demand has its list"
}
