/** What core knows of an account, from what auth has told. */
export interface KnownAccount {
  readonly id: string;
  readonly tenantId: string;
  readonly username: string;
  readonly role: string;
  /** Grows with every change auth makes; what an older event says is no longer so. */
  readonly revision: bigint;
}
