import { createHash } from 'node:crypto';
import { type Inbound, type InboundProperties, sorted } from '../inbounds/inbound';
import { secretPathsOf } from '../settings/secret-paths';
import { takeSecrets } from '../settings/secrets';

/** What a server is told to serve, apart from which server it is: its inbounds by tag, secrets included. */
export type Content = readonly InboundProperties[];

export function contentOf(inbounds: readonly (Inbound | InboundProperties)[]): Content {
  return inbounds.map(propertiesOf).sort((one, other) => (one.tag < other.tag ? -1 : 1));
}

/** SHA-256 in hexadecimal, the same wherever and however often the same content is written down. */
export function hashOf(content: Content): string {
  return createHash('sha256')
    .update(JSON.stringify(content.map(sorted)))
    .digest('hex');
}

/** An inbound as it may be shown. */
export function withoutSecrets(inbound: InboundProperties): InboundProperties {
  return { ...inbound, settings: takeSecrets(inbound.settings, secretPathsOf(inbound)).open };
}

export function propertiesOf(inbound: InboundProperties): InboundProperties {
  const { tag, protocol, listen, port, lastPort, network, security, settings, enabled, shared, instance } = inbound;
  const { enabled: sniffs, destinationOverrides, routeOnly } = inbound.sniffing;
  const sniffing = { enabled: sniffs, destinationOverrides, routeOnly };
  return {
    ...{ tag, protocol, listen, port, lastPort, network, security },
    ...{ settings, sniffing, enabled, shared, instance },
  };
}
