import { formatBitrate } from './bitrate';

describe('what a line carries', () => {
  it.each([
    [0, '0 kbit/s'],
    [125, '1 kbit/s'],
    [1_250_000, '10 Mbit/s'],
    [125_000_000, '1 Gbit/s'],
    [12_345_678_901, '98.8 Gbit/s'],
    [1_234_567_890_123, '9.88 Tbit/s'],
  ])('%d bytes a second read %s', (bytes, text) => {
    expect(formatBitrate(bytes, 'en').replaceAll('\u00a0', ' ')).toBe(text);
  });
});
