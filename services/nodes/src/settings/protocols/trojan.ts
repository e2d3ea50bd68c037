import { streamCarriers } from '../carriers';
import { defineProtocol, refusal } from '../definition';
import { checkFallbacks, fallbacks } from './fallbacks';

const loopback = /^(127\.|::1$)/;

export const trojan = defineProtocol({
  networks: ['raw', 'websocket', 'grpc', 'httpupgrade', 'xhttp'],
  securities: ['none', 'tls', 'reality'],
  shape: { fallbacks },
  check(settings, kind) {
    const refused = [...checkFallbacks(settings.fallbacks.length, kind)];
    // It encrypts nothing by itself: passwords would cross the network in the clear.
    if (kind.security === 'none' && !loopback.test(kind.listen)) {
      const message =
        'Trojan needs TLS or REALITY, unless it listens on a loopback address behind a proxy that ends TLS.';
      refused.push(refusal('security', 'trojan_needs_tls', message));
    }
    return refused;
  },
  listens: streamCarriers,
});
