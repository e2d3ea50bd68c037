import type { Terms } from './known-user';

/** Terms as one text: a hundred thousand users are told apart from each other by it, and few texts are read. */
export const termsText = `concat_ws(' ', tenant_id, group_ids, coalesce(limit_bytes::text, 'unlimited'), uplink_bps, downlink_bps,
  most_devices, most_addresses, expires_at AT TIME ZONE 'UTC')`;

export function termsFrom(text: string): Terms {
  const [tenantId = '', groups = '', limit = '', up = '', down = '', devices = '', addresses = '', ...at] =
    text.split(' ');
  return {
    tenantId,
    groupIds: groups.length > 2 ? groups.slice(1, -1).split(',') : [],
    limitBytes: limit === 'unlimited' ? null : BigInt(limit),
    uplinkBps: BigInt(up),
    downlinkBps: BigInt(down),
    mostDevices: Number(devices),
    mostAddresses: Number(addresses),
    expiresAt: at.length > 0 ? new Date(`${at.join('T')}Z`) : null,
  };
}
