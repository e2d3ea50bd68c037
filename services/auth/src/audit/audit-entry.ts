/** Who changed what, as it is kept. */
export interface AuditEntry {
  readonly id: string;
  readonly tenantId: string;
  readonly at: Date;
  readonly actorKind: string;
  readonly actorId: string;
  /** As it was called then. */
  readonly actorName: string;
  readonly actorRole: string;
  /** Where the actor belongs, when it acted for another tenant. */
  readonly actingFromTenantId: string | null;
  readonly sessionId: string;
  readonly action: string;
  readonly subjectKind: string;
  readonly subjectIds: readonly string[];
  readonly subjectName: string;
  /** Changed fields only. */
  readonly before: object | null;
  readonly after: object | null;
  readonly clientAddress: string;
  readonly userAgent: string;
  readonly requestId: string;
}

/** Each condition that is given must hold. */
export interface AuditFilter {
  readonly actorId?: string | undefined;
  /** One name, or all that start so: "core.user.*". */
  readonly action?: string | undefined;
  readonly subjectKind?: string | undefined;
  readonly subjectId?: string | undefined;
  readonly from?: Date | undefined;
  /** Exclusive. */
  readonly to?: Date | undefined;
  readonly search?: string | undefined;
}
