import { Injectable } from '@nestjs/common';
import { Metrics } from '@vortex/kit';
import { healthCodes, healthStates } from './health';
import { type Count, HealthRepository } from './health.repository';

/** How well all servers are, for collectors. Every replica says the same. */
@Injectable()
export class HealthFigures {
  constructor(health: HealthRepository, metrics: Metrics) {
    metrics.lookUp('vortex_servers', 'Servers that are to carry somebody, by their health.', 'state', async () =>
      figures(healthStates, await health.countByState()),
    );
    metrics.lookUp('vortex_servers_ailing', 'Servers that are not well, by what ails them.', 'reason', async () =>
      figures(healthCodes, await health.countByReason()),
    );
  }
}

/** Also of what nobody is: an alert has to see it go. */
function figures(words: readonly string[], counts: readonly Count[]): Readonly<Record<string, number>> {
  const found = counts.map(({ word, count }) => [word, count] as const);
  return Object.fromEntries([...words.map((word) => [word, 0] as const), ...found]);
}
