import { Inject, Injectable } from '@nestjs/common';
import {
  anonymous,
  clientAddress,
  CONFIG,
  LOG,
  type Log,
  Metrics,
  newId,
  PLATFORM,
  type PlatformFacts,
  runInCall,
} from '@vortex/kit';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { CoreConfig } from '../config';
import { fieldsOf, type LinkAnswer, notThere, tooMany } from './link-answer';
import type { LinkQuestion } from './link-question';
import { LinkReaders } from './link-readers.service';
import { LinkResponder } from './link-responder.service';
import type { LinkState } from './link-state';
import { LinkStates } from './link-states.service';
import { PageActions } from './page-actions.service';
import { UnchangedAnswers } from './unchanged-answers.service';
import { WrongLinks } from './wrong-links.service';

interface Asked {
  readonly token: string;
  /** What stands behind the token: empty, or what the page does. */
  readonly rest: string;
  readonly search: string;
}

const noQuery = new URLSearchParams();

/**
 * The public end of links. Before everything else of core's HTTP, since fleets of clients ask here all day: no session is
 * looked for, no body parsed. It never writes a token down, and a wrong one costs what a right one costs.
 */
@Injectable()
export class LinkHttp {
  private readonly root: string;
  private readonly observers = new Map<string, { observe(seconds: number): void }>();

  constructor(
    private readonly states: LinkStates,
    private readonly responder: LinkResponder,
    private readonly actions: PageActions,
    private readonly unchanged: UnchangedAnswers,
    private readonly wrong: WrongLinks,
    private readonly readers: LinkReaders,
    private readonly metrics: Metrics,
    @Inject(CONFIG) private readonly config: CoreConfig,
    @Inject(PLATFORM) private readonly facts: PlatformFacts,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.root = `/${config.VORTEX_LINK_PREFIX}/`;
  }

  /** Stands before the framework: its middleware looks for a session and keeps a trace, which costs more than the answer. */
  standBefore(server: Server): void {
    const others = server.listeners('request') as ((request: IncomingMessage, response: ServerResponse) => void)[];
    server.removeAllListeners('request');
    server.on('request', (request, response) => {
      if (this.takes(request, response)) return;
      for (const listener of others) listener(request, response);
    });
  }

  /** Whether the request is one for a link; then it will be answered. */
  private takes(request: IncomingMessage, response: ServerResponse): boolean {
    if (request.url?.startsWith(this.root) !== true) return false;
    const startedAt = performance.now();
    const asked = this.read(request);
    const remembered = this.states.remembered(asked.token);
    const question = this.questionOf(request, asked);
    const known = remembered && asked.rest === '' && reads(request) && this.unchanged.find(remembered, question);
    if (known) {
      response.writeHead(304, known).end();
      this.finish(request, 304, startedAt);
      return true;
    }
    void this.answer(request, asked, question, remembered?.state())
      .catch((err: unknown) => {
        this.log.error({ err }, 'a link could not be answered');
        return { ...notThere, status: 503, body: 'Try again later.\n' } satisfies LinkAnswer;
      })
      .then((answer) => {
        send(request, response, answer);
        this.finish(request, answer.status, startedAt);
      })
      .catch((err: unknown) => {
        this.log.error({ err }, 'the answer of a link could not be sent');
        response.destroy();
      });
    return true;
  }

  private async answer(
    request: IncomingMessage,
    asked: Asked,
    question: LinkQuestion,
    remembered: LinkState | undefined,
  ): Promise<LinkAnswer> {
    const state = remembered ?? (await this.find(asked.token, request));
    if (typeof state === 'number') return tooMany(state);
    if (!state) return notThere;
    if (asked.rest !== '') return this.actions.answer(request, asked.rest, state, question);
    return reads(request) ? this.responder.answer(state, question) : notThere;
  }

  private questionOf(request: IncomingMessage, { token, search }: Asked): LinkQuestion {
    const headers = (name: string) => headerOf(request, name);
    const asClient = <T>(work: () => T): T => {
      const client = { address: this.addressOf(request), userAgent: (headers('user-agent') ?? '').slice(0, 256) };
      return runInCall({ caller: anonymous, client, requestId: newId() }, work);
    };
    return {
      token,
      search,
      query: search === '' ? noQuery : new URLSearchParams(search),
      reader: this.readers.of(request),
      headers,
      asClient,
    };
  }

  private addressOf(request: IncomingMessage): string {
    return clientAddress(request, this.config.VORTEX_TRUSTED_PROXIES);
  }

  /** The user of a token; seconds to wait for an address that has asked for too many that are nobody's. */
  private async find(token: string, request: IncomingMessage): Promise<LinkState | number | undefined> {
    const address = this.addressOf(request);
    const held = this.wrong.heldFor(address);
    if (held > 0) return held;
    const state = await this.states.load(token);
    if (!state) await this.wrong.count(address);
    return state;
  }

  private read({ url = '' }: IncomingMessage): Asked {
    const [path, search] = splitOnce(url.slice(this.root.length), '?');
    const [token, rest] = splitOnce(path, '/');
    return { token, rest, search };
  }

  /** Looked up once for each of the few there are. */
  private observer(method: string, status: string) {
    const key = `${method} ${status}`;
    let observer = this.observers.get(key);
    if (!observer) {
      observer = this.metrics.http.labels({ service: this.facts.service, method, status });
      this.observers.set(key, observer);
    }
    return observer;
  }

  private finish({ method = '' }: IncomingMessage, status: number, startedAt: number): void {
    const seconds = (performance.now() - startedAt) / 1_000;
    this.observer(method, `${Math.floor(status / 100)}xx`).observe(seconds);
    this.log.info(
      { method, path: `${this.root}[redacted]`, status, ms: Math.round(seconds * 1_000) },
      'answered a link',
    );
  }
}

function reads({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function splitOnce(text: string, at: string): readonly [string, string] {
  const place = text.indexOf(at);
  return place < 0 ? [text, ''] : [text.slice(0, place), text.slice(place + 1)];
}

function headerOf({ headers }: IncomingMessage, name: string): string | undefined {
  const value = headers[name];
  return Array.isArray(value) ? value.join(', ') : value;
}

function send(request: IncomingMessage, response: ServerResponse, answer: LinkAnswer): void {
  if (response.destroyed) return;
  response.writeHead(answer.status, fieldsOf(answer));
  if (request.method === 'HEAD' || answer.status === 304) response.end();
  else response.end(answer.body);
}
