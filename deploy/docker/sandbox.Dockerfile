# A sandbox: agent host, preview, browser, and the relay between sandboxes and the studio. Built from the project's folder:
#   docker build -f deploy/docker/sandbox.Dockerfile -t storydream-sandbox .
# Layers go from what changes with Debian to what changes with every edit of ours, so that a change of ours moves about a
# megabyte. Needs BuildKit. What the machine that builds needs to reach its mirrors comes as build secrets (npmrc, ca, apt,
# sources: all optional), which leave nothing in the image.
ARG BASE=node:24-bookworm-slim

# The first process and Node may be executed and not read: the kernel then keeps what such a process has from others of its
# user. So no command of an agent opens the agent host's output (a flood of it would be the engine's work, outside the
# sandbox's share), its environment or its memory. This Node comes before the base's in PATH.
FROM ${BASE} AS system
USER root
RUN --mount=type=secret,id=apt,target=/etc/apt/apt.conf.d/90-build \
    --mount=type=secret,id=sources,target=/etc/apt/sources.list \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/build.crt \
    apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends \
        ca-certificates chromium-headless-shell fonts-liberation fonts-noto-color-emoji git ripgrep tini \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/apt /var/log/dpkg.log \
        /usr/share/doc/* /usr/share/man/* /usr/share/locale/* \
    && chmod 0711 /usr/bin/tini \
    && install -m 0711 "$(command -v node)" /usr/local/sbin/node

FROM system AS dependencies
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/kit/package.json packages/kit/
COPY packages/protocol/package.json packages/protocol/
COPY packages/sandbox/package.json packages/sandbox/
COPY packages/template/package.json packages/template/
# Left out: tools of the checkout, programs for other systems, and the browser from npm, since Debian's is here.
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca,target=/run/secrets/ca \
    --mount=type=cache,target=/root/.npm \
    if [ -s /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi \
    && npm ci --include-workspace-root=false -w @storydream/kit -w @storydream/protocol -w @storydream/sandbox -w @storydream/template --loglevel=error \
    && rm -rf node_modules/@sparticuz node_modules/@anthropic-ai/*-musl node_modules/@rspack/*-musl \
        node_modules/@rolldown/*-musl node_modules/@remotion/*-musl node_modules/lightningcss-linux-*-musl \
        node_modules/prettier node_modules/node-linux-* \
    && find node_modules packages/*/node_modules -name '*.map' -not -path '*/@remotion/*' -delete

FROM dependencies AS seed
COPY tsconfig.base.json ./
COPY packages/kit/src packages/kit/src
COPY packages/protocol/src packages/protocol/src
COPY packages/sandbox/src/preview packages/sandbox/src/preview
RUN node packages/sandbox/src/preview/seed-process.ts /app/seed

FROM system
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY --from=dependencies /app/packages/sandbox/node_modules packages/sandbox/node_modules
COPY --from=seed /app/seed seed
COPY package.json tsconfig.base.json ./
COPY packages/template packages/template
COPY packages/kit packages/kit
COPY packages/protocol packages/protocol
COPY packages/sandbox packages/sandbox
# Threads share two heaps of the C library instead of eight a core: what one has freed, others use.
ENV TEMPLATE_DIR=/app/packages/template \
    NODE_MODULES_DIR=/app/node_modules \
    VITE_CACHE_SEED=/app/seed \
    NODE_COMPILE_CACHE=/app/seed/code \
    BROWSER_EXECUTABLE=/usr/bin/chromium-headless-shell \
    MALLOC_ARENA_MAX=2 \
    LANG=C.UTF-8
# One sandbox is started here, on nothing: what it compiles is in the image for all that come. Node keeps that for one user
# and lets nobody else read it; here all may read it, and none may write.
RUN install -d -o 1000 -g 1000 seed/code \
    && HOME=/tmp setpriv --reuid 1000 --regid 1000 --clear-groups node packages/sandbox/src/compile-once.ts \
    && chown -R root:root seed/code && chmod -R a+rX seed/code
USER 1000:1000
EXPOSE 3000 3001
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "/app/packages/sandbox/src/main.ts"]
