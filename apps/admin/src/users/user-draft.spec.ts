import { createInput, emptyDraft, problemsOf, undoInput, updateInput } from './user-draft';

const filled = {
  ...emptyDraft,
  username: 'ann',
  limit: '10',
  speedDown: '2,5',
  deviceLimit: '3',
  tags: 'vip, trial,vip',
};

describe('a user that is written into a form', () => {
  it('needs nothing but a name', () => {
    expect(problemsOf({ ...emptyDraft, username: 'ann' })).toEqual({});
    expect(createInput({ ...emptyDraft, username: ' ann ' })).toEqual({ username: 'ann', resetStrategy: 'NONE' });
    expect(problemsOf(emptyDraft)).toEqual({ username: 'nameMissing' });
  });

  it('is what the fields say, in the units of the API', () => {
    expect(createInput(filled)).toMatchObject({
      limitBytes: '10000000000',
      speedLimitDownKbps: 2500,
      deviceLimit: 3,
      tags: ['vip', 'trial'],
    });
  });

  it('is told what is no number', () => {
    const problems = problemsOf({ ...filled, limit: 'much', deviceLimit: '-1', addressLimit: '1.5', speedUp: 'fast' });
    expect(Object.keys(problems).sort()).toEqual(['addressLimit', 'deviceLimit', 'limit', 'speedUp']);
  });

  it('changes what differs, and nothing else', () => {
    const after = { ...filled, limit: '', note: 'Paid' };
    expect(updateInput(filled, after, 7)).toEqual({ limitBytes: null, note: 'Paid', expectedRevision: 7 });
    expect(undoInput(filled, after)).toEqual({ limitBytes: '10000000000', note: '' });
  });
});
