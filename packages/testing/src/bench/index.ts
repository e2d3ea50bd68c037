export { BenchReport } from './bench-report';
export { median, percentile } from './statistics';
