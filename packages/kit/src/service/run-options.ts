import type { Revocations } from '@vortex/contracts/auth';
import type { SpanExporter } from '@opentelemetry/sdk-trace-base';
import type { BusDriver } from '@vortex/messaging';
import type { DestinationStream } from 'pino';
import type { Clock } from '../clock/clock';
import type { Environment } from '../config/environment';
import type { RpcPolicies } from '../rpc/method-table';
import type { PlatformRestores } from './restores';

export interface RunOptions {
  /** Default: the environment of the process. */
  readonly environment?: Environment;
  /**
   * Whether the process is ours alone: then signals close the platform and end the process, and so does a failure nobody
   * has handled, or one of the start. Default: true.
   */
  readonly exitOnSignal?: boolean;
  readonly version?: string;
  readonly clock?: Clock;
  /** How long open work may take to end when the platform closes. Default: 20 s. */
  readonly drainMs?: number;
  /** Who restores archives, where all services are in this process. */
  readonly restores?: PlatformRestores;
  /** Takes the spans, for tests. */
  readonly spanExporter?: SpanExporter;
  /** Takes the log, for tests. */
  readonly logTo?: DestinationStream;
  /** The bus instead of the one the environment names, for tests that listen to it. The platform closes it. */
  readonly bus?: BusDriver;
  /** Who may call what, where it does not come from the contracts: for tests of the kit. */
  readonly policies?: RpcPolicies;
  /** Puts keys beside the ones auth publishes, for tests: answers with the JSON text of a key set. */
  readonly signingKeys?: (published: () => Promise<string>) => Promise<string>;
  /** What was revoked, where there is no auth to ask, for tests. */
  readonly revocations?: (cursor: string) => Promise<Revocations>;
}
