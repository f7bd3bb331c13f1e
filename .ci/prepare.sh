# Installs what is missing and nothing else; sourced by ./run and ./test. Knows packages, not the product.
# prepare run|test: afterwards .venv/bin/python has the locked environment. A second call with nothing changed does nothing.

UV_VERSION=0.13.9
RUN_PACKAGES="libzbar0 libglib2.0-0 libgl1 libegl1 libdbus-1-3 libfontconfig1 libxkbcommon0 libxkbcommon-x11-0 libxcb-cursor0 libxcb-icccm4 libxcb-image0 libxcb-keysyms1 libxcb-render-util0 libxcb-shape0 libxcb-xinerama0 libpulse0"
TEST_PACKAGES="xvfb xauth xdotool x11-xkb-utils postgresql gcc libc6-dev"

fail() {
    echo "$*" >&2
    exit 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"
    elif command -v sudo >/dev/null 2>&1; then sudo "$@"
    else fail "These commands need root and there is no sudo here. As root, run: $*
관리자 권한이 필요하지만 sudo가 없습니다. 관리자로 실행하세요: $*"
    fi
}

apt_missing() {
    for package in "$@"; do
        # Ubuntu 24.04 renamed some libraries (libglib2.0-0t64); the new one provides the old name
        dpkg-query -W -f '${Status} ${Package} ${Provides}\n' "$package" "${package}t64" 2>/dev/null | grep -q '^install ok installed' || printf '%s ' "$package"
    done
}

system_packages() {
    case "$(uname -s)" in
    Linux)
        command -v dpkg-query >/dev/null 2>&1 || fail "This system has no apt. Install by hand: the libraries zbar (libzbar.so.0), EGL, GL, D-Bus, fontconfig, xkbcommon(-x11), xcb-cursor/-icccm/-image/-keysyms/-render-util/-shape/-xinerama, python >= 3.11 with venv; for ./test also Xvfb, xdotool and a PostgreSQL server. Then: pip install uv==$UV_VERSION && uv sync --locked && .venv/bin/kiosk demo"
        # shellcheck disable=SC2086
        missing=$(apt_missing $1)
        python3 -c 'import ensurepip' 2>/dev/null || missing="$missing python3-venv"
        [ -n "${missing% }" ] || return 0
        echo "installing: $missing"
        as_root apt-get -q update
        # shellcheck disable=SC2086
        as_root env DEBIAN_FRONTEND=noninteractive apt-get -q install -y --no-install-recommends $missing
        ;;
    Darwin)
        [ -e /opt/homebrew/lib/libzbar.dylib ] || [ -e /usr/local/lib/libzbar.dylib ] || {
            command -v brew >/dev/null 2>&1 || fail "Install Homebrew (brew.sh), then: brew install zbar"
            brew install zbar
        }
        ;;
    MINGW* | MSYS* | CYGWIN*) ;; # the wheels bring all libraries; pyzbar needs the Visual C++ 2013 runtime
    *) fail "Unknown system $(uname -s). Needed: python >= 3.11, the zbar library, an X11 or Wayland desktop. Then: pip install uv==$UV_VERSION && uv sync --locked && .venv/bin/kiosk demo" ;;
    esac
}

find_uv() {
    for candidate in uv "$here/.uv/bin/uv" "$here/.uv/Scripts/uv.exe"; do
        if [ "$("$candidate" --version 2>/dev/null | cut -d' ' -f2)" = "$UV_VERSION" ]; then
            uv=$candidate
            return
        fi
    done
    echo "installing: uv $UV_VERSION"
    rm -rf "$here/.uv"
    python3 -m venv "$here/.uv"
    "$here"/.uv/*/python -m pip -q install "uv==$UV_VERSION"
    uv=$(ls "$here/.uv/bin/uv" "$here/.uv/Scripts/uv.exe" 2>/dev/null || true)
}

prepare() {
    what=$1
    stamp="$here/.venv/.prepared-$what"
    # python moved or the lock changed: set up again
    wanted="$(cat "$here/uv.lock" "$here/pyproject.toml" "$here/.ci/prepare.sh" | cksum) $here"
    for venv in "$here/.venv/bin" "$here/.venv/Scripts"; do
        [ -x "$venv/python" ] && [ "$(cat "$stamp" 2>/dev/null)" = "$wanted" ] && "$venv/python" -c '' 2>/dev/null && return 0
    done
    python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || fail "python3 >= 3.11 is needed. Debian 12 and Ubuntu 24.04 have it: apt install python3
파이썬 3.11 이상이 필요합니다. Debian 12와 Ubuntu 24.04에서는: apt install python3"
    packages=$RUN_PACKAGES
    [ "$what" = test ] && packages="$packages $TEST_PACKAGES"
    system_packages "$packages"
    find_uv
    # --inexact: ./run leaves what ./test installed in place
    if [ "$what" = test ]; then set -- --all-groups; else set -- --no-dev --inexact; fi
    # the interpreter an environment was made with stays, whichever python3 comes first today: another one would make it anew
    python=$(command -v python3)
    for venv in "$here/.venv/bin" "$here/.venv/Scripts"; do
        "$venv/python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && python=$venv/python
    done
    # compiled here, once: where Python may not keep what it compiles, every start would do it again, for seconds
    UV_PYTHON_DOWNLOADS=never "$uv" --project "$here" --quiet sync --locked --compile-bytecode --python "$python" "$@"
    echo "$wanted" > "$stamp"
}
