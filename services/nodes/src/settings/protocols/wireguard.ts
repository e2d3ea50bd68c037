import { z } from 'zod';
import { ipPrefix } from '../../atoms/ip-prefix';
import { keyText, secret } from '../../atoms/key-text';
import { ipAddress } from '../../atoms/network-address';
import { x25519PublicKey } from '../../keys/x25519';
import { defineProtocol, refusal } from '../definition';
import { amnezia, checkAmnezia } from './amnezia';

const key = keyText('base64', 32);
/** The least that IPv6 asks of a link (RFC 8200 §5). */
const smallestIpv6Mtu = 1_280;

export const wireguard = defineProtocol({
  networks: ['raw'],
  securities: ['none'],
  shape: {
    secretKey: secret(key),
    /** Follows from `secretKey`. */
    publicKey: key.optional(),
    /** Where the addresses of users come from. The first of each network is the server's own. */
    addressPools: z.strictObject({
      ipv4: ipPrefix(4, 8, 30).optional(),
      ipv6: ipPrefix(6, 32, 126).optional(),
    }),
    mtu: z.int().min(576).max(9_000).default(1_420),
    /** What clients are told to resolve names with. */
    dns: z.array(ipAddress).max(8).default([]),
    persistentKeepaliveSeconds: z.int().min(0).max(65_535).default(25),
    /** Whether users may reach each other. */
    peersReachEachOther: z.boolean().default(false),
    amnezia: amnezia.optional(),
  },
  check({ addressPools, mtu, amnezia: parameters }) {
    const { ipv4, ipv6 } = addressPools;
    const refused = [...checkAmnezia(parameters)];
    if (ipv4 === undefined && ipv6 === undefined) {
      refused.push(refusal('settings.addressPools', 'required', 'Give a network of IPv4, of IPv6, or both.'));
    }
    if (ipv6 !== undefined && mtu < smallestIpv6Mtu) {
      refused.push(refusal('settings.mtu', 'too_small', `IPv6 needs an MTU of at least ${smallestIpv6Mtu}.`));
    }
    return refused;
  },
  derive({ secretKey }) {
    return { publicKey: x25519PublicKey(Buffer.from(secretKey, 'base64')).toString('base64') };
  },
  listens: () => ['udp'],
});
