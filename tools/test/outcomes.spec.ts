import { goOutcome } from './runners/go.mjs';
import { jestOutcome } from './runners/jest.mjs';
import { brokenTasks } from './runners/nx-target.mjs';
import { programOutcome } from './runners/program.mjs';
import { stages } from './stages.mjs';
import { summary } from './summary.mjs';

describe('order', () => {
  const named = (name: string, beside?: string) => ({ name, beside });
  const names = (runners: { name: string; beside?: string }[]) =>
    stages(runners).map((lanes) => lanes.map((lane) => lane.map(({ name }) => name)));

  it('runs beside another what says so, and the rest one after the other', () => {
    const all = [named('static'), named('build', 'static'), named('typecheck', 'static'), named('jest')];
    expect(names(all)).toEqual([[['static'], ['build', 'typecheck']], [['jest']]]);
  });

  it('runs on its own what has lost its neighbour', () => {
    expect(names([named('build', 'static'), named('jest')])).toEqual([[['build']], [['jest']]]);
  });
});

describe('jest', () => {
  const results = (...tests: [string, string][]) => ({
    testResults: [
      {
        name: '/house/packages/kit/src/kit.spec.ts',
        status: 'passed',
        assertionResults: tests.map(([fullName, status]) => ({ fullName, status })),
      },
    ],
  });
  const outcome = (input: object, excluded: string[] = []) => jestOutcome(input, { home: '/house', excluded });

  it('counts what passed and what failed', () => {
    expect(outcome(results(['a', 'passed'], ['b', 'failed']))).toEqual({
      passed: 1,
      failed: 1,
      failures: ['packages/kit/src/kit.spec.ts: b'],
    });
  });

  it.each(['pending', 'todo', 'disabled', 'skipped'])('does not let a %s test pass for one that ran', (status) => {
    expect(outcome(results(['a', status]))).toMatchObject({ passed: 0, failed: 1 });
  });

  it('leaves out what is excluded by name', () => {
    expect(outcome(results(['slow a', 'pending']), ['slow'])).toEqual({ passed: 0, failed: 0, failures: [] });
  });

  it('does not forgive a failed test for being excluded', () => {
    expect(outcome(results(['slow a', 'failed']), ['slow'])).toMatchObject({ failed: 1 });
  });

  it('counts a file that cannot run', () => {
    const broken = { testResults: [{ name: '/house/a.spec.ts', status: 'failed', assertionResults: [] }] };
    expect(outcome(broken).failures).toEqual(['a.spec.ts could not run']);
  });
});

describe('go', () => {
  const events = (...all: object[]) => all.map((event) => JSON.stringify(event)).join('\n');
  const ran = (Action: string, Test = 'TestA') => ({ Action, Package: 'p', Test });

  it('counts tests, and the package only when none of them explains its failure', () => {
    const failed = { Action: 'fail', Package: 'p' };
    expect(goOutcome(events(ran('pass'), ran('fail', 'TestB'), failed), [])).toMatchObject({ passed: 1, failed: 1 });
    expect(goOutcome(events(ran('pass'), failed), [])).toMatchObject({ passed: 1, failed: 1 });
  });

  it('says why a package does not build', () => {
    const printed = { Action: 'build-output', ImportPath: 'p', Output: 'undefined: x\n' };
    const text = events(printed, { Action: 'fail', Package: 'p', FailedBuild: 'p' });
    expect(goOutcome(text, []).failures).toEqual([expect.stringContaining('undefined: x')]);
  });

  it('does not let a skipped test pass', () => {
    expect(goOutcome(events(ran('skip')), [])).toMatchObject({ passed: 0, failed: 1 });
    expect(goOutcome(events(ran('skip')), ['TestA'])).toMatchObject({ passed: 0, failed: 0 });
  });

  it('does not count a package without tests', () => {
    expect(goOutcome(events({ Action: 'skip', Package: 'p' }), [])).toMatchObject({ passed: 0, failed: 0 });
  });
});

describe('nx', () => {
  it('names the projects that failed, and those that could not begin', () => {
    const output = 'Failed tasks:\n\n- kit:build\n\nTasks not run:\n- auth:build\n- auth:generate\n';
    expect(brokenTasks(output, 'build')).toEqual(['kit', 'auth']);
  });
});

describe('a runner of its own', () => {
  it('is believed by its last line', () => {
    expect(programOutcome(0, 'hello\n{"passed":3,"failed":0}\n', 'x')).toEqual({ passed: 3, failed: 0, failures: [] });
  });

  it.each([
    ['says nothing', 0, 'hello\n'],
    ['dies', 137, ''],
    ['ends badly and says all is well', 1, '{"passed":3,"failed":0}'],
    ['says what is no count', 0, '{"passed":"all","failed":0}'],
  ])('has failed when it %s', (_, code, stdout) => {
    expect(programOutcome(code, stdout, 'x').failed).toBe(1);
  });

  it('tells what it said last when something failed', () => {
    expect(programOutcome(1, '✖ seed 7\n{"passed":0,"failed":1}\n', 'x').failures).toEqual(['x: 1 failed\n✖ seed 7']);
  });
});

describe('the summary', () => {
  const outcomes = [
    { name: 'static', passed: 11, failed: 0, seconds: 1, failures: [] },
    { name: 'jest', passed: 200, failed: 1, seconds: 2, failures: ['a: b'] },
  ];

  it('ends with the line that counts', () => {
    expect(summary(outcomes, []).split('\n').pop()).toBe('211 passed, 1 failed');
  });

  it('names what failed and what was left out', () => {
    expect(summary(outcomes, ['soak'])).toMatch(/✖ jest: a: b[^]*excluded by name: soak/);
  });
});
