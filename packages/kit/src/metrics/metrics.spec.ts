import { Metrics } from './metrics';

describe('a service that is started anew in the same process', () => {
  it('counts on', async () => {
    const metrics = new Metrics();
    const start = () => metrics.counter('vortex_notes_total', 'Notes.', ['kind']);
    start().inc({ kind: 'short' });
    start().inc({ kind: 'short' }, 2);
    expect(await metrics.text()).toContain('vortex_notes_total{kind="short"} 3\n');
  });

  it('is looked up instead of the one it was before', async () => {
    const metrics = new Metrics();
    const start = (figure: number) => {
      metrics.lookUp('vortex_notes', 'Notes.', 'state', async () => ({ kept: figure }));
    };
    start(1);
    start(2);
    expect((await metrics.text()).match(/^vortex_notes\{.*$/gm)).toEqual(['vortex_notes{state="kept"} 2']);
  });
});
