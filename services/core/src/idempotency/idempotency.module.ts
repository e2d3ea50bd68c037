import { Module } from '@nestjs/common';
import { APP_INTERCEPTOR } from '@nestjs/core';
import { EffectPlaces } from './effect-places.service';
import { IdempotencyClaims } from './idempotency-claims.service';
import { IdempotencyInterceptor } from './idempotency.interceptor';
import { IdempotencyRepository } from './idempotency.repository';
import { Idempotency } from './idempotency.service';
import { IdempotencySweeper } from './idempotency.sweeper';

@Module({
  providers: [
    IdempotencyRepository,
    Idempotency,
    IdempotencyClaims,
    EffectPlaces,
    IdempotencySweeper,
    { provide: APP_INTERCEPTOR, useClass: IdempotencyInterceptor },
  ],
  exports: [IdempotencyClaims],
})
export class IdempotencyModule {}
