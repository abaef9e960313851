#!/usr/bin/env bash
# Makes a machine able to build firmware for Cortex-M4F and RV32IMC and to run it in QEMU.
# Safe to run again: each step looks first whether it is done.
#
#   tools/setup-cross.sh            everything
#   tools/setup-cross.sh rust       only what building needs
#   tools/setup-cross.sh qemu       only the emulators
#
# Rust: `rustup target add` where that works. Where it does not (no rustup, or its server
# can't be reached), Debian 12's rustc-web, with core and alloc built once from
# rust-web-src into $CROSS_HOME (about 110 MB, two minutes).
#
#   CROSS_HOME      where that toolchain goes (default ~/.cache/cross-rust)
#   CROSS_RUST      rustup | debian: take that route, without trying the other
set -euo pipefail

TARGETS=(thumbv7em-none-eabihf riscv32imc-unknown-none-elf)
CROSS_HOME=${CROSS_HOME:-$HOME/.cache/cross-rust}
HOST=x86_64-unknown-linux-gnu
BOARD=b-l475e-iot01a

say() { printf 'setup-cross: %s\n' "$*" >&2; }
die() { say "$*"; exit 1; }
root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

apt_updated=
apt_get() {
    command -v apt-get >/dev/null || die "no apt-get here: install $* by hand"
    if [ -z "$apt_updated" ]; then
        root apt-get -qq -o DPkg::Lock::Timeout=300 update
        apt_updated=1
    fi
    DEBIAN_FRONTEND=noninteractive root apt-get -qq -y -o DPkg::Lock::Timeout=300 \
        --no-install-recommends install "$@" >/dev/null
}

# ---------------------------------------------------------------- Rust

rustup_has_targets() {
    local have t
    have=$(rustup target list --installed 2>/dev/null) || return 1
    for t in "${TARGETS[@]}"; do grep -qx "$t" <<<"$have" || return 1; done
}

rust_by_rustup() {
    command -v rustup >/dev/null || return 1
    rustup_has_targets && return 0
    say "rustup target add ${TARGETS[*]}"
    timeout 180 rustup target add "${TARGETS[@]}" >&2 || return 1
    rustup_has_targets
}

rust_by_debian() {
    local t stamp want
    if ! [ -x /usr/bin/rustc ] || ! [ -x /usr/bin/cargo ] || ! [ -x /usr/bin/lld ] ||
        ! [ -d /usr/lib/rustlib/src/rust/library ] || ! command -v cc >/dev/null; then
        say "apt-get install rustc-web cargo-web rust-web-src lld gcc"
        apt_get rustc-web cargo-web rust-web-src lld gcc libc6-dev ca-certificates
    fi
    want="$(/usr/bin/rustc -vV; /usr/bin/lld -flavor gnu --version; printf '%s\n' "${TARGETS[@]}")"
    stamp=$CROSS_HOME/stamp
    if [ "$(cat "$stamp" 2>/dev/null)" = "$want" ]; then return 0; fi

    say "building core and alloc for ${TARGETS[*]} into $CROSS_HOME"
    rm -rf "$CROSS_HOME"
    mkdir -p "$CROSS_HOME/bin" "$CROSS_HOME/lib/rustlib/$HOST/bin"
    tmp=$(mktemp -d)
    trap 'rm -rf "$tmp"' EXIT
    mkdir "$tmp/src"
    printf '[package]\nname = "empty"\nversion = "0.0.0"\nedition = "2021"\n[workspace]\n' >"$tmp/Cargo.toml"
    printf '#![no_std]\n' >"$tmp/src/lib.rs"
    for t in "${TARGETS[@]}"; do
        # embed-bitcode: so that a firmware's lto = "fat" takes core in.
        (cd "$tmp" && env -u RUSTUP_TOOLCHAIN -u CARGO_ENCODED_RUSTFLAGS -u CARGO_TARGET_DIR \
            PATH=/usr/bin:/bin RUSTC=/usr/bin/rustc RUSTC_BOOTSTRAP=1 RUSTFLAGS=-Cembed-bitcode=yes \
            /usr/bin/cargo build -q --release --target "$t" \
            -Zbuild-std=core,alloc -Zbuild-std-features=compiler-builtins-mem)
        mkdir -p "$CROSS_HOME/lib/rustlib/$t/lib"
        cp "$tmp/target/$t/release/deps/"lib{core,alloc,compiler_builtins}-*.rlib "$CROSS_HOME/lib/rustlib/$t/lib/"
    done
    # Host crates (build scripts, proc macros) use Debian's own std; linking uses Debian's lld.
    ln -s "/usr/lib/rustlib/$HOST/lib" "$CROSS_HOME/lib/rustlib/$HOST/lib"
    ln -s /usr/bin/lld "$CROSS_HOME/lib/rustlib/$HOST/bin/rust-lld"
    ln -s /usr/bin/cargo "$CROSS_HOME/bin/cargo"
    ln -s /usr/bin/rustdoc "$CROSS_HOME/bin/rustdoc"
    printf '#!/bin/sh\nexec /usr/bin/rustc --sysroot "%s" "$@"\n' "$CROSS_HOME" >"$CROSS_HOME/bin/rustc"
    chmod +x "$CROSS_HOME/bin/rustc"
    if command -v rustup >/dev/null; then rustup toolchain link cross-rust "$CROSS_HOME" >&2 || true; fi
    printf '%s\n' "$want" >"$stamp"
}

setup_rust() {
    case ${CROSS_RUST:-} in
    rustup) rust_by_rustup || die "rustup can't add the targets" ;;
    debian) rust_by_debian ;;
    '')
        if [ -f "$CROSS_HOME/stamp" ]; then # an earlier run had to take this route
            rust_by_debian
        elif ! rust_by_rustup; then
            say "no targets by rustup: taking Debian's compiler"
            rust_by_debian
        fi
        ;;
    *) die "CROSS_RUST is rustup or debian" ;;
    esac
}

# ---------------------------------------------------------------- QEMU

has_board() { command -v qemu-system-arm >/dev/null && qemu-system-arm -M help | grep -q "^$BOARD "; }
has_riscv() { command -v qemu-system-riscv32 >/dev/null; }

setup_qemu() {
    has_board && has_riscv && return 0
    # Debian 12's own QEMU (7.2) has no STM32L4 board; its backports have QEMU 10.
    local from=() codename
    codename=$(. /etc/os-release && echo "${VERSION_CODENAME:-}")
    if [ "$codename" = bookworm ]; then
        if ! grep -rqs bookworm-backports /etc/apt/sources.list /etc/apt/sources.list.d; then
            # the mirror that is configured already, with the other suite
            src=$(ls /etc/apt/sources.list.d/debian.sources 2>/dev/null) || die "add bookworm-backports to the apt sources"
            sed -e '/^$/,$d' -e 's/^Suites:.*/Suites: bookworm-backports/' "$src" |
                root tee /etc/apt/sources.list.d/bookworm-backports.sources >/dev/null
            apt_updated= # the new suite's list is still to be read
        fi
        from=(-t bookworm-backports)
    fi
    say "apt-get install qemu-system-arm qemu-system-riscv"
    apt_get "${from[@]}" qemu-system-arm qemu-system-riscv || apt_get "${from[@]}" qemu-system-arm qemu-system-misc
    has_board || die "this machine's QEMU has no $BOARD board (it takes QEMU 9.0 or later)"
}

case ${1:-all} in
all) setup_rust; setup_qemu ;;
rust) setup_rust ;;
qemu) setup_qemu ;;
*) die "usage: $0 [rust|qemu]" ;;
esac
say "ready"
