/**
 * A part of a change of users as the panel sent it. The engine reads the change; the agent passes it on and does not look
 * into it, which on a node with many users is most of its work.
 */
export interface PassedUsers {
  /** vortex.tunnel.v1.ApplyUsersRequest, as it came. */
  readonly change: Uint8Array | undefined;
  readonly isLast: boolean;
}

/** Fields of vortex.nodes.v1 with their wire types, as https://protobuf.dev/programming-guides/encoding writes them. */
const usersOfFromPanel = (3 << 3) | 2;
const changeOfPart = (1 << 3) | 2;
const isLastOfPart = 2 << 3;

/** The users of an encoded FromPanel; undefined where it is about anything else, or written in a way nobody here knows. */
export function passedUsers(message: Uint8Array): PassedUsers | undefined {
  if (message[0] !== usersOfFromPanel) return undefined;
  const length = varint(message, 1);
  if (!length || length.next + length.value !== message.length) return undefined;
  let change: Uint8Array | undefined;
  let isLast = false;
  for (let at = length.next; at < message.length;) {
    const field = message[at];
    const read = varint(message, at + 1);
    if (!read) return undefined;
    at = read.next;
    if (field === isLastOfPart) isLast = read.value !== 0;
    else if (field === changeOfPart && !change && at + read.value <= message.length) {
      change = message.subarray(at, at + read.value);
      at += read.value;
    } else return undefined;
  }
  return { change, isLast };
}

const mostDigits = 5;

/** As long as lengths may be: of 32 bits. */
function varint(bytes: Uint8Array, start: number): { readonly value: number; readonly next: number } | undefined {
  let value = 0;
  for (let n = 0; n < mostDigits; n += 1) {
    const byte = bytes[start + n];
    if (byte === undefined) return undefined;
    value += (byte & 0x7f) * 2 ** (7 * n);
    if (byte < 0x80) return { value, next: start + n + 1 };
  }
  return undefined;
}
