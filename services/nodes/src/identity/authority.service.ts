import { Inject, Injectable } from '@nestjs/common';
import { Database } from '@vortex/database';
import { CLOCK, type Clock } from '@vortex/kit';
import { createHash, X509Certificate } from 'node:crypto';
import type { ServerId } from '../servers/server';
import { type Authority, AuthorityRepository } from './authority.repository';
import { issueLeaf, type LeafSubject, newIntermediate, newLeafKey, newRoot } from './x509';

const dayMs = 24 * 60 * 60_000;
const rootDays = 3_650;
const intermediateDays = 1_095;
const leafDays = 30;
/** The name in the panel's certificate: agents look for it and not for an address, of which a panel may have several. */
const panelName = 'panel.vortex';

export interface Issued {
  /** In DER: the leaf, then who signed it. */
  readonly chain: readonly Buffer[];
  readonly expiresAt: Date;
  readonly renewAt: Date;
}

/** The panel's certificate authority for agents: a root that only ever signs intermediates, and one of these that signs. */
@Injectable()
export class AuthorityService {
  private ready: Promise<{ root: Authority; intermediate: Authority }> | undefined;

  constructor(
    private readonly db: Database,
    private readonly authorities: AuthorityRepository,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** In DER, the one in use first. An older one is trusted as long as it is valid. */
  async roots(): Promise<readonly Buffer[]> {
    await this.current();
    const now = this.clock.now();
    return (await this.authorities.all('root'))
      .filter(({ expiresAt }) => expiresAt > now)
      .map((one) => one.certificate);
  }

  /** SHA-256 of the root in use. */
  async pin(): Promise<Buffer> {
    const { root } = await this.current();
    return createHash('sha256').update(root.certificate).digest();
  }

  issueToServer(id: ServerId, publicKey: Uint8Array): Promise<Issued> {
    const value = `spiffe://vortex/node/${id}`;
    return this.issue({ name: id, alternative: { type: 'url', value }, purpose: 'client' }, publicKey);
  }

  /** For the listener of this process. */
  async issueToPanel(): Promise<Issued & { readonly privateKey: Buffer }> {
    const { publicKey, privateKey } = await newLeafKey();
    const alternative = { type: 'dns', value: panelName } as const;
    return { ...(await this.issue({ name: panelName, alternative, purpose: 'server' }, publicKey)), privateKey };
  }

  private async issue(subject: LeafSubject, publicKey: Uint8Array): Promise<Issued> {
    const { intermediate } = await this.current();
    const from = this.clock.now();
    const expiresAt = after(from, leafDays);
    const issuer = { name: nameOf(intermediate), privateKey: intermediate.privateKey };
    const leaf = await issueLeaf(subject, publicKey, { from, until: expiresAt }, issuer);
    return { chain: [leaf, intermediate.certificate], expiresAt, renewAt: after(from, leafDays / 3) };
  }

  /** Made at the first need. The intermediate is replaced in its last third. */
  private async current() {
    const made = await (this.ready ??= this.find());
    if (made.intermediate.expiresAt > after(this.clock.now(), intermediateDays / 3)) return made;
    return (this.ready = this.find());
  }

  private find(): Promise<{ root: Authority; intermediate: Authority }> {
    const found = this.db.run(async () => {
      await this.authorities.lock();
      const now = this.clock.now();
      const [root = await this.makeRoot(now)] = await this.authorities.all('root');
      const [known] = await this.authorities.all('intermediate');
      const isFresh = known && known.expiresAt > after(now, intermediateDays / 3);
      return { root, intermediate: isFresh ? known : await this.makeIntermediate(root, now) };
    });
    found.catch(() => (this.ready = undefined));
    return found;
  }

  private async makeRoot(now: Date): Promise<Authority> {
    const expiresAt = after(now, rootDays);
    const made = { ...(await newRoot('VortexPanel root', { from: now, until: expiresAt })), expiresAt };
    await this.authorities.insert('root', made, now);
    return made;
  }

  private async makeIntermediate(root: Authority, now: Date): Promise<Authority> {
    const expiresAt = after(now, intermediateDays);
    const issuer = { name: nameOf(root), privateKey: root.privateKey };
    const name = `VortexPanel nodes ${now.toISOString().slice(0, 10)}`;
    const made = { ...(await newIntermediate(name, { from: now, until: expiresAt }, issuer)), expiresAt };
    await this.authorities.insert('intermediate', made, now);
    return made;
  }
}

function nameOf({ certificate }: Authority): string {
  return new X509Certificate(certificate).subject.replace(/^CN=/, '');
}

function after(moment: Date, days: number): Date {
  return new Date(moment.getTime() + days * dayMs);
}
