import { matchRoute, routes, routesWith } from './routes';

const answererOf = (target: string) => matchRoute(target)?.answerer;

describe('matchRoute', () => {
  it('finds a route by itself, below it and with a query', () => {
    expect(answererOf('/graphql')).toBe('core');
    expect(answererOf('/graphql?query={me}')).toBe('core');
    expect(answererOf('/admin/_next/static/chunks/a.js')).toBe('site');
    expect(answererOf('/sub/abc')).toBe('core');
    expect(answererOf('/')).toBe('site');
  });

  it('finds links where they were told to begin, and not where they usually do', () => {
    const table = routesWith('s');
    expect(matchRoute('/s/abc', table)?.answerer).toBe('core');
    expect(matchRoute('/sub/abc', table)).toBeUndefined();
  });

  it('does not take a longer word for a route', () => {
    expect(matchRoute('/graphqlx')).toBeUndefined();
    expect(matchRoute('/administrator')).toBeUndefined();
    expect(matchRoute('/metrics/more')).toBeUndefined();
    expect(matchRoute('/anything')).toBeUndefined();
  });

  it.each([
    '/graphql/../metrics',
    '/graphql/./x',
    '/graphql/..',
    '//metrics',
    '/admin/%2e%2e/metrics',
    '/admin/..%2fmetrics',
    '/admin\\..\\metrics',
    'http://elsewhere/graphql',
    '*',
    '',
  ])('has no route for a target that could be read two ways: %s', (target) => {
    expect(matchRoute(target)).toBeUndefined();
  });

  it('shows strangers everything but the metrics', () => {
    expect(routes.filter((route) => !route.exposed).map((route) => route.path)).toEqual(['/metrics']);
  });

  it('names every path once', () => {
    expect(new Set(routes.map((route) => route.path)).size).toBe(routes.length);
  });
});
