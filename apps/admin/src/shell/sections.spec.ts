import { isAt, sections, sectionsFor } from './sections';

describe('the screens of the panel', () => {
  it('are each reached by one path, one name and one key', () => {
    const places = sections.flatMap((section) => section.places);
    for (const fact of ['path', 'name'] as const)
      expect(new Set(places.map((place) => place[fact])).size).toBe(places.length);
    const keys = places.flatMap(({ key }) => key ?? []);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('are offered to those who may see what is on them', () => {
    const offered = sectionsFor((permission) => permission === 'core.user.read').flatMap(({ places }) => places);
    expect(offered.map(({ name }) => name)).toEqual(['overview', 'users', 'sessions', 'settings']);
  });

  it('are marked also while something below them is shown', () => {
    expect(isAt('/users', '/users/user/')).toBe(true);
    expect(isAt('/users', '/users')).toBe(true);
    expect(isAt('/users', '/usersx')).toBe(false);
    expect(isAt('/', '/users')).toBe(false);
    expect(isAt('/', '/')).toBe(true);
  });
});
