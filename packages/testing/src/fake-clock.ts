/** A clock that moves only when it is told to. Fits the kit's `Clock`. */
export class FakeClock {
  private elapsedMs = 0;

  constructor(private readonly start: Date = new Date('2026-01-15T12:00:00.000Z')) {}

  now(): Date {
    return new Date(this.start.getTime() + this.elapsedMs);
  }

  monotonic(): number {
    return this.elapsedMs;
  }

  advance(milliseconds: number): void {
    this.elapsedMs += milliseconds;
  }
}
