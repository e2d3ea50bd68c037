/** What core knows of a server, from what nodes has told. The state is in GraphQL's words. */
export interface ProjectedServer {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly state: string;
  /** Every tenant may use it. */
  readonly shared: boolean;
  readonly country: string;
  readonly city: string;
  readonly addresses: readonly string[];
  /** In degrees. Absent where nobody knows. */
  readonly latitude?: number | undefined;
  readonly longitude?: number | undefined;
  readonly revision: bigint;
}

/** A server that is gone, and as of when. */
export type RemovedServer = Pick<ProjectedServer, 'id' | 'tenantId' | 'revision'>;
