import {
  type AuthTokens,
  type Revocation as RevocationMessage,
  type Session as SessionMessage,
  SessionKind as WireKind,
} from '@vortex/contracts/auth';
import type { SessionId } from '@vortex/kit';
import { toMessage } from '../accounts/account-message';
import type { Revocation } from './revocation';
import type { Session, SessionKind } from './session';
import type { SessionTokens } from './session-tokens';

const wireKinds: Readonly<Record<SessionKind, WireKind>> = { browser: WireKind.BROWSER, api: WireKind.API };

/** A client that does not say what it is is a program. */
export function kindFrom(kind: WireKind): SessionKind {
  return kind === WireKind.BROWSER ? 'browser' : 'api';
}

export function toTokens({ account, ...tokens }: SessionTokens): AuthTokens {
  return { ...tokens, account: toMessage(account) };
}

export function toSession(session: Session, current: SessionId): SessionMessage {
  const { kind, generation: _generation, rotatedAt: _rotatedAt, ...rest } = session;
  return { ...rest, kind: wireKinds[kind], current: session.id === current };
}

export function toRevocation(revocation: Revocation): RevocationMessage {
  const { kind, subjectId, expiresAt } = revocation;
  return kind === 'session'
    ? { subject: { $case: 'sessionId', value: subjectId }, beforeRevision: 0n, expiresAt }
    : { subject: { $case: 'accountId', value: subjectId }, beforeRevision: revocation.beforeRevision, expiresAt };
}
