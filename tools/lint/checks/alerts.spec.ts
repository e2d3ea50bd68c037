import { join } from 'node:path';
import { alerts, namedIn, registeredIn } from './alerts.mjs';

describe('alerts', () => {
  it('speak of figures that somebody tells', () => {
    expect(alerts(join(__dirname, '../../..'))).toMatchObject({ findings: [] });
  });

  it('name figures in their expressions, over several lines too, and none in remarks', () => {
    const text = '# vortex_remark\nexpr: |\n  rate(vortex_one_total{kind="x"}[5m])\n    / vortex_two > 0';
    expect([...namedIn(text)]).toEqual(['vortex_one_total', 'vortex_two']);
  });
});

describe('a figure is known', () => {
  it.each([
    ["metrics.counter('vortex_made_total', 'Help.', ['kind'])", ['vortex_made_total']],
    ["this.gauge(\n  'vortex_open',\n  'Help.',", ['vortex_open']],
    ["metrics.lookUp('vortex_servers', 'Help.', 'state', read)", ['vortex_servers']],
    ["new Counter({\n  name: 'vortex_events_total',", ['vortex_events_total']],
    ['prometheus.NewDesc("vortex_tunnel_users", "Help.", nil, nil)', ['vortex_tunnel_users']],
    ["new Histogram({ name: 'vortex_lag',", ['vortex_lag_bucket', 'vortex_lag_sum', 'vortex_lag_count']],
  ])('where %s stands', (source, names) => {
    expect(registeredIn(source)).toEqual(names);
  });

  it('nowhere else', () => {
    expect(registeredIn("const table = 'vortex_nothing';")).toEqual([]);
  });
});
