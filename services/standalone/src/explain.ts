import { EmbeddedPostgresError } from '@vortex/database';
import { ConfigError } from '@vortex/kit';
import { StartFailure } from './start-failure';

/** Says what is wrong and what to do. Only what nobody expected comes with a stack. */
export function explain(error: unknown): string {
  if (error instanceof StartFailure) return `✖ ${error.problem}\n  ${error.remedy}`;
  if (error instanceof ConfigError) return `✖ ${error.message}\n  npm start -- --help explains every setting.`;
  if (error instanceof EmbeddedPostgresError) {
    const [problem, ...remedy] = error.message.split('; ');
    return `✖ ${problem}\n  ${remedy.join('; ')}`.trimEnd();
  }
  return `✖ The start failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
