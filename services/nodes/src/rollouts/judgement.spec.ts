import { FakeClock } from '@vortex/testing';
import { wantsLook } from './handshakes';
import { decide, failingMs, type Judged, type Stand } from './judgement';
import { type Sample, silentMs, unheardMs, type Verdict, verdictOf } from './verdict';

const clock = new FakeClock(new Date('2026-03-01T12:00:00Z'));
const now = () => clock.now();
const ago = (ms: number) => new Date(now().getTime() - ms);

describe('a server that was given a version', () => {
  const sample = (given: Partial<Sample> = {}): Sample => ({
    ...{ givenAt: ago(60_000), appliedAt: ago(50_000), isApplied: true, isRefused: false, seenAt: ago(1_000) },
    ...{ engineHealthy: true, since: { accepted: 0, refused: 0 }, before: { accepted: 0, refused: 0 } },
    ...{ acceptedPerSecondBefore: 0, handshakes: [], handshakesBefore: [] },
    ...given,
  });
  const verdict = (given: Partial<Sample> = {}) => verdictOf(sample(given), now(), ago(120_000));

  it('is well when its engine serves the version and has told so since', () => {
    expect(verdict()).toEqual({ state: 'healthy' });
    expect(verdict({ seenAt: ago(12_000), appliedAt: ago(10_000) })).toEqual({ state: 'applying' });
    expect(verdict({ isApplied: false, appliedAt: undefined })).toEqual({ state: 'applying' });
  });

  it('fails for good when its engine refuses it', () => {
    const refused = { state: 'failing', cause: 'configuration_refused', final: true };
    expect(verdict({ isRefused: true, isApplied: false })).toEqual(refused);
  });

  it('fails when its engine says that it is not well', () => {
    expect(verdict({ engineHealthy: false })).toMatchObject({ cause: 'engine_unhealthy', final: false });
  });

  it.each([
    ['fail that did not before', [{ inboundId: 'a', failure: 'refused' }], [{ inboundId: 'a', failure: '' }], true],
    [
      'fail with an inbound that is new',
      [{ inboundId: 'b', failure: 'timeout' }],
      [{ inboundId: 'a', failure: '' }],
      true,
    ],
    ['are done', [{ inboundId: 'a', failure: '' }], [{ inboundId: 'a', failure: '' }], false],
    [
      'fail as they did before, beside others',
      [{ inboundId: 'a', failure: 'timeout' }],
      [{ inboundId: 'a', failure: 'timeout' }].concat({ inboundId: 'b', failure: '' }),
      false,
    ],
    [
      'fail with a server that the panel never came through to',
      [{ inboundId: 'b', failure: 'timeout' }],
      [{ inboundId: 'a', failure: 'timeout' }],
      false,
    ],
    ['fail, and nobody has noted how it was', [{ inboundId: 'a', failure: 'refused' }], undefined, false],
  ])('of handshakes that %s', (_, handshakes, handshakesBefore, fails) => {
    // Also before its agent has told of itself.
    const found = verdict({ handshakes, handshakesBefore, seenAt: ago(12_000), appliedAt: ago(10_000) });
    expect(found).toEqual(
      fails ? { state: 'failing', cause: 'connections_failing', final: false } : { state: 'applying' },
    );
  });

  it('is silent when its agent should have told of itself and has not, and for good when that lasts', () => {
    expect(verdict({ seenAt: ago(unheardMs) })).toEqual({ state: 'healthy' });
    expect(verdict({ seenAt: ago(unheardMs + 1) })).toEqual({ state: 'silent', final: false });
    expect(verdict({ seenAt: ago(silentMs + 1) })).toEqual({ state: 'silent', final: true });
    const never = { seenAt: undefined, isApplied: false, givenAt: ago(silentMs + 1) };
    expect(verdict(never)).toEqual({ state: 'silent', final: true });
  });

  it('has its silence counted from when somebody had it go on', () => {
    expect(verdictOf(sample({ seenAt: ago(silentMs + 1) }), now(), ago(1_000))).toEqual({ state: 'healthy' });
  });

  it('fails when hardly anybody comes any more, where many did', () => {
    const before = { accepted: 100_000, refused: 0 };
    const quiet = { before, acceptedPerSecondBefore: 1, appliedAt: ago(61_000), givenAt: ago(62_000) };
    expect(verdict({ ...quiet, since: { accepted: 5, refused: 0 } })).toMatchObject({ cause: 'connections_failing' });
    expect(verdict({ ...quiet, since: { accepted: 6, refused: 0 } })).toEqual({ state: 'healthy' });
    expect(verdict({ ...quiet, appliedAt: ago(21_000), since: { accepted: 0, refused: 0 } })).toEqual({
      state: 'healthy',
    });
  });

  it.each([
    ['many fail that did not before', { accepted: 10, refused: 10 }, { accepted: 95, refused: 5 }, true],
    ['as many fail as before', { accepted: 10, refused: 10 }, { accepted: 50, refused: 50 }, false],
    ['a few more fail than before', { accepted: 80, refused: 20 }, { accepted: 95, refused: 5 }, false],
    ['too few tried to tell', { accepted: 0, refused: 19 }, { accepted: 95, refused: 5 }, false],
    ['most fail, and nothing is known from before', { accepted: 5, refused: 15 }, { accepted: 0, refused: 0 }, true],
    ['half fail, and nothing is known from before', { accepted: 10, refused: 10 }, { accepted: 1, refused: 0 }, false],
  ])('of connections: %s', (_, since, before, fails) => {
    expect(verdict({ since, before }).state).toBe(fails ? 'failing' : 'healthy');
  });
});

