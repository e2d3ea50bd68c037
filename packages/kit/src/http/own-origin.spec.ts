import { isOwnOrigin } from './own-origin';

describe('the origin of a page', () => {
  it('is ours when it is where the request went', () => {
    expect(isOwnOrigin({ origin: 'http://localhost:8080', host: 'localhost:8080' }, undefined)).toBe(true);
    expect(isOwnOrigin({ origin: 'https://Panel.example.org', host: 'panel.example.org' }, undefined)).toBe(true);
  });

  it('is ours when it is the public address, whatever a proxy has made of the host', () => {
    const headers = { origin: 'https://panel.example.org', host: 'core:8080' };
    expect(isOwnOrigin(headers, 'https://panel.example.org/')).toBe(true);
    expect(isOwnOrigin(headers, undefined)).toBe(false);
  });

  it('is not ours when it is another, or none that can be read', () => {
    expect(isOwnOrigin({ origin: 'https://evil.example', host: 'localhost:8080' }, undefined)).toBe(false);
    expect(isOwnOrigin({ origin: 'http://localhost:8081', host: 'localhost:8080' }, undefined)).toBe(false);
    expect(isOwnOrigin({ origin: 'null', host: 'localhost:8080' }, undefined)).toBe(false);
  });

  it('does not matter for programs, which send none', () => {
    expect(isOwnOrigin({ host: 'localhost:8080' }, undefined)).toBe(true);
  });
});
