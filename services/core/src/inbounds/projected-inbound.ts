/** What core knows of an inbound, from what nodes has told. Protocol, network and security are in GraphQL's names. */
export interface ProjectedInbound {
  readonly id: string;
  readonly tenantId: string;
  readonly serverId: string;
  readonly tag: string;
  readonly protocol: string;
  readonly network: string;
  readonly security: string;
  readonly port: number;
  readonly lastPort: number;
  readonly enabled: boolean;
  /** Every tenant may use it. */
  readonly shared: boolean;
  readonly revision: bigint;
}

/** An inbound that is gone, and as of when. */
export type RemovedInbound = Pick<ProjectedInbound, 'id' | 'tenantId' | 'serverId' | 'revision'>;
