import { partsOf, type ServiceFacts, type ServiceReport, silent, totalsOf, worstOf } from './service-report';

const facts = (processId: string, residentMemoryBytes: bigint): ServiceFacts => ({
  processId,
  residentMemoryBytes,
  version: '1.0.0',
  startedAt: new Date(0),
  outboxBacklog: 2n,
  deadLetters: 1n,
});
const report = (name: string, own?: ServiceFacts): ServiceReport => ({ name, state: 'OK', parts: [], facts: own });

describe('the platform', () => {
  it('is as well as its worst service', () => {
    expect(worstOf([])).toBe('OK');
    expect(worstOf([report('auth'), { ...report('core'), state: 'DEGRADED' }])).toBe('DEGRADED');
    expect(worstOf([{ ...report('core'), state: 'DEGRADED' }, silent('auth')])).toBe('FAILED');
  });

  it('counts the memory of a shared process once, and everything else for each service', () => {
    const reports = [
      report('auth', facts('1', 100n)),
      report('core', facts('1', 100n)),
      report('nodes', facts('2', 50n)),
    ];
    expect(totalsOf(reports)).toEqual({ residentMemoryBytes: 150n, outboxBacklog: 6n, deadLetters: 3n });
  });

  it('counts what answers when something does not', () => {
    expect(totalsOf([silent('auth'), report('core', facts('2', 50n))]).residentMemoryBytes).toBe(50n);
  });
});

describe('the parts of the platform', () => {
  it('stand under the name of their service, and a silent service stands for its own', () => {
    const core: ServiceReport = { name: 'core', state: 'OK', parts: [{ name: 'database', state: 'OK' }] };
    expect(partsOf([core, silent('auth')])).toEqual([
      { name: 'core/database', state: 'OK' },
      { name: 'auth', state: 'FAILED', detail: 'The service does not answer.' },
    ]);
  });
});
