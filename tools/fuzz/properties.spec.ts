import { alarmsIn, problemOf, problemOfErrors } from './properties.mjs';

const answer = { status: 200, type: 'application/json; charset=utf-8', text: '{"data":{"me":null}}', ms: 5 };
const asked = { sent: '{"query":"{ me { id } }"}', hidden: ['planted1'] };
const failed = (code?: string) => JSON.stringify({ errors: [{ message: 'no', extensions: { code } }] });

it.each(['INVALID_INPUT', 'NOT_FOUND', 'PERMISSION_DENIED', 'GRAPHQL_PARSE_FAILED'])(
  'takes %s for an answer',
  (code) => {
    expect(problemOf({ ...answer, status: 400, text: failed(code) }, asked)).toBeUndefined();
  },
);

it('finds nothing wrong with data', () => {
  expect(problemOf(answer, asked)).toBeUndefined();
});

it.each([
  ['the code INTERNAL', { text: failed('INTERNAL') }],
  ['the code UNAVAILABLE', { text: failed('UNAVAILABLE') }],
  ['the code undefined', { text: failed() }],
  ['status 500', { status: 500 }],
  ['no JSON', { text: 'Oops' }],
  ['no GraphQL', { text: '{"ok":true}' }],
  ['errors without an error', { text: '{"errors":[]}' }],
  ['content type text/html', { type: 'text/html' }],
  ['it took 10001 ms', { ms: 10_001 }],
  ['a row of another tenant: planted1', { text: '{"data":{"users":[{"note":"planted1"}]}}' }],
])('finds: %s', (problem, change) => {
  expect(problemOf({ ...answer, ...change }, asked)).toBe(problem);
});

it('takes what was sent itself for no leak', () => {
  const text = failed('NOT_FOUND').replace('no', 'planted1');
  expect(problemOf({ ...answer, text }, { ...asked, sent: '{"id":"planted1"}' })).toBeUndefined();
});

it('takes what a tenant has said before for no leak where the audit log repeats it, and nowhere else', () => {
  const said = new Set(['planted1']);
  const repeated = '{"data":{"a":{"after":"{\\"ids\\":[\\"planted1\\"]}"}}}';
  expect(problemOf({ ...answer, text: repeated }, { ...asked, said })).toBeUndefined();
  expect(problemOf({ ...answer, text: repeated }, asked)).toBe('a row of another tenant: planted1');
  const shown = repeated.replace('"after"', '"id":"planted1","after"');
  expect(problemOf({ ...answer, text: shown }, { ...asked, said })).toBe('a row of another tenant: planted1');
});

it('finds untyped errors among typed ones of a subscription', () => {
  const typed = { message: 'no', extensions: { code: 'NOT_FOUND' } };
  expect(problemOfErrors([typed])).toBeUndefined();
  expect(problemOfErrors([typed, { message: 'no', extensions: {} }])).toBe('the code undefined');
});

it('hears alarms in a log, and nothing in what is usual', () => {
  const usual = '{"level":"warn","msg":"relay lost its database"}\nVortexPanel is running\n';
  expect(alarmsIn(usual)).toEqual([]);
  const alarm = '{"level":"error","msg":"a resolver failed"}';
  const rejection = '[UnhandledPromiseRejection: This error originated …]';
  expect(alarmsIn(`${usual}${alarm}\n${rejection}\n`)).toEqual([alarm, rejection]);
});
