# shellcheck shell=bash
# Builds, runs and counts the tests. A check that is not a test (build, format) counts as one.

# Lines of the test runner that tell nothing.
CHATTER='/^(Test run for|A total of|Data collector|Results File|No test matches)/d; /^$/d'

PASSED=0 FAILED=0 SKIPPED=0 TESTS_RUN=0

build_tests() {
    say "building the solution (Release, warnings are errors)"
    build "$STATE/logs/build.log" Matchmaking.sln -warnaserror
}

# The build holds style and analysis already (EnforceCodeStyleInBuild, warnings are errors), a test the order of usings; the whole of
# `dotnet format` looks at them again and takes 110 s.
check_format() {
    local log=$STATE/logs/format.log
    say "checking the format (dotnet format whitespace --verify-no-changes)"
    if telling "checking the format" verify_format "$log"; then
        PASSED=$((PASSED + 1))
        say "format: as it should be"
    else
        FAILED=$((FAILED + 1))
        sed "s|$ROOT/||g" "$log" | sort -u | head -n 40
        say "format: FAILED, 'dotnet format' repairs it"
    fi
}

verify_format() { (cd "$ROOT" && dotnet format whitespace Matchmaking.sln --verify-no-changes --no-restore </dev/null >"$1" 2>&1); }

export_test_settings() {
    export MATCHMAKING_TEST_POSTGRES MATCHMAKING_TEST_RABBITMQ MATCHMAKING_TEST_RABBITMQ_MANAGEMENT MATCHMAKING_TEST_FIRST_PORT
    # Tests that kill a server find its pid here.
    export MATCHMAKING_TEST_STATE=$STATE
    MATCHMAKING_TEST_POSTGRES="Host=127.0.0.1;Port=$POSTGRES_PORT;Database=postgres;Username=matchmaking;Password=$(secret postgres)"
    MATCHMAKING_TEST_RABBITMQ="amqp://matchmaking:$(secret broker)@127.0.0.1:$AMQP_PORT/matchmaking"
    MATCHMAKING_TEST_RABBITMQ_MANAGEMENT="http://operator:$(secret broker_operator)@127.0.0.1:$MANAGEMENT_PORT"
    MATCHMAKING_TEST_FIRST_PORT=$GATEWAY_PORT
}

# These kill the servers that the others ask: EndToEnd.Tests runs by itself. Platform.Tests waits most of its time for a broker that it kills (129 s on 30 % of two
# cores); what runs beside it asks no server, and takes as long.
KILLING=EndToEnd.Tests
WAITING=Platform.Tests
BESIDE_IT=Evaluate.Tests
# The longest begin first, so that no long one is left alone at the end.
LONGEST=(MatchReview.Tests TechnologyDemands.Tests Ranking.Tests TalentProfiles.Tests)

# Process group and name of the projects that run in the background.
declare -A RUNNING=()

# run_projects FILTER: two at a time, each on databases of its own. A random walk of 10,000 requests, one after another, keeps one core busy and no more.
run_projects() {
    local filter=$1 name
    local -a others=()
    for name in "$ROOT"/tests/*.Tests/*.csproj; do
        name=$(basename "$name" .csproj)
        case " $KILLING $WAITING $BESIDE_IT ${LONGEST[*]} " in *" $name "*) ;; *) others+=("$name") ;; esac
    done
    for name in "${LONGEST[@]}" "${others[@]}"; do
        if ((${#RUNNING[@]} == 2)); then finish_one; fi
        begin_project "$name" "$filter"
    done
    finish_all
    begin_project "$KILLING" "$filter"
    finish_all
    begin_project "$WAITING" "$filter"
    begin_project "$BESIDE_IT" "$filter"
    finish_all
}

# begin_project NAME FILTER: in a process group of its own, so that end_tests can end all of it.
begin_project() {
    say "$1 begins"
    set -m
    (run_tests "$1" "$2" >"$STATE/logs/$1.log" || exit $?) &
    RUNNING[$!]=$1
    set +m
}

# Waits for whichever ends first, shows what it printed, and counts.
finish_one() {
    local code=0 ended name
    wait -n -p ended "${!RUNNING[@]}" || code=$?
    name=${RUNNING[$ended]}
    unset "RUNNING[$ended]"
    cat "$STATE/logs/$name.log"
    count_results "$name" "$code"
}

finish_all() { while ((${#RUNNING[@]} > 0)); do finish_one; done; }

# run_tests NAME FILTER: the time limit ends a test that hangs, names it and counts as a failure.
run_tests() {
    local -a selection=()
    if [[ -n $2 ]]; then selection=(--filter "FullyQualifiedName~$2"); fi
    (cd "$ROOT" && dotnet test "tests/$1" --no-build -c Release "${selection[@]}" --logger "trx;LogFileName=$1.trx" \
        --logger 'console;verbosity=minimal' --results-directory "$STATE/results" \
        --blame-hang-timeout 10m --blame-hang-dump-type none </dev/null 2>&1) | sed -u -E "$CHATTER"
}

# count_results NAME CODE: a test host that crashes leaves a shorter report or none, but never exit code 0.
count_results() {
    local name=$1 report=$STATE/results/$1.trx total executed passed failed
    total=$(counter total "$report") executed=$(counter executed "$report") passed=$(counter passed "$report")
    failed=$((executed - passed))
    if (($2 != 0 && failed == 0)); then
        failed=1 executed=$((executed + 1)) total=$((total + 1))
        say "$name: no test failed, yet the run did: a cleanup, a crash or a host that could not start (exit code $2)"
        # The console shows such an error without its stack; the report has it.
        if [[ -f $report ]]; then sed -n '/<StdOut>/,/<\/StdOut>/p' "$report" | grep -B 2 -A 20 'Stack Trace:' | head -n 80 || true; fi
    fi
    PASSED=$((PASSED + passed)) FAILED=$((FAILED + failed)) SKIPPED=$((SKIPPED + total - executed))
    TESTS_RUN=$((TESTS_RUN + executed))
    say "$name: $passed passed, $failed failed, $((total - executed)) skipped"
}

# counter NAME FILE: an attribute of <Counters total="3" executed="3" passed="3" ...> in a trx file; 0 without one.
counter() {
    local value=
    if [[ -f $2 ]]; then value=$(grep -o '<Counters [^>]*' "$2" | sed -nE "s/.* $1=\"([0-9]+)\".*/\1/p"); fi
    printf '%s' "${value:-0}"
}

require_some_test() {
    if ((TESTS_RUN > 0)); then return; fi
    FAILED=$((FAILED + 1))
    if [[ -n $1 ]]; then say "no test has \"$1\" in its full name"; else say "no test ran"; fi
}

# end_tests CODE
end_tests() {
    local code=$1 group
    trap - EXIT ERR
    trap '' INT TERM HUP
    set +e
    for group in "${!RUNNING[@]}"; do kill -- "-$group" 2>/dev/null; done
    stop_servers
    rm -f "$STATE/lock"
    # Whatever ended the run early without being counted is a failure too.
    if ((code != 0 && FAILED == 0)); then FAILED=1; fi
    printf '%d passed, %d failed, %d skipped\n' "$PASSED" "$FAILED" "$SKIPPED"
    if ((FAILED > 0)); then exit 1; fi
    exit 0
}
