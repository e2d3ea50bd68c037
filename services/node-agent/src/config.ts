import { join, resolve } from 'node:path';

export interface Settings {
  /** The agent's files; nobody else may read them. */
  readonly home: string;
  /** The engine's program. */
  readonly tunnel: string;
  /** Where the panel is, instead of where it was when this server enrolled. */
  readonly panelAddresses: readonly string[];
  /** To enrol with at the first start, where nobody does so by hand: in a container. */
  readonly enrolmentToken: string;
  readonly logLevel: string;
  /** Ends the engine with the agent; else it goes on and the next agent finds it. */
  readonly stopsEngine: boolean;
}

/** The names of the agent's files. */
export interface Places extends EnginePlaces {
  readonly identity: string;
  readonly applied: string;
  readonly journal: string;
  readonly status: string;
}

/** Those of one engine process. All of them count in one ledger. */
export interface EnginePlaces {
  readonly socket: string;
  readonly pid: string;
  readonly state: string;
  readonly ledger: string;
  readonly engineLog: string;
}

export function readSettings(environment: Readonly<Record<string, string | undefined>> = process.env): Settings {
  return {
    home: resolve(environment['VORTEX_AGENT_HOME'] || '/var/lib/vortex-agent'),
    tunnel: environment['VORTEX_TUNNEL'] || '/usr/lib/vortex/vortex-tunnel',
    panelAddresses: (environment['VORTEX_PANEL_ADDRESSES'] ?? '').split(',').filter((address) => address !== ''),
    enrolmentToken: environment['VORTEX_ENROLMENT_TOKEN'] ?? '',
    logLevel: environment['VORTEX_LOG_LEVEL'] || 'info',
    stopsEngine: environment['VORTEX_AGENT_STOPS_ENGINE'] === 'true',
  };
}

export function placesIn({ home }: Pick<Settings, 'home'>): Places {
  const file = (name: string) => join(home, name);
  return {
    identity: file('identity'),
    applied: file('applied'),
    journal: file('usage'),
    status: file('status.json'),
    ...enginePlaces({ home }, ''),
  };
}

/** @param instance empty for the main one */
export function enginePlaces({ home }: Pick<Settings, 'home'>, instance: string): EnginePlaces {
  const file = (ending: string) => join(home, `${instance === '' ? 'engine' : `engine-${instance}`}.${ending}`);
  return {
    socket: file('sock'),
    pid: file('pid'),
    state: file('state'),
    ledger: join(home, 'engine.ledger'),
    engineLog: file('log'),
  };
}
