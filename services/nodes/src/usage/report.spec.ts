import { lastOf, together, type WaitingReport } from './report';

const at = (time: string, id = 1n, epoch = 1n): WaitingReport => ({
  ...{ id, epoch, isLatest: true, flowedAt: new Date(`2026-11-20T${time}Z`) },
});

describe('reports that go into the books as one', () => {
  it('are those of some seconds, in whatever order', () => {
    const reports = [at('10:00:03'), at('10:00:01'), at('10:00:18'), at('10:00:19'), at('10:00:03')];
    expect(together(reports)).toEqual(reports.slice(0, 3));
    expect(lastOf(together(reports))).toEqual(new Date('2026-11-20T10:00:18Z'));
    expect(together([])).toEqual([]);
  });

  it('are of one hour and one epoch', () => {
    const before = at('09:59:59');
    expect(together([before, at('10:00:00')])).toEqual([before]);
    expect(together([before, at('09:59:59', 2n, 2n)])).toEqual([before]);
  });
});
