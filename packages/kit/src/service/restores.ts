export const RESTORES = Symbol('vortex.restores');

/** What the check of an archive has found. */
export interface RestoreFindings {
  readonly createdAt: Date;
  readonly release: string;
  readonly generation: bigint;
  /** Whether it brings the keys that open its secrets. */
  readonly withMasterKeys: boolean;
  readonly databases: readonly {
    readonly service: string;
    readonly tables: number;
    readonly rows: bigint;
    readonly bytes: bigint;
  }[];
}

export interface RestoreOrder {
  readonly id: string;
  /** An archive that has passed the check. */
  readonly file: string;
  readonly passphrase: string;
}

/** What has come of a restore: the databases are new, or as they were because of `failure`. */
export interface RestoreOutcome {
  readonly id: string;
  /** 0 for one that failed. */
  readonly generation: bigint;
  /** In snake case; empty when there is none. */
  readonly failure: string;
}

/** Puts archives in the place of all databases. Whoever has composed the services of this process can; see `RunOptions`. */
export interface PlatformRestores {
  /** Reads all of an archive and asks whether these services and these keys can do something with it. Touches nothing. */
  check(file: string, passphrase: string): Promise<RestoreFindings>;
  /** Answers strangers with the restore from now on. Resolves when what was under way has been answered. */
  holdRequests(id: string): Promise<void>;
  /** For a restore that ends before `begin`. */
  releaseRequests(): void;
  /** Ends all services of the process, the one that asks among them, and starts them on the databases of the archive. */
  begin(order: RestoreOrder): void;
  /** What has come of the last one: services are told when they start on it. */
  readonly outcome: RestoreOutcome | undefined;
}
