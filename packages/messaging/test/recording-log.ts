import type { Log } from '@vortex/database';

export interface Line {
  readonly level: keyof Log;
  readonly facts: object;
  readonly message: string;
}

/** Keeps what is logged, so that a test can look for what must or must not be there. */
export class RecordingLog implements Log {
  readonly lines: Line[] = [];
  readonly debug = this.writer('debug');
  readonly info = this.writer('info');
  readonly warn = this.writer('warn');
  readonly error = this.writer('error');

  private writer(level: keyof Log) {
    return (facts: object, message: string): void => void this.lines.push({ level, facts, message });
  }
}
