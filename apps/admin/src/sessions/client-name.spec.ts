import { clientName } from './client-name';

describe('the client of a session', () => {
  it('is called by its browser and its system', () => {
    const chrome =
      'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36';
    expect(clientName(chrome)).toBe('Chrome, Windows');
    expect(clientName(`${chrome} Edg/140.0`)).toBe('Edge, Windows');
    expect(clientName('Mozilla/5.0 (iPhone; CPU iPhone OS 19_0 like Mac OS X) Version/19.0 Safari/604.1')).toBe(
      'Safari, iOS',
    );
  });

  it('is called as it calls itself otherwise', () => {
    expect(clientName('curl/8.5.0')).toBe('curl');
    expect(clientName('')).toBeUndefined();
  });
});
