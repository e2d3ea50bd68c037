import { newEventId } from './event-id';

describe('newEventId', () => {
  it('is a UUID of version 7 that begins with its time', () => {
    const id = newEventId(Date.UTC(2026, 0, 2));
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(Date.UTC(2026, 0, 2));
  });

  it('differs from every other', () => {
    expect(new Set(Array.from({ length: 10_000 }, () => newEventId(1))).size).toBe(10_000);
  });
});
