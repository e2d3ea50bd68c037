import { z } from 'zod';
import { refusal, type Refusal } from '../definition';

/** What the four kinds of message begin with in WireGuard itself; a header there hides nothing. */
const firstFreeHeader = 5;
/** Of a handshake's two messages (WireGuard, §5.4). Padded to the same length they would not be told apart. */
const initiationBytes = 148;
const responseBytes = 92;
const largestJunk = 1_280;

const header = z.int().min(firstFreeHeader).max(4_294_967_295);
const padding = (most: number) => z.int().min(0).max(most).default(0);
/** A packet sent before a handshake, in AmneziaWG's own notation. */
const signature = z
  .string()
  .max(4_096)
  .regex(/^(<(b 0x([0-9a-fA-F]{2})+|[cdt]|r \d+|rc \d+|rd \d+)>\s*)+$/, 'Not a signature packet.')
  .optional();

/** The parameters that make AmneziaWG of WireGuard. Clients need the same. */
export const amnezia = z.strictObject({
  /** Junk packets before a handshake: how many, and how long. */
  jc: z.int().min(0).max(128),
  jmin: z.int().min(0).max(largestJunk),
  jmax: z.int().min(0).max(largestJunk),
  /** Bytes put before an initiation, a response, a cookie reply and data. */
  s1: padding(1_132),
  s2: padding(1_188),
  s3: padding(1_216),
  s4: padding(32),
  h1: header,
  h2: header,
  h3: header,
  h4: header,
  i1: signature,
  i2: signature,
  i3: signature,
  i4: signature,
  i5: signature,
});

export function checkAmnezia(parameters: z.output<typeof amnezia> | undefined): readonly Refusal[] {
  if (!parameters) return [];
  const at = (name: string) => `settings.amnezia.${name}`;
  const { jmin, jmax, s1, s2, h1, h2, h3, h4 } = parameters;
  const refused: Refusal[] = [];
  if (jmin > jmax) refused.push(refusal(at('jmax'), 'too_small', 'The longest junk is shorter than the shortest.'));
  if (initiationBytes + s1 === responseBytes + s2) {
    const message = `An initiation and a response would be of one length: s2 must not be s1 + ${initiationBytes - responseBytes}.`;
    refused.push(refusal(at('s2'), 'same_length', message));
  }
  const headers = Object.entries({ h1, h2, h3, h4 });
  headers.forEach(([name, value], index) => {
    const twin = headers.slice(0, index).find(([, other]) => other === value);
    if (twin) refused.push(refusal(at(name), 'same_header', `The same as ${twin[0]}; the four must differ.`));
  });
  return refused;
}
