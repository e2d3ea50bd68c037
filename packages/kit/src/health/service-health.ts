export type HealthLevel = 'ok' | 'degraded' | 'failed';

export interface PartHealth {
  readonly name: string;
  readonly state: HealthLevel;
  /** One sentence for people. Names no host, address or secret: strangers read it. */
  readonly detail?: string | undefined;
}

/** Something a service stands on. */
export interface HealthPart {
  /** e.g. "database", "bus", "rpc:auth" */
  readonly name: string;
  check(): Promise<Omit<PartHealth, 'name'>>;
}

const patienceMs = 2_000;
/** Strangers may ask as often as they like; the parts are looked at once in this time. */
const freshForMs = 1_000;

export function worst(parts: readonly Pick<PartHealth, 'state'>[]): HealthLevel {
  if (parts.some((part) => part.state === 'failed')) return 'failed';
  return parts.some((part) => part.state === 'degraded') ? 'degraded' : 'ok';
}

/** How one service is. Services may add parts of their own. */
export class ServiceHealth {
  private readonly parts: HealthPart[] = [];
  private last: { readonly at: number; readonly result: Promise<readonly PartHealth[]> } | undefined;
  private accepting = false;

  add(part: HealthPart): void {
    this.parts.push(part);
    this.last = undefined;
  }

  /** Whether requests should be sent here: not while it starts, and not once it stops. */
  get isReady(): boolean {
    return this.accepting;
  }

  setReady(ready: boolean): void {
    this.accepting = ready;
  }

  check(): Promise<readonly PartHealth[]> {
    const now = performance.now();
    if (!this.last || now - this.last.at > freshForMs) {
      this.last = { at: now, result: Promise.all(this.parts.map(look)) };
    }
    return this.last.result;
  }
}

async function look(part: HealthPart): Promise<PartHealth> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Omit<PartHealth, 'name'>>((resolve) => {
    timer = setTimeout(() => resolve({ state: 'failed', detail: 'It does not answer in time.' }), patienceMs);
  });
  try {
    return { name: part.name, ...(await Promise.race([part.check(), late])) };
  } catch {
    return { name: part.name, state: 'failed', detail: 'It cannot be checked.' };
  } finally {
    clearTimeout(timer);
  }
}
