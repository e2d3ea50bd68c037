const mostLines = 500;
const mostCharacters = 4_000;

/** The last lines of a log, in memory. */
export class LogRing {
  private readonly kept: string[] = [];

  write(line: string): void {
    this.kept.push(line.slice(0, mostCharacters));
    if (this.kept.length > mostLines) this.kept.shift();
  }

  lines(): readonly string[] {
    return this.kept;
  }
}
