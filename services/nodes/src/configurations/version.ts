import { type Caller, type Id, parseId, type TenantId } from '@vortex/kit';
import type { ServerId } from '../servers/server';

export type VersionId = Id<'configuration-version'>;
export type ContentId = Id<'configuration-content'>;

export const versionId = (text: string, path = 'id'): VersionId => parseId<'configuration-version'>(text, path);

export const causes = [
  'first',
  'inbound_created',
  'inbound_changed',
  'inbound_deleted',
  'edited',
  'rolled_back',
  'rolled_out',
  'rollout_undone',
] as const;
export type Cause = (typeof causes)[number];

export interface Author {
  readonly kind: 'account' | 'service';
  /** Of the account, or the name of the service. */
  readonly id: string;
}

/** That a server was told to serve a content, and who wanted it so. */
export interface Version {
  readonly id: VersionId;
  readonly tenantId: TenantId;
  readonly serverId: ServerId;
  readonly number: number;
  readonly contentId: ContentId;
  readonly hash: string;
  readonly isCurrent: boolean;
  readonly draft: boolean;
  readonly cause: Cause;
  readonly reason: string;
  readonly author: Author;
  /** The engine that has accepted it; empty where none was asked. */
  readonly validatedBy: string;
  readonly sourceVersionId: VersionId | null;
  readonly rolloutId: string | null;
  /** Which inbounds they were. */
  readonly identities: readonly Identity[];
  readonly createdAt: Date;
}

export interface VersionFilter {
  /** Any of these; all, when there are none. */
  readonly causes: readonly Cause[];
  readonly draft: boolean | undefined;
  /** Part of the reason; empty narrows nothing. */
  readonly search: string;
}

/** Which inbound one of a content was. */
export interface Identity {
  readonly tag: string;
  readonly id: string;
  readonly revision: string;
}

/** Why a version is made, and by which way. */
export interface Edit {
  readonly cause: Cause;
  readonly reason: string;
  readonly validated?: Validated | undefined;
  readonly sourceVersionId?: VersionId | undefined;
  readonly rolloutId?: string | undefined;
}

/** That an engine has accepted a content. */
export interface Validated {
  /** Its version; empty where none could be asked. */
  readonly by: string;
  readonly hash: string;
}

export function authorOf(caller: Caller | undefined): Author {
  if (caller?.kind === 'account') return { kind: 'account', id: caller.accountId };
  return { kind: 'service', id: caller?.kind === 'service' ? caller.name : 'nodes' };
}
