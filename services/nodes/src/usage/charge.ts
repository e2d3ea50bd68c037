/** Traffic of one user through one inbound, as a server reports it. */
export interface UsageItem {
  readonly userId: string;
  readonly tenantId: string;
  readonly inboundId: string;
  readonly flowedAt: Date;
  readonly uplinkBytes: bigint;
  readonly downlinkBytes: bigint;
}

/** What a server's bytes count with from a moment on. */
export interface Coefficient {
  readonly effectiveFrom: Date;
  readonly coefficientMilli: number;
}

export interface ChargedItem extends UsageItem {
  readonly hour: Date;
  readonly chargedBytes: bigint;
}

export type HourTotals = Pick<ChargedItem, 'hour' | 'uplinkBytes' | 'downlinkBytes'>;

/** Thousandths of a byte left over, by user and inbound. */
export type Remainders = ReadonlyMap<string, bigint>;

const milli = 1_000n;
const hourMs = 3_600_000;

export function remainderKey({ userId, inboundId }: Pick<UsageItem, 'userId' | 'inboundId'>): string {
  return `${userId} ${inboundId}`;
}

/**
 * Charges raw bytes with the coefficient of the moment they flowed. What is left of a byte is carried on to the next
 * item of the same user and inbound, so that many small reports cost what one large one does.
 *
 * @param coefficients of the server, oldest first; before the first one it is that
 */
export function charge(
  items: readonly UsageItem[],
  coefficients: readonly Coefficient[],
  before: Remainders,
): { readonly charged: readonly ChargedItem[]; readonly remainders: Remainders } {
  const remainders = new Map(before);
  const charged = items.map((item): ChargedItem => {
    const key = remainderKey(item);
    const rawBytes = item.uplinkBytes + item.downlinkBytes;
    const total = rawBytes * BigInt(coefficientAt(coefficients, item.flowedAt)) + (remainders.get(key) ?? 0n);
    remainders.set(key, total % milli);
    return { ...item, hour: hourOf(item.flowedAt), chargedBytes: total / milli };
  });
  return { charged, remainders };
}

/** Whether bytes that count with these leave nothing of a byte over: then the remainders stay as they are. */
export function leavesNothing(coefficients: readonly Coefficient[]): boolean {
  return coefficients.every(({ coefficientMilli }) => BigInt(coefficientMilli) % milli === 0n);
}

/** Items of the same user, inbound and hour made one. */
export function merged(items: readonly ChargedItem[]): ChargedItem[] {
  const byKey = new Map<string, ChargedItem>();
  for (const item of items) {
    const key = `${remainderKey(item)} ${item.hour.getTime()}`;
    const known = byKey.get(key);
    byKey.set(key, known ? added(known, item) : item);
  }
  return [...byKey.values()];
}

/** What all users together used, by the hour. */
export function byHour(items: readonly ChargedItem[]): HourTotals[] {
  const hours = new Map<number, HourTotals>();
  for (const { hour, uplinkBytes, downlinkBytes } of items) {
    const known = hours.get(hour.getTime()) ?? { hour, uplinkBytes: 0n, downlinkBytes: 0n };
    const uplink = known.uplinkBytes + uplinkBytes;
    hours.set(hour.getTime(), { hour, uplinkBytes: uplink, downlinkBytes: known.downlinkBytes + downlinkBytes });
  }
  return [...hours.values()];
}

function added(one: ChargedItem, other: ChargedItem): ChargedItem {
  return {
    ...one,
    uplinkBytes: one.uplinkBytes + other.uplinkBytes,
    downlinkBytes: one.downlinkBytes + other.downlinkBytes,
    chargedBytes: one.chargedBytes + other.chargedBytes,
  };
}

function coefficientAt(coefficients: readonly Coefficient[], moment: Date): number {
  const valid = coefficients.findLast(({ effectiveFrom }) => effectiveFrom <= moment) ?? coefficients[0];
  return valid?.coefficientMilli ?? Number(milli);
}

function hourOf(moment: Date): Date {
  return new Date(Math.floor(moment.getTime() / hourMs) * hourMs);
}
