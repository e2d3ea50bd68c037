import { Controller, Get, Header, Inject, NotFoundException, Req } from '@nestjs/common';
import type { IncomingMessage } from 'node:http';
import { createHash, timingSafeEqual } from 'node:crypto';
import { Public } from '../auth/access.decorator';
import type { PlatformSettings } from '../config/platform-settings';
import { CONFIG } from '../service/tokens';
import { Metrics } from './metrics';

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Whether `authorization` shows the metrics token. Nobody does where none is set. */
export function mayReadMetrics(authorization: string | undefined, token: string | undefined): boolean {
  return token !== undefined && timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${token}`));
}

@Public() // by a token of its own
@Controller()
export class MetricsController {
  constructor(
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: Pick<PlatformSettings, 'VORTEX_METRICS_TOKEN'>,
  ) {}

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4; charset=utf-8')
  text(@Req() request: IncomingMessage): Promise<string> {
    // A stranger is not even told that there is something.
    if (!mayReadMetrics(request.headers.authorization, this.config.VORTEX_METRICS_TOKEN)) throw new NotFoundException();
    return this.metrics.text();
  }
}
