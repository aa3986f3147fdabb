# shellcheck shell=bash
# Builds the services and runs copies of what was built.

build_services() {
    say "building the services (Release)"
    build "$STATE/logs/build.log" deploy/services.slnf
}

# Names a version of a service: its files and its settings. Same version, nothing to restart.
version_of() {
    service_settings "$1"
    {
        (cd "$ROOT/services/$1/bin/Release/net10.0" && find . -type f -print0 | LC_ALL=C sort -z | xargs -0 sha256sum)
        printf '%s\n' "${SETTINGS[@]}"
    } | sha256sum | cut -c1-16
}

# start_service SERVICE: keeps one that runs the version just built, replaces any other.
start_service() {
    local service=$1 version app built=$ROOT/services/$1/bin/Release/net10.0
    [[ -f $built/Matchmaking.$service.dll ]] ||
        fail "the build made no $built/Matchmaking.$service.dll: does deploy/services.slnf name the project?" "$STATE/logs/build.log"
    version=$(version_of "$service")
    app=$STATE/app/$service/$version
    if runs "$service" && [[ -d $app ]]; then
        say "  $service runs already, unchanged"
        return
    fi
    stop_parts "$service"
    # A copy, so that a later build (of the tests, say) never changes files under a running process.
    rm -rf "${STATE:?}/app/$service"
    mkdir -p "$app"
    cp -R "$built/." "$app/"
    service_settings "$service"
    (cd "$app" && export "${SETTINGS[@]}" && start_supervised "$service" dotnet "Matchmaking.$service.dll")
    say "  $service started, $(address_of "$service")"
}

service_ready() { curl -sf --max-time 5 -o /dev/null "$(address_of "$1")/health/ready"; }

# Waits for every service, then the gateway; a service that keeps dying is not waited for.
await_services() {
    local service
    for service in "$@"; do
        wait_for 120 "$service to be ready" ready_or_dying "$service" || true
        service_ready "$service" ||
            fail "$service is not ready at $(address_of "$service")/health/ready (restarts: $(restarts_of "$service"))" "$STATE/logs/$service.log"
        say "  $service ready"
    done
}

ready_or_dying() { service_ready "$1" || (($(restarts_of "$1") >= 4)); }
