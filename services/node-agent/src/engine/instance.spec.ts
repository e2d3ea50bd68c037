import { ApplyRequest } from '@vortex/contracts/tunnel';
import { divided, staying } from './instance';

const request = (...inbounds: [tag: string, instance?: string][]) =>
  ApplyRequest.fromPartial({
    settings: { byEngine: { xray: '{}' } },
    inbounds: inbounds.map(([tag, instance]) => ({ tag, instance })),
  });
const tags = ({ inbounds }: ApplyRequest) => inbounds.map(({ tag }) => tag);

describe('a configuration', () => {
  it('is divided over the instances that its inbounds name; all of them have its settings', () => {
    const parts = divided(request(['a'], ['b', 'edge'], ['c', ''], ['d', 'edge']));
    expect([...parts].map(([name, part]) => [name, tags(part)])).toEqual([
      ['', ['a', 'c']],
      ['edge', ['b', 'd']],
    ]);
    expect([...parts.values()].map(({ settings }) => settings?.byEngine)).toEqual([{ xray: '{}' }, { xray: '{}' }]);
  });

  it('is refused where an instance is no name of files, or one too many', () => {
    for (const name of ['../up', 'Edge', '-', 'a'.repeat(17)])
      expect(() => divided(request(['a', name]))).toThrow('inbound_refused');
    const names = Array.from({ length: 8 }, (_, at) => [`in-${at}`, `n${at}`] as [string, string]);
    expect(divided(request(...names.slice(0, 7))).size).toBe(8);
    expect(() => divided(request(...names))).toThrow('inbound_refused');
  });

  it('leaves to other instances what it has no more before they open it', () => {
    expect(tags(staying(request(['a'], ['new']), request(['a'], ['gone'])))).toEqual(['a']);
    expect(tags(staying(undefined, request(['a'])))).toEqual([]);
  });
});
