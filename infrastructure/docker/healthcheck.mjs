// Asks the container's own process whether it can serve. Images carry no curl.
const path = process.env.HEALTH_PATH ?? '/readyz';
const port = /:(\d+)$/.exec(process.env.VORTEX_HTTP_LISTEN ?? '')?.[1] ?? process.env.VORTEX_PORT ?? '8080';

const answer = await fetch(`http://127.0.0.1:${port}${path}`, { signal: AbortSignal.timeout(4000) }).catch(
  () => undefined,
);
process.exit(answer?.ok ? 0 : 1);
