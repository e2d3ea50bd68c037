import { Controller, Get, Headers, Inject, Param, Res } from '@nestjs/common';
import type { RateLimiter } from '@vortex/cache';
import { currentCall, networkOf, Public, RATE_LIMITER } from '@vortex/kit';
import type { ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { RateLimited } from '../rate-limits/rate-limit.errors';
import { Installation } from './installation.service';

/** An installation takes five files. */
const perMinute = { limit: 60, windowMs: 60_000 };

/** Gives the programs of a node to servers that come with an enrolment token. A stranger is not told that there are any. */
@Controller('install')
export class InstallationController {
  constructor(
    private readonly installation: Installation,
    @Inject(RATE_LIMITER) private readonly limiter: RateLimiter,
  ) {}

  @Get(':file')
  @Public()
  async download(
    @Param('file') name: string,
    @Headers('authorization') authorization: string | undefined,
    @Res() response: ServerResponse,
  ): Promise<void> {
    const network = networkOf(currentCall()?.client?.address ?? '');
    const { allowed, resetMs } = await this.limiter.consume(`core:install:${network}`, perMinute);
    if (!allowed) throw new RateLimited(Math.ceil(resetMs / 1_000));
    const [, token = ''] = /^Bearer (\S+)$/.exec(authorization ?? '') ?? [];
    const { bytes, content } = await this.installation.file(name, token);
    response.setHeader('content-type', 'application/octet-stream');
    response.setHeader('content-length', bytes);
    response.setHeader('cache-control', 'no-store');
    await pipeline(content, response).catch((error: unknown) => {
      if ((error as { code?: unknown }).code !== 'ERR_STREAM_PREMATURE_CLOSE') throw error;
    });
  }
}
