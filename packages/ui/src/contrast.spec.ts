import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const styles = readFileSync(join(__dirname, 'styles.css'), 'utf8');

/** The colours of a theme by name, as relative luminance (WCAG 2.2). */
function luminances(selector: string): ReadonlyMap<string, number> {
  const [, block = ''] = styles.split(`${selector} {`);
  const colours = block.slice(0, block.indexOf('}')).matchAll(/--vx-([\w-]+): oklch\(([\d.]+) ([\d.]+) ?([\d.]*)\);/g);
  return new Map(
    [...colours].map(([, name = '', ...numbers]) => {
      const [light = 0, chroma = 0, hue = 0] = numbers.map(Number);
      return [name, luminance(light, chroma, (hue * Math.PI) / 180)];
    }),
  );
}

/** By the matrices of Oklab (https://bottosson.github.io/posts/oklab). */
function luminance(light: number, chroma: number, hue: number): number {
  const [a, b] = [chroma * Math.cos(hue), chroma * Math.sin(hue)];
  const l = (light + 0.3963377774 * a + 0.2158037573 * b) ** 3;
  const m = (light - 0.1055613458 * a - 0.0638541728 * b) ** 3;
  const s = (light - 0.0894841775 * a - 1.291485548 * b) ** 3;
  const inRange = (value: number) => Math.min(Math.max(value, 0), 1);
  const red = inRange(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s);
  const green = inRange(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s);
  const blue = inRange(-0.0041960863 * l - 0.7034186147 * m + 1.707614701 * s);
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

const grounds = ['canvas', 'surface', 'sunken'];
/** What is written, and on what. */
const words: readonly (readonly [string, readonly string[]])[] = [
  ['ink', [...grounds, 'raised']],
  ['ink-muted', grounds],
  ['accent', ['canvas', 'surface', 'accent-soft']],
  ['on-accent', ['accent', 'accent-hover']],
  ['ok', ['surface', 'ok-soft']],
  ['warning', ['surface', 'warning-soft']],
  ['danger', ['surface', 'danger-soft']],
  ['on-danger', ['danger']],
];
/** Edges of fields and lines of charts. */
const drawings = ['line-strong', 'series-1', 'series-2'].map((name) => [name, ['surface']] as const);

describe.each([':root', "[data-theme='dark']"])('the colours of %s', (selector) => {
  const known = luminances(selector);
  const contrast = (one: string, other: string) => {
    const [bright = 0, dark = 0] = [known.get(one), known.get(other)].map(Number).sort((a, b) => b - a);
    return (bright + 0.05) / (dark + 0.05);
  };
  const faint = (pairs: readonly (readonly [string, readonly string[]])[], least: number) =>
    pairs.flatMap(([name, on]) =>
      on.filter((ground) => !(contrast(name, ground) >= least)).map((ground) => `${name} on ${ground}`),
    );

  it('let everybody read what is written', () => expect(faint(words, 4.5)).toEqual([]));

  it('let everybody see what is drawn', () => expect(faint(drawings, 3)).toEqual([]));
});
