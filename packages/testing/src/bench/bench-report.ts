import { describe, thisMachine } from './machine';
import { median, percentile } from './statistics';

interface Series {
  readonly name: string;
  readonly unit: string;
  readonly samples: readonly number[];
}

/**
 * What a benchmark found, printed alike by all of them: the machine, the method, medians and ratios.
 *
 *   const report = new BenchReport('rpc', '10,000 calls one after the other over a Unix socket, after 1,000 to warm up');
 *   report.series('bare grpc-js', samples, 'µs');
 *   report.series('kit', others, 'µs');
 *   report.ratio('cost of the kit', 'kit', 'bare grpc-js');
 *   report.print();
 */
export class BenchReport {
  private readonly measured: Series[] = [];
  private readonly remarks: string[] = [];

  constructor(
    private readonly title: string,
    private readonly method: string,
  ) {}

  series(name: string, samples: readonly number[], unit: string): void {
    if (samples.length === 0) throw new RangeError(`${name} has no samples`);
    this.measured.push({ name, unit, samples });
  }

  /** A single figure, such as a throughput over the whole run. */
  figure(name: string, value: number, unit: string): void {
    this.series(name, [value], unit);
  }

  /** How the median of one series stands to that of another. */
  ratio(name: string, of: string, to: string): void {
    this.remarks.push(`${name}: ${rounded(this.medianOf(of) / this.medianOf(to))} × (${of} / ${to})`);
  }

  medianOf(name: string): number {
    const found = this.measured.find((series) => series.name === name);
    if (!found) throw new RangeError(`no series "${name}"`);
    return median(found.samples);
  }

  toString(): string {
    return [
      `# ${this.title}`,
      `machine  ${describe(thisMachine())}`,
      `method   ${this.method}`,
      '',
      ...this.table(),
      ...this.remarks.map((remark) => `ratio    ${remark}`),
    ].join('\n');
  }

  print(): void {
    process.stdout.write(`${this.toString()}\n`);
  }

  private table(): string[] {
    const rows = this.measured.map(({ name, unit, samples }) =>
      samples.length === 1
        ? [name, `${rounded(median(samples))} ${unit}`, '', '', '1']
        : [
            name,
            `${rounded(median(samples))} ${unit}`,
            rounded(percentile(samples, 0.99)),
            rounded(percentile(samples, 1)),
            String(samples.length),
          ],
    );
    const all = [['', 'median', 'p99', 'max', 'samples'], ...rows];
    const width = (column: number) => Math.max(...all.map((row) => row[column]?.length ?? 0));
    return all.map((row) =>
      row.map((cell, column) => (column === 0 ? cell.padEnd(width(0)) : cell.padStart(width(column)))).join('  '),
    );
  }
}

function rounded(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toLocaleString('en-US', { maximumFractionDigits: digits, minimumFractionDigits: digits });
}
