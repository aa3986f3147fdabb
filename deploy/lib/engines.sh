# shellcheck shell=bash
# Which engines can train rankers. ML.NET is built where a package source serves it, XGBoost is a library of the machine.

# Sets and exports MlNet, which every build of this run reads: the solution is built with the ML.NET engine or without it. The probe is a restore of
# that project, so whatever package source is configured counts. MATCHMAKING_ENGINE=xgboost needs no probe.
find_engines() {
    local log=$STATE/logs/engine.log
    if [[ -z ${MlNet:-} ]]; then
        MlNet=false
        if [[ ${MATCHMAKING_ENGINE:-} != xgboost ]] && telling "asking the package sources for Microsoft.ML" probe_mlnet "$log"; then MlNet=true; fi
    fi
    export MlNet
    case ${MATCHMAKING_ENGINE:-} in
        '' | xgboost) ;;
        mlnet) [[ $MlNet == true ]] || fail "MATCHMAKING_ENGINE=mlnet, but no package source serves Microsoft.ML" "$log" ;;
        *) fail "MATCHMAKING_ENGINE=$MATCHMAKING_ENGINE: known are mlnet and xgboost" ;;
    esac
    if [[ $MlNet == true ]]; then
        say "engines: ML.NET (built from packages), XGBoost"
    else
        say "engines: XGBoost; ML.NET is left out (no package source serves Microsoft.ML, or xgboost was asked for)"
    fi
}

probe_mlnet() { (cd "$ROOT" && dotnet restore services/Learning.MlNet/Learning.MlNet.csproj -p:MlNet=true </dev/null >"$1" 2>&1); }