describe('a server that is to be given a version', () => {
  const failed = (checkedAt: Date) => ({ inboundId: 'a', failure: 'refused', checkedAt: checkedAt.toISOString() });

  it('is looked at first where handshakes failed before the rollout began, for as long as that takes', () => {
    expect(wantsLook([failed(ago(2_000))], ago(1_000), now())).toBe(true);
    expect(wantsLook([failed(ago(500))], ago(1_000), now())).toBe(false);
    expect(wantsLook([failed(ago(60_000))], ago(30_000), now())).toBe(false);
    expect(wantsLook([{ ...failed(ago(2_000)), failure: '' }], ago(1_000), now())).toBe(false);
    expect(wantsLook([], ago(1_000), now())).toBe(false);
  });
});

describe('a rollout', () => {
  const stand = (given: Partial<Stand> = {}): Stand => ({
    ...{ stage: 0, windowSeconds: 60, wellSince: undefined, nextStage: 1 },
    ...given,
  });
  const server = (verdict?: Verdict, given: Partial<Judged> = {}): Judged => ({
    ...{ serverId: 'a', stage: 0, failingSince: undefined, verdict },
    ...given,
  });
  const well = server({ state: 'healthy' });
  const later = server(undefined, { serverId: 'z', stage: 1 });
  const unhealthy = { state: 'failing', cause: 'engine_unhealthy', final: false } as const;

  it('gives the version to the servers of its stage, one after another, and to no others', () => {
    expect(decide(stand(), [well, server(undefined, { serverId: 'b' }), later], now())).toEqual({
      do: 'give',
      serverId: 'b',
    });
    expect(decide(stand(), [well, later], now())).toEqual({ do: 'wait', wellSince: now() });
  });

  it('goes on when all have been well for a whole window, without a break', () => {
    const wellSince = now();
    clock.advance(59_999);
    expect(decide(stand({ wellSince }), [well, later], now())).toEqual({ do: 'wait', wellSince });
    expect(decide(stand({ wellSince }), [server({ state: 'applying' }), later], now())).toEqual({
      do: 'wait',
      wellSince: undefined,
    });
    clock.advance(1);
    expect(decide(stand({ wellSince }), [well, later], now())).toEqual({ do: 'advance', stage: 1 });
    expect(decide(stand({ wellSince, nextStage: undefined }), [well], now())).toEqual({ do: 'complete' });
  });

  it('goes back when a server keeps failing, and waits while that may pass', () => {
    const failingSince = now();
    const failing = server(unhealthy, { failingSince });
    expect(decide(stand({ wellSince: ago(1) }), [failing], now())).toEqual({ do: 'wait', wellSince: undefined });
    clock.advance(failingMs);
    expect(decide(stand(), [well, failing], now())).toEqual({
      do: 'roll_back',
      cause: 'engine_unhealthy',
      serverId: 'a',
    });
  });

  it('goes back at once when a version is refused, even while others are silent', () => {
    const refused = server({ state: 'failing', cause: 'configuration_refused', final: true }, { serverId: 'r' });
    const decision = decide(stand(), [server({ state: 'silent', final: true }), refused, later], now());
    expect(decision).toEqual({ do: 'roll_back', cause: 'configuration_refused', serverId: 'r' });
  });

  it('waits for somebody when nothing is heard of a server of this stage or an earlier one', () => {
    const silent = server({ state: 'silent', final: true }, { serverId: 's' });
    expect(decide(stand({ stage: 1, wellSince: ago(90_000) }), [silent, later], now())).toEqual({
      do: 'pause',
      cause: 'metrics_missing',
      serverId: 's',
    });
  });

  it('goes no further while something is not heard of in time', () => {
    const unheard = server({ state: 'silent', final: false });
    expect(decide(stand({ wellSince: ago(90_000) }), [unheard, later], now())).toEqual({
      do: 'wait',
      wellSince: undefined,
    });
  });

  it('watches the servers of earlier stages as long as it lasts', () => {
    const failing = server(unhealthy, { failingSince: ago(failingMs) });
    const fine = server({ state: 'healthy' }, { serverId: 'z', stage: 1 });
    expect(decide(stand({ stage: 1 }), [failing, fine], now()).do).toBe('roll_back');
  });
});
