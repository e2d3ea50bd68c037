import type { Content } from './content';
import { instanceProblems } from './instances';

const content = (...instances: (string | undefined)[]): Content =>
  instances.map((instance, at) => ({ tag: `in-${at}`, instance })) as unknown as Content;
const anyRoot = (tag: string) => `${tag}.`;

describe('instances that inbounds name', () => {
  it('may be seven beside the main one, each with as many inbounds as one likes', () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'a', undefined];
    expect(instanceProblems(content(...names), true, anyRoot)).toEqual([]);
    expect(instanceProblems(content(...names, 'h'), true, (tag) => (tag === 'in-9' ? '' : undefined))).toEqual([
      {
        path: 'instance',
        code: 'too_many_instances',
        message: 'At most 8 instances, the main one included.',
      },
    ]);
  });

  it('are refused, each at its place, where the agent runs one engine alone', () => {
    const problems = instanceProblems(content(undefined, 'edge', 'edge'), false, anyRoot);
    expect(problems.map(({ path, code }) => [path, code])).toEqual([
      ['in-1.instance', 'instances_not_supported'],
      ['in-2.instance', 'instances_not_supported'],
    ]);
    expect(instanceProblems(content(undefined, undefined), false, anyRoot)).toEqual([]);
  });
});
