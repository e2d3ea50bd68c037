#!/bin/sh
# Puts the VortexPanel agent and its engine on this server, and takes them away again.
#
#   sh agent.sh install --panel https://panel.example --enrol panel.example:8443 --token <token>
#   sh agent.sh install --from <folder> --enrol panel.example:8443 --token <token>
#   sh agent.sh uninstall
#
#   --dry-run   says every step and does none
#   --panel     fetches the programs from the panel, which gives them to whoever holds the token
#   --from      takes them from a folder instead: the release of the agent
#   --enrol     where the panel waits for agents, as host:port; left out, this server is not enrolled
#   --token     the enrolment token, good once; VORTEX_ENROLMENT_TOKEN says the same out of sight of other users
#
# It may be run again at any time: programs are replaced as a whole and an identity is kept. A new engine takes over the
# connections' doors from the one that runs. It touches these places and no others:
#
#   /usr/lib/vortex                             the programs, owned by root
#   /usr/local/bin/vortex-agent                 the command
#   /var/lib/vortex-agent                       the agent's files, closed to all but its user
#   /etc/systemd/system/vortex-agent.service    its unit, where there is systemd
#   the system user vortex-agent                may bind low ports and set up the tunnel's network, and nothing else
set -eu
umask 022

user=vortex-agent
home=/var/lib/vortex-agent
programs=/usr/lib/vortex
command=/usr/local/bin/vortex-agent
unit=/etc/systemd/system/vortex-agent.service
oldest_node=20.19

action='' panel='' from='' enrol='' token="${VORTEX_ENROLMENT_TOKEN:-}" dry=''
workshop=''

main() {
  read_arguments "$@"
  look_around
  trap leave EXIT
  trap 'exit 130' INT TERM
  "$action"
}

read_arguments() {
  while [ $# -gt 0 ]; do
    case "$1" in
      install | uninstall) action=$1 ;;
      --dry-run) dry=yes ;;
      --panel | --from | --enrol | --token)
        [ $# -gt 1 ] || refuse "$1 wants a value"
        case "$1" in
          --panel) panel=${2%/} ;;
          --from) from=$2 ;;
          --enrol) enrol=$2 ;;
          --token) token=$2 ;;
        esac
        shift
        ;;
      -h | --help) explain && exit 0 ;;
      *) refuse "what is $1? sh agent.sh --help" ;;
    esac
    shift
  done
  [ -n "$action" ] || refuse 'install, or uninstall? sh agent.sh --help'
  [ "$action" = uninstall ] && return
  [ -n "$panel$from" ] || refuse 'where are the programs? --panel <address> or --from <folder>'
  [ -z "$panel" ] || [ -n "$token" ] || refuse 'the panel wants the --token'
  [ -z "$enrol" ] || [ -n "$token" ] || refuse 'to enrol takes the --token'
}

look_around() {
  [ "$(uname -s)" = Linux ] || refuse 'this is not Linux'
  [ -n "$dry" ] || [ "$(id -u)" = 0 ] || refuse 'this takes root; --dry-run does not'
  [ -n "$dry" ] || has setpriv || refuse 'this takes setpriv, of util-linux'
  machine=$(uname -m)
  # Who has the socket of PID 1 has systemd; a program named systemctl proves nothing.
  systemd=''
  [ ! -d /run/systemd/system ] || systemd=yes
}

# ── install ──────────────────────────────────────────────────────────────────────────────────────────────────────────

install() {
  say "1. Get the programs for $machine, and check them against their SHA-256"
  workshop=$(mktemp -d)
  get_release
  say "2. Make the user $user, who may log in nowhere"
  make_user
  say "3. Put the programs into $programs, each in one move"
  put_programs
  say "4. Make $home, for $user alone"
  run mkdir -p "$home"
  run chown "$user:$user" "$home"
  run chmod 700 "$home"
  say '5. Enrol this server'
  enrol_once
  say '6. Start'
  start
  say '7. See how it is'
  show
}

