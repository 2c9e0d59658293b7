# Sourced by ./halcyon: lock_build lets one start build at a time, the others wait for it; unlock_build ends that.

lock_build() { # path of the lock, without ending
    build_lock="$1"
    if command -v flock >/dev/null 2>&1; then
        # The system lets go of it when the last process of the build has ended, however that was.
        exec 9>"$build_lock.lock"
        if ! flock -n 9; then
            tell_waiting
            flock 9
        fi
        return
    fi
    waited=0
    until mkdir "$build_lock.held" 2>/dev/null; do
        if [ ! -d "$build_lock.held" ]; then
            echo "halcyon: $build_lock.held cannot be made" >&2
            exit 2
        fi
        owner=$(cat "$build_lock.held/pid" 2>/dev/null || :)
        # Between making the folder and writing the number lies a moment, not ten seconds.
        if { [ -n "$owner" ] && ! is_running "$owner"; } || { [ -z "$owner" ] && [ "$waited" -ge 10 ]; }; then
            free_stale "$owner"
            continue
        fi
        if [ "$waited" -eq 0 ]; then tell_waiting; fi
        waited=$((waited + 1))
        sleep 1
    done
    trap 'rm -rf "$build_lock.held"' EXIT
    trap 'exit 2' HUP INT TERM
    echo $$ >"$build_lock.held/pid"
}

unlock_build() {
    if [ -d "$build_lock.held" ]; then
        rm -rf "$build_lock.held"
        trap - EXIT HUP INT TERM
    else
        exec 9>&-
    fi
}

tell_waiting() {
    echo "halcyon: another start is building; waiting for it" >&2
}

is_running() { # number of a process; a signal is refused for those of other users
    kill -0 "$1" 2>/dev/null || [ -d "/proc/$1" ] || ps -p "$1" >/dev/null 2>&1
}

free_stale() { # number of the process that has ended
    aside="$build_lock.stale.$$"
    mv "$build_lock.held" "$aside" 2>/dev/null || return 0
    # Another waiting start may have been faster, and holds it now.
    if [ "$(cat "$aside/pid" 2>/dev/null || :)" != "$1" ]; then
        mv "$aside" "$build_lock.held" 2>/dev/null || :
    fi
    rm -rf "$aside"
}
