# All images are made of this file. SERVICE is the folder of what runs in one; gateway and recommendation have targets of
# their own, for what is built for them beforehand:
#   docker build --build-arg SERVICE=services/movie --target service .
#   docker build --build-arg SERVICE=gateway --target gateway .
ARG NODE=node:24-bookworm-slim
# What runs is of the Debian that this Node is made for.
ARG DEBIAN=debian:bookworm-slim

FROM ${NODE} AS pnpm
WORKDIR /app
ENV CI=true
RUN npm install --global --no-fund --no-audit pnpm@12.21.0

# What decides about dependencies and nothing else: while it stays the same, so do the layers made of it.
FROM ${NODE} AS manifests
WORKDIR /all
COPY . .
RUN mkdir /manifests \
  && cp --parents pnpm-lock.yaml pnpm-workspace.yaml package.json gateway/package.json */*/package.json /manifests \
  && node -e "const f='/manifests/package.json',p=JSON.parse(fs.readFileSync(f));delete p.scripts;fs.writeFileSync(f,JSON.stringify(p))"

# Everything that any image needs is fetched once.
FROM pnpm AS store
COPY --from=manifests /manifests/pnpm-lock.yaml /manifests/pnpm-workspace.yaml ./
RUN pnpm fetch --prod --store-dir /pnpm/store && rm -rf node_modules

# The dependencies of one service, without what is never read there: types, maps, the browser's half of TypeORM, a compiler.
FROM store AS dependencies
ARG SERVICE
COPY --from=manifests /manifests ./
RUN pnpm install --frozen-lockfile --offline --prod --store-dir /pnpm/store --filter-prod "{./${SERVICE}}..." \
  && pnpm --filter-prod "{./${SERVICE}}..." list --depth -1 --parseable | sed 's|^/app/||' > /packages \
  && find . -mindepth 2 -name package.json -not -path '*/node_modules/*' -delete \
  && find . -type d -empty -not -path '*/node_modules/*' -delete \
  && find node_modules \( -name '*.map' -o -name '*.d.ts' -o -name '*.d.cts' -o -name '*.d.mts' \) -type f -delete \
  && rm -rf node_modules/.pnpm/typeorm@*/node_modules/typeorm/browser node_modules/.pnpm/binaryen@* \
    node_modules/.pnpm/assemblyscript@*/node_modules/assemblyscript/dist \
  && rm -rf pnpm-lock.yaml pnpm-workspace.yaml package.json

# The sources of the packages that the service is made of.
FROM dependencies AS sources
COPY --from=manifests /all /all
RUN mkdir /out && cd /all && cp --parents package.json /out && xargs -I{} cp -r --parents {} /out < /packages

# The pages, and the kernels of the recommender.
FROM store AS builder
COPY --from=manifests /manifests ./
RUN pnpm install --frozen-lockfile --offline --prod --store-dir /pnpm/store --filter-prod "{./packages/web}..." --filter-prod "{./packages/recommender}..."
COPY packages/contract packages/contract
COPY packages/recommender packages/recommender
COPY packages/web packages/web
COPY tsconfig.json ./

FROM builder AS pages
RUN node packages/web/build/main.ts /pages

FROM builder AS kernels
RUN node -e "import('/app/packages/recommender/src/index.ts').then(({ ensureKernels }) => Promise.all(['own', 'shared'].map(ensureKernels)))"

# Node and no package manager: nothing is installed where it runs. The user is that of Node's own image, and named volumes
# take over to whom these folders belong.
FROM ${DEBIAN} AS runtime
COPY --from=pnpm /usr/local/bin/node /usr/local/bin/node
RUN node --version \
  && groupadd --gid 1000 node && useradd --uid 1000 --gid node --shell /bin/bash --create-home node \
  && mkdir -p /data /generated/postgres /generated/upkeep /generated/gateway /generated/auth /generated/movie \
    /generated/recommendation /generated/notification \
  && chown -R node:node /data /generated

FROM runtime AS service
ARG SERVICE
ARG PORT=8000
LABEL org.opencontainers.image.title="Movie Review Platform" org.opencontainers.image.licenses="MIT"
ENV NODE_ENV=production HOST=0.0.0.0 PORT=${PORT} DATA_DIR=/data DRAIN_SECONDS=5
COPY --from=dependencies /app /app
COPY --from=sources /out /app
WORKDIR /app/${SERVICE}
USER node
# Alive means that it listens, and it listens once all it needs was there. A shell asks for a hundredth of what a Node would cost.
HEALTHCHECK --interval=5s --timeout=3s --start-period=120s --retries=4 CMD ["bash", "-c", \
  "exec 3<>/dev/tcp/127.0.0.1/${PORT} && printf 'GET /health/live HTTP/1.0\\r\\n\\r\\n' >&3 && read -r _ status _ <&3 && [ \"$status\" = 200 ]"]
CMD ["node", "src/main.ts"]

FROM service AS gateway
COPY --from=pages /pages /pages
ENV WEB_DIR=/pages

FROM service AS recommendation
COPY --from=kernels /app/packages/recommender/.built /app/packages/recommender/.built
