import { X509Certificate } from 'node:crypto';
import type { Settings } from '../settings/definition';
import type { Inbound } from './inbound';

type Json = Readonly<Record<string, unknown>>;

/** Of a transport, only the server reads these. */
const serversOwn = new Set([
  ...['acceptProxyProtocol', 'scMaxBufferedPosts', 'scStreamUpServerSecs', 'headers'],
  ...['idleTimeoutSeconds', 'healthCheckTimeoutSeconds', 'permitWithoutStream', 'initialWindowBytes'],
]);

const transportSettings = {
  raw: undefined,
  websocket: 'wsSettings',
  grpc: 'grpcSettings',
  httpupgrade: 'httpupgradeSettings',
  xhttp: 'xhttpSettings',
} as const satisfies Record<Inbound['network'], string | undefined>;

/**
 * What clients need of an inbound, by name and nothing else: what a later release adds stays here until somebody decides
 * that clients may know it. Private keys, certificates' keys and fallbacks have no business outside.
 */
export function clientView(inbound: Inbound): Json {
  const { network, security, settings } = inbound;
  const transport = transportSettings[network];
  return withoutAbsent({
    ...ofProtocol(inbound),
    transport: transport && without(serversOwn, objectOf(settings[transport])),
    tls: security === 'tls' ? ofTls(objectOf(settings['tlsSettings'])) : undefined,
    reality: security === 'reality' ? ofReality(objectOf(settings['realitySettings'])) : undefined,
  });
}

function ofProtocol({ protocol, settings }: Inbound): Json {
  switch (protocol) {
    case 'vless':
      return pick(settings, ['flow', 'encryption']);
    case 'shadowsocks':
      return pick(settings, ['method', 'network']);
    case 'shadowsocks-2022':
      // The key of the server is half of what each of its clients proves itself with (SIP022 §3.2.2).
      return { ...pick(settings, ['method', 'network']), serverKey: settings['password'] };
    case 'hysteria2':
      return { obfsPassword: objectOf(settings['obfs'])['password'] };
    case 'wireguard':
      return {
        wireguard: pick(settings, [
          ...['publicKey', 'addressPools', 'mtu', 'dns', 'persistentKeepaliveSeconds', 'amnezia'],
        ]),
      };
    case 'socks':
      return pick(settings, ['udp']);
    default:
      return {};
  }
}

function ofTls(settings: Settings): Json {
  const [first] = (settings['certificates'] ?? []) as readonly { readonly certificate?: string }[];
  const certificate = first?.certificate === undefined ? undefined : new X509Certificate(first.certificate);
  return {
    ...pick(settings, ['serverName', 'alpn']),
    certificateName: certificate && nameOf(certificate),
    // One that nobody but itself vouches for is believed by who was handed it.
    pinnedCertificate: certificate?.checkIssued(certificate) ? certificate.toString() : undefined,
  };
}

/** The first name it is for that a client could ask for. */
function nameOf({ subjectAltName }: X509Certificate): string | undefined {
  const names = subjectAltName?.split(', ').flatMap((name) => /^DNS:([^*"]+)$/.exec(name)?.[1] ?? []);
  return names?.[0];
}

function ofReality(settings: Settings): Json {
  return pick(settings, ['publicKey', 'shortIds', 'serverNames']);
}

function pick(settings: Json, names: readonly string[]): Json {
  return Object.fromEntries(names.map((name) => [name, settings[name]]));
}

function without(names: ReadonlySet<string>, settings: Json): Json {
  return Object.fromEntries(Object.entries(settings).filter(([name]) => !names.has(name)));
}

function objectOf(value: unknown): Json {
  return (value ?? {}) as Json;
}

function withoutAbsent(settings: Json): Json {
  return JSON.parse(JSON.stringify(settings)) as Json;
}
