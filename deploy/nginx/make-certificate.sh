#!/bin/sh
# A certificate for trying the studio behind TLS: for its name and for every name of a preview, signed by itself, so that
# browsers ask before they go on (in the frame of a preview they can't ask: trust the certificate, or open a preview's
# address once). For others, get a wildcard certificate of an authority; see docs/operations.md.
#
#   deploy/nginx/make-certificate.sh [host] [preview domain] [folder]     localhost  preview.<host>  nginx/certificates
set -eu
host=${1:-localhost}
preview=${2:-preview.$host}
folder=${3:-$(dirname "$0")/certificates}
mkdir -p "$folder"
if [ -e "$folder/privkey.pem" ]; then
	echo "There is a key in $folder already. Remove it first if another is wanted." >&2
	exit 1
fi
umask 077
openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -sha256 -days 365 -subj "/CN=$host" \
	-addext "subjectAltName=DNS:$host,DNS:*.$preview" -addext "extendedKeyUsage=serverAuth" \
	-keyout "$folder/privkey.pem" -out "$folder/fullchain.pem" 2>/dev/null
chmod 644 "$folder/fullchain.pem"
echo "$folder: a certificate for $host and *.$preview, for a year."