get_release() {
  release=$from
  if [ -z "$release" ]; then
    release=$workshop
    # In a file: a command line is everybody's to read.
    (umask 077 && printf 'Authorization: Bearer %s\n' "$token" >"$workshop/header")
    fetch SHA256SUMS
    [ -n "$dry" ] || for file in $(wanted); do fetch "$file"; done
    [ -z "$dry" ] || note "fetch what it names for $machine: agent.tar.gz, vortex-tunnel-$machine, node-$machine"
  fi
  if [ -n "$dry" ]; then
    note "sha256sum -c, in $release"
    return
  fi
  [ -f "$release/SHA256SUMS" ] || refuse "$release is no release of the agent"
  known "vortex-tunnel-$machine" || refuse "there is no engine for $machine"
  for file in $(wanted); do grep "  $file\$" "$release/SHA256SUMS"; done >"$workshop/sums"
  (cd "$release" && sha256sum -c "$workshop/sums") || refuse 'the programs are not what they should be'
}

# What the release has for a machine like this.
wanted() {
  for file in agent.tar.gz "vortex-tunnel-$machine" "node-$machine"; do
    if known "$file"; then echo "$file"; fi
  done
}

known() {
  grep -q "  $1\$" "$release/SHA256SUMS"
}

fetch() {
  if [ -n "$dry" ]; then
    note "fetch $panel/install/$1"
  elif has curl; then
    curl --fail --silent --show-error --location --header "@$workshop/header" \
      --output "$workshop/$1" "$panel/install/$1" || refuse "the panel does not give $1: is the token still good?"
  elif has wget; then
    wget --quiet --header "$(cat "$workshop/header")" --output-document "$workshop/$1" "$panel/install/$1" ||
      refuse "the panel does not give $1: is the token still good?"
  else
    refuse 'to fetch the programs takes curl or wget'
  fi
}

make_user() {
  if id "$user" >/dev/null 2>&1; then
    note 'it is there'
  elif has useradd; then
    run useradd --system --user-group --home-dir "$home" --no-create-home --shell /usr/sbin/nologin "$user"
  else
    run addgroup -S "$user"
    run adduser -S -D -H -h "$home" -s /sbin/nologin -G "$user" "$user"
  fi
}

put_programs() {
  run mkdir -p "$programs"
  put_node
  run rm -rf "$programs/agent.new"
  run mkdir "$programs/agent.new"
  run tar -xzf "$release/agent.tar.gz" -C "$programs/agent.new" --no-same-owner
  run rm -rf "$programs/agent.old"
  [ ! -d "$programs/agent" ] || run mv "$programs/agent" "$programs/agent.old"
  run mv "$programs/agent.new" "$programs/agent"
  run rm -rf "$programs/agent.old"
  put "$release/vortex-tunnel-$machine" "$programs/vortex-tunnel"
  [ ! -f "$0" ] || put "$0" "$programs/agent.sh"
  write_command
}

# Of the release if it has one, else this server's own.
put_node() {
  if [ -z "$dry" ] && known "node-$machine" && try_node "$release/node-$machine"; then
    put "$release/node-$machine" "$programs/node"
  elif [ -n "$dry" ]; then
    note "cp the release's node, or else ln -s this server's own, $oldest_node or newer, to $programs/node"
  else
    own=$(command -v node || true)
    try_node "${own:-false}" || refuse "Node.js $oldest_node or newer is missing, and the release has none"
    run ln -sfn "$(readlink -f "$own")" "$programs/node"
  fi
}

try_node() {
  chmod +x "$1" 2>/dev/null || true
  "$1" -e "const [a, b] = process.versions.node.split('.').map(Number), [x, y] = '$oldest_node'.split('.').map(Number);
    process.exit(a > x || (a === x && b >= y) ? 0 : 1)" 2>/dev/null
}

# A file that is the same is left alone: to the agent, another one in the place of the engine is an upgrade.
put() {
  if cmp -s "$1" "$2"; then
    note "$2 is there"
    return
  fi
  run cp "$1" "$2.new"
  run chmod 755 "$2.new"
  run mv -f "$2.new" "$2"
}

