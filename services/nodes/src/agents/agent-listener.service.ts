import { type sendUnaryData, Server, type ServerDuplexStream, type ServerUnaryCall } from '@grpc/grpc-js';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import {
  AgentServiceService,
  type EnrolRequest,
  type ConnectRequest,
  type FromPanel,
  type Identity,
  type RenewRequest,
} from '@vortex/contracts/nodes';
import { CONFIG, currentTraceId, expectedFailure, LOG, type Log, toStatus } from '@vortex/kit';
import { hostname } from 'node:os';
import type { NodesConfig } from '../config';
import { AuthorityService } from '../identity/authority.service';
import { EnrolmentService, type NodeIdentity } from '../identity/enrolment.service';
import { CertificateRefused } from '../identity/identity.errors';
import { incidentOf } from '../incidents/incident';
import { Incidents } from '../incidents/incidents.service';
import { AgentAdmission } from './agent-admission.service';
import { AgentCredentials } from './agent-credentials.grpc';
import { AgentSessions } from './agent-sessions.service';

const megabyte = 1024 * 1024;
const renewMs = 24 * 60 * 60_000;
const options = {
  'grpc.max_receive_message_length': 8 * megabyte,
  'grpc.keepalive_time_ms': 20_000,
  'grpc.keepalive_timeout_ms': 10_000,
  'grpc.max_concurrent_streams': 16,
};

/** Where agents dial in: a port of its own, since their certificates cannot cross a proxy that ends TLS. */
@Injectable()
export class AgentListener implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly server = new Server(options);
  private credentials: AgentCredentials | undefined;
  private timer: NodeJS.Timeout | undefined;
  private port = 0;

  constructor(
    private readonly enrolment: EnrolmentService,
    private readonly authority: AuthorityService,
    private readonly admission: AgentAdmission,
    private readonly sessions: AgentSessions,
    private readonly incidents: Incidents,
    @Inject(CONFIG) private readonly config: NodesConfig,
    @Inject(LOG) private readonly log: Log,
  ) {}

  /** What agents are told to dial. */
  get addresses(): readonly string[] {
    return this.config.VORTEX_AGENT_ADDRESSES ?? [`${hostname()}:${this.port}`];
  }

  /** What an agent on this machine dials, whatever others are told. */
  get localAddresses(): readonly string[] {
    const { VORTEX_AGENT_HOST: host } = this.config;
    const loopback = host === '::' ? ['127.0.0.1', '::1'] : [host === '0.0.0.0' ? '127.0.0.1' : host];
    return loopback.map((address) => `${bracketed(address)}:${this.port}`);
  }

  async onApplicationBootstrap(): Promise<void> {
    const { VORTEX_AGENT_PORT: port, VORTEX_AGENT_HOST: host } = this.config;
    if (port === undefined) return;
    this.server.addService(AgentServiceService, {
      enrol: (call: ServerUnaryCall<EnrolRequest, Identity>, reply: sendUnaryData<Identity>) =>
        this.answer(reply, call.request, () => this.enrol(call.request)),
      renew: (call: ServerUnaryCall<RenewRequest, Identity>, reply: sendUnaryData<Identity>) =>
        this.answer(reply, call.request, async () => identityMessage(await this.enrolment.renew(call.request))),
      connect: (call: ServerDuplexStream<ConnectRequest, FromPanel>) => void this.connect(call),
    });
    this.credentials = new AgentCredentials(await this.authority.issueToPanel(), await this.authority.roots());
    this.timer = setInterval(() => void this.renew(), renewMs).unref();
    this.port = await this.listen(`${bracketed(host)}:${port}`, this.credentials);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    this.server.forceShutdown();
    await this.sessions.ended();
  }

  private listen(address: string, credentials: AgentCredentials): Promise<number> {
    return new Promise((resolve, reject) => {
      this.server.bindAsync(address, credentials, (error, port) => (error ? reject(error) : resolve(port)));
    });
  }

  private async renew(): Promise<void> {
    try {
      this.credentials?.renew(await this.authority.issueToPanel(), await this.authority.roots());
    } catch (err) {
      this.log.error({ err }, 'the certificate of the agents’ listener could not be renewed');
    }
  }

  private async enrol({ token, publicKey, proof }: EnrolRequest): Promise<Identity> {
    return identityMessage(await this.enrolment.enrol(token, publicKey, proof));
  }

  private async connect(call: ServerDuplexStream<ConnectRequest, FromPanel>): Promise<void> {
    // Only a certificate that TLS has verified is told of here.
    const certificate = call.getAuthContext().sslPeerCertificate?.raw;
    try {
      if (!certificate) throw new CertificateRefused();
      await this.admission.turn();
      if (call.cancelled) return;
      await this.sessions.serve(await this.enrolment.holderOf(certificate), call, async () => {
        await this.enrolment.holderOf(certificate);
      });
    } catch (error) {
      if (!call.cancelled) call.emit('error', this.statusOf(error, certificate ? { certificate } : {}));
    }
  }

  private answer(reply: sendUnaryData<Identity>, shown: Shown, work: () => Promise<Identity>): void {
    work().then(
      (identity) => reply(null, identity),
      (error: unknown) => reply(this.statusOf(error, shown)),
    );
  }

  private statusOf(error: unknown, shown: Shown) {
    const failure = expectedFailure(error);
    if (!failure) this.log.error({ err: error }, 'a call of an agent failed');
    else {
      this.log.warn({ code: failure.code }, 'an agent was refused');
      void this.note(failure.code, shown);
    }
    return toStatus(failure ?? error, currentTraceId());
  }

  private async note(code: string, shown: Shown): Promise<void> {
    const kind = incidentOf(code);
    if (kind) this.incidents.note({ kind, serverId: await this.enrolment.claimed(shown).catch(() => undefined) });
  }
}

/** What a caller has shown of who it is. */
interface Shown {
  readonly token?: string;
  readonly certificate?: Uint8Array;
}

function identityMessage({ serverId, chain, roots, renewAt }: NodeIdentity): Identity {
  return { serverId, certificates: [...chain], roots: [...roots], renewAt };
}

function bracketed(host: string): string {
  return host.includes(':') ? `[${host}]` : host;
}
