# asg-local listens on port 4577 of the container; flags follow the image's name:
#   docker run --rm -p 127.0.0.1:4577:4577 asg-local --speed 60
# The base image can be replaced by another with Node 20.19 or later: --build-arg NODE_IMAGE=…
ARG NODE_IMAGE=node:22-bookworm-slim

FROM ${NODE_IMAGE} AS build
WORKDIR /app
COPY package.json package-lock.json ./
RUN npm ci --ignore-scripts --no-audit --no-fund
COPY tsconfig.json LICENSE ./
COPY src ./src
RUN npm run build && npm prune --omit=dev --ignore-scripts --no-audit --no-fund

FROM ${NODE_IMAGE}
WORKDIR /app
ENV NODE_ENV=production ASG_LOCAL_HOST=0.0.0.0 ASG_LOCAL_PORT=4577
COPY --from=build /app/node_modules ./node_modules
COPY --from=build /app/dist/bundle ./dist/bundle
COPY package.json LICENSE ./
COPY docker/healthy.sh ./docker/
COPY fixtures/plans ./fixtures/plans
COPY fixtures/worlds ./fixtures/worlds
# For a volume: a new one takes over the owner.
RUN mkdir /data && chown node:node /data
USER node
EXPOSE 4577
HEALTHCHECK --interval=5s --timeout=3s --start-period=10s --retries=5 CMD ["sh", "docker/healthy.sh"]
ENTRYPOINT ["node", "dist/bundle/main.js"]