write_command() {
  note "write $command: the agent's program, as $user"
  [ -z "$dry" ] || return 0
  cat >"$command.new" <<END
#!/bin/sh
# Made by agent.sh. Whoever is root becomes $user first: the agent's files are its user's.
export VORTEX_AGENT_HOME=$home VORTEX_TUNNEL=$programs/vortex-tunnel
set -- $programs/node --max-old-space-size=64 --max-semi-space-size=4 $programs/agent/services/node-agent/dist/main.js "\$@"
cd /
[ "\$(id -u)" != 0 ] || set -- setpriv --reuid $user --regid $user --init-groups -- "\$@"
exec "\$@"
END
  chmod 755 "$command.new"
  mv -f "$command.new" "$command"
}

enrol_once() {
  if [ -e "$home/identity" ]; then
    note 'it is enrolled, and keeps its identity'
  elif [ -z "$enrol" ]; then
    note "left out; later: vortex-agent enrol <host:port> <token>"
  elif [ -n "$dry" ]; then
    note "vortex-agent enrol $enrol <token>"
  else
    "$command" enrol "$enrol" "$token"
  fi
}

start() {
  if [ -z "$systemd" ]; then
    note 'there is no systemd here; whatever starts programs is to start: vortex-agent run'
    return
  fi
  run cp "$programs/agent/services/node-agent/systemd/vortex-agent.service" "$unit"
  run systemctl daemon-reload
  if [ -z "$dry" ] && [ ! -e "$home/identity" ]; then
    note 'it is started once it is enrolled: systemctl enable --now vortex-agent'
    return
  fi
  run systemctl enable vortex-agent
  # The engine and its connections do not notice.
  run systemctl restart vortex-agent
}

# How it is a moment after its start is news, not a failure of the installation.
show() {
  if [ -z "$systemd" ] || [ ! -e "$home/identity" ]; then
    note 'when it runs: vortex-agent status, vortex-agent diagnose'
    return
  fi
  [ -n "$dry" ] || sleep 5
  run "$command" diagnose || note 'not all is well yet; vortex-agent diagnose says what, journalctl -u vortex-agent more'
}

# ── uninstall ────────────────────────────────────────────────────────────────────────────────────────────────────────

uninstall() {
  say '1. Stop the agent'
  if [ -n "$systemd" ] && [ -e "$unit" ]; then
    run systemctl disable --now vortex-agent
  else
    note 'there is no unit; an agent that still runs keeps the next step from being done'
  fi
  say "2. End the engine, and remove the agent's files"
  if [ -x "$command" ] && [ -d "$home" ]; then run "$command" uninstall --yes; fi
  if [ -d "$home" ]; then run rmdir "$home" || note "$home has files that are not the agent's, and stays"; fi
  # One that was killed has left the machine's network as it needed it.
  if [ -x "$programs/vortex-tunnel" ]; then run "$programs/vortex-tunnel" --put-back || note 'its network is not as it was'; fi
  say '3. Remove the programs, the unit and the user'
  run rm -rf "$programs"
  run rm -f "$command" "$unit"
  [ -z "$systemd" ] || run systemctl daemon-reload
  if [ -d "$home" ] || ! id "$user" >/dev/null 2>&1; then
    note "there is no $user to remove, or it still owns $home"
  elif has userdel; then
    run userdel "$user"
  else
    run deluser "$user"
  fi
  note 'The panel still knows this server; there: Withdraw its identity.'
}

# ── saying and doing ─────────────────────────────────────────────────────────────────────────────────────────────────

run() {
  note "$*"
  [ -n "$dry" ] || "$@"
}

say() { printf '%s\n' "$*"; }

note() { printf '   %s\n' "$*"; }

refuse() {
  printf '✖ %s\n' "$*" >&2
  exit 1
}

has() { command -v "$1" >/dev/null 2>&1; }

explain() { sed -n '2,/^set /{/^set /d;s/^# \{0,1\}//;p}' "$0"; }

leave() {
  [ -z "$workshop" ] || rm -rf "$workshop"
}

main "$@"
