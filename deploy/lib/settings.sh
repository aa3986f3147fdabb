# shellcheck shell=bash
# The settings of each service, as environment variables.

# Of nobody: the organisation part starts with YY, which no registry has issued.
BUREAU_CODE=11330000YY000001XR

SERVICES=(Identity TalentProfiles TechnologyDemands Ranking MatchReview Webhooks Insights Gateway)

# What Ranking asks of the runtime; its benchmark runs with the same. A list leaves about 0.9 MB of garbage, and each collection stops
# all threads: with 64 MB of young heap (the default here was 16) collections took 105 ms of 20 s instead of 360.
RANKING_RUNTIME=("DOTNET_GCgen0size=0x4000000")

database_of() {
    case $1 in
        Identity) printf identity ;;
        TalentProfiles) printf talent_profiles ;;
        TechnologyDemands) printf technology_demands ;;
        Ranking) printf ranking ;;
        MatchReview) printf match_review ;;
        Webhooks) printf webhooks ;;
        Insights) printf insights ;;
    esac
}

address_of() { printf 'http://127.0.0.1:%s' "$(part_ports "$1")"; }

# service_settings SERVICE: fills SETTINGS with NAME=VALUE.
service_settings() {
    local other database
    SETTINGS=(
        "ASPNETCORE_ENVIRONMENT=Production"
        "ASPNETCORE_URLS=$(address_of "$1")"
        # Eight services share one small machine: server GC would give each a heap per core.
        "DOTNET_gcServer=0"
        # Two lines for every request would bury what matters.
        "Logging__LogLevel__Microsoft=Warning"
        # Tokens name the gateway as their issuer; the services read its description where Identity itself stands.
        "Authentication__Authority=$(address_of Identity)"
        "Authentication__Issuer=$(address_of Gateway)"
        "Authentication__AllowHttp=true"
    )
    if [[ $1 == Gateway ]]; then
        for other in Identity TalentProfiles TechnologyDemands Ranking MatchReview Webhooks Insights; do
            SETTINGS+=("Services__$other=$(address_of "$other")/")
        done
    else
        database=$(database_of "$1")
        SETTINGS+=(
            "Database__ConnectionString=Host=127.0.0.1;Port=$POSTGRES_PORT;Database=$database;Username=$database;Password=$(secret "$database");Maximum Pool Size=30"
            "Database__WorkerPassword=$(secret "${database}_worker")"
            "Database__ApiPassword=$(secret "${database}_api")"
            "Audit__WitnessFolder=$STATE/audit"
            "Broker__Host=127.0.0.1"
            "Broker__Port=$AMQP_PORT"
            "Broker__VirtualHost=matchmaking"
            "Broker__Username=matchmaking"
            "Broker__Password=$(secret broker)"
        )
        if [[ $1 == TalentProfiles || $1 == TechnologyDemands ]]; then
            SETTINGS+=("DataProtection__Folder=$STATE/keys/$database")
        fi
        if [[ $1 == Identity ]]; then
            # Looked at while there is no operator; after that the password is whatever the operator has made it.
            SETTINGS+=(
                "Tokens__Issuer=$(address_of Gateway)"
                "DataProtection__Folder=$STATE/keys/identity"
                "Bootstrap__CreditCode=$BUREAU_CODE"
                "Bootstrap__Name=演示市科技局（虚构）"
                "Bootstrap__Region=330000"
                "Bootstrap__Login=operator"
                "Bootstrap__Password=$(password_of operator)"
            )
        fi
        if [[ $1 == Webhooks ]]; then
            # This system is private to its machine, and receivers that are tried out are here as well; anywhere else neither is set.
            SETTINGS+=(
                "DataProtection__Folder=$STATE/keys/webhooks" "Webhooks__AllowHttp=true" "Webhooks__AllowPrivateAddresses=true" "Webhooks__Ports=1-65535"
            )
        fi
        if [[ $1 == Ranking ]]; then
            SETTINGS+=("Index__Folder=$STATE/ranking-index" "${RANKING_RUNTIME[@]}")
            if [[ -n ${MATCHMAKING_ENGINE:-} ]]; then SETTINGS+=("Training__Engine=$MATCHMAKING_ENGINE"); fi
        fi
    fi
    if [[ -n ${OTEL_EXPORTER_OTLP_ENDPOINT:-} ]]; then
        SETTINGS+=("OTEL_EXPORTER_OTLP_ENDPOINT=$OTEL_EXPORTER_OTLP_ENDPOINT")
    fi
}
