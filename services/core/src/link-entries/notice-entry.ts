import type { Entry, Proxy } from './entry';
import { slot } from './slot';

const nobody = '00000000-0000-4000-8000-000000000000';

/** An entry that leads nowhere and says something: it is its name that counts, in whatever list the client shows. */
export function noticeEntry(nameSlot: string, format: string): Entry {
  return {
    id: nobody,
    name: slot(nameSlot),
    address: '127.0.0.1',
    port: 1,
    lastPort: 1,
    proxy: proxyFor(format),
    transport: {
      network: 'raw',
      path: '',
      host: '',
      mode: 'auto',
      heartbeatSeconds: 0,
      serviceName: '',
      authority: '',
      multiMode: false,
      extra: {},
    },
    cover: { kind: 'none' },
  };
}

/** Of a protocol that clients of the format know. */
function proxyFor(format: string): Proxy {
  const shadowsocks = format === 'OUTLINE' || format === 'SIP008';
  if (shadowsocks) return { protocol: 'shadowsocks', method: 'chacha20-ietf-poly1305', password: nobody, udp: false };
  return { protocol: 'vless', id: nobody, flow: '', encryption: 'none' };
}
