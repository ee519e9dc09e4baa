# One image for the server, the worker and the command line: the same sources, started by different commands.
FROM node:24-bookworm-slim AS build
ENV CI=1 TURBO_TELEMETRY_DISABLED=1
WORKDIR /app
RUN npm install --global pnpm@12.21.0
COPY . .
RUN pnpm install --frozen-lockfile && pnpm exec turbo run build --filter=@access/web
# What is installed now holds every tool; the two programs need far less.
RUN rm -rf node_modules apps/*/node_modules packages/*/node_modules tooling/node_modules apps/e2e \
  && pnpm install --frozen-lockfile --prod --filter "@access/server..." --filter "@access/worker..."

FROM node:24-bookworm-slim
ENV NODE_ENV=production ACCESS_DATA_DIR=/data
WORKDIR /app
COPY --from=build /app ./
RUN mkdir /data && chown node:node /data
USER node
VOLUME /data
EXPOSE 3000
CMD ["node", "apps/server/src/main.ts"]
