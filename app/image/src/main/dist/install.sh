#!/bin/sh
# Installs or updates Sluice on a server with systemd, from the unpacked archive that this script lies in.
set -eu

usage() {
    cat <<'END'
Usage: sudo ./install.sh [--root DIR]

Installs Sluice for systemd, or updates it:
  /opt/sluice            the program, with its own Java
  /usr/local/bin/sluice  a link to it
  /etc/sluice            the configuration, readable by the user `sluice` only; nothing there is overwritten
  /var/lib/sluice        the data, likewise
  /etc/systemd/system/sluice.service

--root DIR  installs into the folder DIR instead of /: no user is made, and no service started
END
}

fail() {
    printf 'install.sh: %s\n' "$1" >&2
    exit "${2:-1}"
}

root=
while [ $# -gt 0 ]; do
    case $1 in
        -h | --help) usage; exit 0 ;;
        --root)
            [ $# -ge 2 ] || fail "--root needs a folder" 2
            root=${2%/}
            [ -n "$root" ] || fail "--root needs a folder other than /" 2
            shift 2
            ;;
        *) usage >&2; exit 2 ;;
    esac
done

here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd -P)
[ -x "$here/bin/sluice" ] && [ -x "$here/bin/java" ] || fail "bin/sluice is missing beside this script: unpack the whole archive"
"$here/bin/java" -version >/dev/null 2>&1 || fail "bin/java does not run here: the archive is for another system than $(uname -sm)"

if [ -z "$root" ]; then
    [ "$(id -u)" -eq 0 ] || fail "run it with sudo, or name a folder: --root DIR"
    command -v systemctl >/dev/null || fail "there is no systemd here; see docs/server.md for other ways"
    id sluice >/dev/null 2>&1 ||
        useradd --system --user-group --home-dir /var/lib/sluice --no-create-home --shell /usr/sbin/nologin sluice
fi

# The old program is replaced only when the new one lies beside it as a whole.
mkdir -p "$root/opt"
rm -rf "$root/opt/sluice.new" "$root/opt/sluice.old"
case $here in
    "$(cd -- "$root/opt" && pwd -P)/sluice") fail "this is the installed program itself: unpack the archive elsewhere" ;;
esac
cp -R "$here" "$root/opt/sluice.new"
[ ! -e "$root/opt/sluice" ] || mv "$root/opt/sluice" "$root/opt/sluice.old"
mv "$root/opt/sluice.new" "$root/opt/sluice"
rm -rf "$root/opt/sluice.old"

mkdir -p "$root/usr/local/bin" "$root/etc/systemd/system" "$root/etc/sluice" "$root/var/lib/sluice"
ln -sfn /opt/sluice/bin/sluice "$root/usr/local/bin/sluice"
cp "$here/sluice.service" "$root/etc/systemd/system/sluice.service"
chmod 644 "$root/etc/systemd/system/sluice.service"
chmod 700 "$root/etc/sluice" "$root/var/lib/sluice"

if [ -n "$root" ]; then
    printf 'Installed into %s.\n' "$root"
    exit 0
fi

chown -R root:root /opt/sluice
chown sluice:sluice /etc/sluice /var/lib/sluice
[ ! -e /etc/sluice/sluice.yaml ] || chown sluice:sluice /etc/sluice/sluice.yaml
systemctl daemon-reload
if systemctl is-active --quiet sluice; then
    systemctl restart sluice
    printf 'Updated and restarted. The log: journalctl -u sluice -f\n'
elif [ -e /etc/sluice/sluice.yaml ]; then
    printf 'Installed. Start it: systemctl enable --now sluice\n'
else
    cat <<'END'
Installed. Two steps are left:
  sudo -u sluice sluice init --config /etc/sluice/sluice.yaml --data-dir /var/lib/sluice
  sudo systemctl enable --now sluice
END
fi
