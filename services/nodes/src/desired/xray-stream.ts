import type { Inbound } from '../inbounds/inbound';
import type { InboundNetwork, Settings } from '../settings/definition';

type Json = Readonly<Record<string, unknown>>;

/** What Xray calls `streamSettings`: the transport and the security of an inbound. */
export function streamSettingsOf({ network, security, settings }: Inbound): Json {
  return { ...transports[network](settings), ...securities[security](settings) };
}

const transports: Readonly<Record<InboundNetwork, (settings: Settings) => Json>> = {
  raw: ({ rawSettings }) => ({ network: 'raw', ...(rawSettings ? { rawSettings } : {}) }),
  websocket: ({ wsSettings }) => ({ network: 'ws', wsSettings }),
  grpc: ({ grpcSettings }) => ({ network: 'grpc', grpcSettings: grpcOf(grpcSettings as Json) }),
  httpupgrade: ({ httpupgradeSettings }) => ({ network: 'httpupgrade', httpupgradeSettings }),
  xhttp: ({ xhttpSettings }) => ({ network: 'xhttp', xhttpSettings: withRanges(xhttpSettings as Json) }),
};

const securities: Readonly<Record<Inbound['security'], (settings: Settings) => Json>> = {
  none: () => ({}),
  tls: ({ tlsSettings }) => ({ security: 'tls', tlsSettings: tlsOf(tlsSettings as Json) }),
  reality: ({ realitySettings }) => ({ security: 'reality', realitySettings: realityOf(realitySettings as Json) }),
};

function grpcOf(given: Json): Json {
  return {
    serviceName: given['serviceName'],
    authority: given['authority'],
    multiMode: given['multiMode'],
    idle_timeout: given['idleTimeoutSeconds'],
    health_check_timeout: given['healthCheckTimeoutSeconds'],
    permit_without_stream: given['permitWithoutStream'],
    initial_windows_size: given['initialWindowBytes'],
  };
}

/** Xray writes a range as "100-1000". */
function withRanges(given: Json): Json {
  return Object.fromEntries(
    Object.entries(given).map(([name, value]) => [name, isRange(value) ? rangeText(value) : value]),
  );
}

function isRange(value: unknown): value is { from: number; to: number } {
  return typeof value === 'object' && value !== null && 'from' in value && 'to' in value;
}

function rangeText({ from, to }: { from: number; to: number }): string {
  return `${from}-${to}`;
}

function tlsOf(given: Json): Json {
  const { certificates, curvePreferences, ...rest } = given as {
    certificates: readonly Json[];
    curvePreferences: readonly string[];
  };
  const curves = curvePreferences.map((name) => name.replace(/^P-/, 'CurveP'));
  return {
    ...rest,
    ...(curves.length > 0 ? { curvePreferences: curves } : {}),
    certificates: certificates.map(certificateOf),
  };
}

/** Xray takes PEM line by line. */
function certificateOf({ certificate, key, certificateFile, keyFile }: Json): Json {
  if (certificateFile !== undefined) return { certificateFile, keyFile };
  return { certificate: linesOf(certificate), key: linesOf(key) };
}

function linesOf(pem: unknown): readonly string[] {
  return typeof pem === 'string' ? pem.trim().split(/\r?\n/) : [];
}

/** Without what only clients need. */
function realityOf({ publicKey: _, ...given }: Json): Json {
  return given;
}
