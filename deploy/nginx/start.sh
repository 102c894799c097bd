#!/bin/sh
# Fills in nginx.conf.template and becomes nginx. `start.sh print` prints the filled-in file instead.
#
#   PUBLIC_URL      where browsers find the studio              https://localhost
#   PREVIEW_DOMAIN  what previews live below                    preview.localhost
#   STUDIO          host:port of the studio                     studio:8080
#   CERTIFICATES    folder of fullchain.pem and privkey.pem     /certificates
#   HTTP, HTTPS     what to listen on, as [address:]port        80, 443
#   RUN             folder for what nginx writes                /tmp
#   ACCESS_LOG      a file, or off                              /dev/stdout
#   RESOLVER        name server for the studio's address       the first of /etc/resolv.conf
set -eu
public=${PUBLIC_URL:-https://localhost}
preview=${PREVIEW_DOMAIN:-preview.localhost}
studio=${STUDIO:-studio:8080}
certificates=${CERTIFICATES:-/certificates}
run=${RUN:-/tmp}

fail() { echo "$1" >&2; exit 1; }
case $public in https://*) ;; *) fail "PUBLIC_URL must start with https://, and is $public." ;; esac
authority=${public#https://}
authority=${authority%%/*}
host=${authority%%:*}
port=${authority#"$host"}
resolver=${RESOLVER:-$(sed -n 's/^nameserver[[:space:]]*\([0-9.]*\)$/\1/p' /etc/resolv.conf 2>/dev/null | head -n 1)}
[ -z "$resolver" ] || resolver="resolver $resolver valid=5s ipv6=off;"
log=${ACCESS_LOG:-/dev/stdout}
[ "$log" = off ] || log="$log storydream"
for value in "$host" "$port" "$preview" "$studio"; do
	case $value in *[!A-Za-z0-9.:-]*) fail "\"$value\" is no name of a host." ;; esac
done
worker=nobody
for name in nginx www-data; do
	if grep -q "^$name:" /etc/passwd; then worker=$name; break; fi
done
group=$(id -gn "$worker")

fill_in() {
	sed -e "s|@WORKER_USER@|$worker $group|" -e "s|@RUN@|$run|" -e "s|@ACCESS_LOG@|$log|" \
		-e "s|@CERTIFICATES@|$certificates|" -e "s|@RESOLVER@|$resolver|" -e "s|@STUDIO@|$studio|" \
		-e "s|@HTTP@|${HTTP:-80}|" -e "s|@HTTPS@|${HTTPS:-443}|" -e "s|@HOST@|$host|" -e "s|@PORT_SUFFIX@|$port|" \
		-e "s|@PREVIEW_DOMAIN@|$preview|" "$(dirname "$0")/nginx.conf.template"
}

if [ "${1:-}" = print ]; then fill_in; exit; fi
for file in fullchain.pem privkey.pem; do
	[ -r "$certificates/$file" ] || fail "There is no $file in $certificates: put the certificate there, or make one to try it with: deploy/nginx/make-certificate.sh."
done
fill_in >"$run/nginx.conf"
exec nginx -e stderr -c "$run/nginx.conf" -g "daemon off;"
