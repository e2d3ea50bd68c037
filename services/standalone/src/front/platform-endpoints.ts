import type { IncomingMessage, ServerResponse } from 'node:http';
import { mayReadMetrics, type PlatformHealth, type RunningPlatform } from '@vortex/kit';
import { answerNotFound } from '@vortex/edge';
import type { Upstream } from './front';

type Observed = Pick<RunningPlatform, 'health' | 'metrics'>;

/** Health and metrics of all services as one: they live and fall with one process. */
export function platformEndpoints(platform: Observed, metricsToken: string, isStopping: () => boolean): Upstream {
  const answers: Readonly<Record<string, (request: IncomingMessage, response: ServerResponse) => Promise<void>>> = {
    '/livez': async (_, response) => answerJson(response, 200, { state: 'ok' }),
    '/readyz': async (_, response) => {
      const { state } = await platform.health();
      const ready = state !== 'failed' && !isStopping();
      answerJson(response, ready ? 200 : 503, { state: ready ? state : 'failed' });
    },
    '/healthz': async (_, response) => {
      const health = await platform.health();
      answerJson(response, health.state === 'failed' ? 503 : 200, report(health));
    },
    '/metrics': async (request, response) => {
      // A stranger is not even told that there is something.
      if (!mayReadMetrics(request.headers.authorization, metricsToken)) return answerNotFound(response);
      response.setHeader('Content-Type', 'text/plain; version=0.0.4; charset=utf-8');
      response.end(await platform.metrics());
    },
  };
  return {
    handle(request, response) {
      const answer = answers[(request.url ?? '').split('?', 1)[0] ?? ''];
      if (!answer || (request.method !== 'GET' && request.method !== 'HEAD')) return answerNotFound(response);
      response.setHeader('Cache-Control', 'no-store');
      answer(request, response).catch(() => response.destroy());
    },
  };
}

function report({ state, parts, checkedAt }: PlatformHealth) {
  return { state, parts, checkedAt: checkedAt.toISOString() };
}

export function answerJson(response: ServerResponse, status: number, body: object): void {
  response.writeHead(status, { 'Content-Type': 'application/json; charset=utf-8' });
  response.end(`${JSON.stringify(body)}\n`);
}
