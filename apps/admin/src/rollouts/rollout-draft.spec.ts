import { emptyRollout, rolloutInput, secondsIn, stagesIn } from './rollout-draft';

describe('the stages of a rollout', () => {
  it('rise, and end with all', () => {
    expect(stagesIn('1, 10, 50, 100')).toEqual([1, 10, 50, 100]);
    expect(stagesIn('25% 100%')).toEqual([25, 100]);
    expect(stagesIn('100')).toEqual([100]);
  });

  it('are nothing where they do not', () => {
    for (const text of ['', '10', '50, 10, 100', '10, 10, 100', '0, 100', 'many, 100', '1, 200'])
      expect(stagesIn(text)).toBeUndefined();
  });
});

describe('a rollout in a form', () => {
  it('is asked for once it says where to, how and how fast', () => {
    expect(rolloutInput('v', emptyRollout)).toBeUndefined();
    expect(rolloutInput('v', { ...emptyRollout, serverIds: ['s'], windowSeconds: '4' })).toBeUndefined();
    expect(rolloutInput('v', { ...emptyRollout, serverIds: ['s'], reason: ' new target ' })).toEqual({
      versionId: 'v',
      serverIds: ['s'],
      stages: [1, 10, 50, 100],
      windowSeconds: 60,
      reason: 'new target',
    });
  });

  it('waits at least five seconds and at most a day', () => {
    expect([secondsIn('5'), secondsIn('86400')]).toEqual([5, 86_400]);
    for (const text of ['4', '86401', '1.5', 'soon', '']) expect(secondsIn(text)).toBeUndefined();
  });
});
