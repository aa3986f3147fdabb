# shellcheck shell=bash
# What the machine itself must have. Looked for by what is there, not by who installed it.

# Bare names of what is missing.
missing_packages() {
    if [[ -z $(postgres_majors) ]]; then printf 'postgresql '; fi
    if [[ -z $(rabbitmq_bin) ]]; then printf 'rabbitmq-server '; fi
    if ! has_library libopencc.so.1.1; then printf 'libopencc1.1 '; fi
    if ! has_library libxgboost.so.0; then printf 'libxgboost0 '; fi
    if ! has_dictionary; then printf 'python3-jieba '; fi
    if ! command -v curl >/dev/null; then printf 'curl '; fi
}

# The list is read to its end: a reader that leaves early would break the pipe, which counts as a failure.
has_library() { (PATH=$PATH:/sbin:/usr/sbin && ldconfig -p) 2>/dev/null | grep -F "$1" >/dev/null; }

# The words that Chinese texts are cut into; of the package only its dict.txt is read.
has_dictionary() { [[ -f ${MATCHMAKING_DICTIONARY:-/usr/lib/python3/dist-packages/jieba/dict.txt} ]]; }

require_packages() {
    local missing
    [[ $(uname -s) == Linux ]] || fail "these scripts need Linux (they read /proc and use setsid)"
    missing=$(missing_packages)
    if [[ -z $missing ]]; then return; fi
    # shellcheck disable=SC2086 # a list of words
    install_packages $missing
    missing=$(missing_packages)
    [[ -z $missing ]] || fail "still missing after the installation: $missing" "$STATE/logs/packages.log"
}

install_packages() {
    local -a as_root=()
    if ! command -v apt-get >/dev/null; then
        fail "missing: $*. This is not Debian or Ubuntu; install PostgreSQL (13 or newer, server), RabbitMQ (3.10 or newer), OpenCC 1.1 (libopencc.so.1.1), XGBoost 1.7 (libxgboost.so.0), curl and jieba's dict.txt (MATCHMAKING_DICTIONARY names its place), then try again"
    fi
    if ((EUID != 0)); then
        command -v sudo >/dev/null || fail "missing: $*. Install them as root: apt-get install --no-install-recommends $*"
        as_root=(sudo)
    fi
    say "installing $*"
    if ! "${as_root[@]}" bash "$LIB/install-packages" "$@" >"$STATE/logs/packages.log" 2>&1; then
        fail "apt-get could not install: $*" "$STATE/logs/packages.log"
    fi
}

require_dotnet() {
    local version
    command -v dotnet >/dev/null ||
        fail "the .NET SDK 10.0 is missing: on Ubuntu apt-get install dotnet-sdk-10.0, elsewhere see https://dotnet.microsoft.com/download/dotnet/10.0"
    # Asked inside the checkout, where global.json has its say.
    version=$(cd "$ROOT" && dotnet --version 2>/dev/null) || version="none of: $(dotnet --list-sdks | tr '\n' ' ')"
    [[ $version == 10.0.* ]] || fail "the .NET SDK 10.0 is needed, found $version"
    say ".NET SDK $version"
}
