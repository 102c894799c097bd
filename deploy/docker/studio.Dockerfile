# The studio with its web app, for sandboxes in containers. Built from the project's folder:
#   docker build -f deploy/docker/studio.Dockerfile -t storydream-studio .
# See sandbox.Dockerfile for the build secrets, and docs/operations.md for how it is run.
ARG BASE=node:24-bookworm-slim
# Where the web app comes from: built here, or (`web-built`) as it lies in packages/web/dist.
ARG WEB=web-build

FROM ${BASE} AS system
USER root
RUN --mount=type=secret,id=apt,target=/etc/apt/apt.conf.d/90-build \
    --mount=type=secret,id=sources,target=/etc/apt/sources.list \
    --mount=type=secret,id=ca,target=/etc/ssl/certs/build.crt \
    apt-get update -qq \
    && DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends ca-certificates git tini \
    && rm -rf /var/lib/apt/lists/* /var/cache/apt/* /var/cache/debconf/*-old /var/log/apt /var/log/dpkg.log \
        /usr/share/doc/* /usr/share/man/* /usr/share/locale/*

FROM system AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY packages/kit/package.json packages/kit/
COPY packages/protocol/package.json packages/protocol/
COPY packages/client/package.json packages/client/
COPY packages/demo-model/package.json packages/demo-model/
COPY packages/studio/package.json packages/studio/
COPY packages/web/package.json packages/web/

FROM manifests AS dependencies
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca,target=/run/secrets/ca \
    --mount=type=cache,target=/root/.npm \
    if [ -s /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi \
    && npm ci --omit=dev --include-workspace-root=false -w @storydream/kit -w @storydream/protocol -w @storydream/demo-model -w @storydream/studio --loglevel=error \
    && rm -rf node_modules/node-linux-* \
    && find node_modules \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.mts' -o -name '*.d.cts' \) -delete

FROM manifests AS web-build
RUN --mount=type=secret,id=npmrc,target=/root/.npmrc \
    --mount=type=secret,id=ca,target=/run/secrets/ca \
    --mount=type=cache,target=/root/.npm \
    if [ -s /run/secrets/ca ]; then export NODE_EXTRA_CA_CERTS=/run/secrets/ca; fi \
    && npm ci --include-workspace-root=false -w @storydream/protocol -w @storydream/client -w @storydream/web --loglevel=error
COPY tsconfig.base.json ./
COPY packages/protocol packages/protocol
COPY packages/client packages/client
COPY packages/web packages/web
RUN cd packages/web && node ../../node_modules/vite/bin/vite.js build --logLevel error

FROM scratch AS web-built
COPY packages/web/dist /app/packages/web/dist

FROM ${WEB} AS web

FROM system
WORKDIR /app
COPY --from=dependencies /app/node_modules node_modules
COPY packages/template packages/template
COPY --from=web /app/packages/web/dist packages/web/dist
COPY packages/kit packages/kit
COPY packages/protocol packages/protocol
COPY packages/demo-model packages/demo-model
COPY packages/studio packages/studio
RUN mkdir /data && chown 1000:1000 /data
ENV DATA_DIR=/data HOST=0.0.0.0 LANG=C.UTF-8
USER 1000:1000
VOLUME /data
EXPOSE 8080 8081
ENTRYPOINT ["/usr/bin/tini", "--"]
CMD ["node", "/app/packages/studio/src/container.ts"]
