import type { Place } from '../link-entries/catalogue';
import { distinctNames, shownText } from '../link-entries/shown-text';
import { type EntryVariable, isUserVariable, usesUser, withValues } from '../link-templates/template-variable';
import { type UserFacts, userValue } from './user-values';

const protocolNames: Readonly<Record<string, string>> = {
  VLESS: 'VLESS',
  VMESS: 'VMess',
  TROJAN: 'Trojan',
  SHADOWSOCKS: 'Shadowsocks',
  SHADOWSOCKS_2022: 'Shadowsocks 2022',
  HYSTERIA2: 'Hysteria 2',
  WIREGUARD: 'WireGuard',
  HTTP: 'HTTP',
  SOCKS: 'SOCKS',
};
const networkNames: Readonly<Record<string, string>> = {
  RAW: 'TCP',
  WEBSOCKET: 'WebSocket',
  GRPC: 'gRPC',
  HTTPUPGRADE: 'HTTPUpgrade',
  XHTTP: 'XHTTP',
};

/** What entries are called in a client's list, as their hosts are remarked; variables of the user stand in them still. */
export function entryRemarks(places: readonly Place[]): string[] {
  return places.map((place) => withValues(place.host.remark, (name) => valueOf(name, place)));
}

/** The names for a user, no two alike. */
export function entryNames(remarks: readonly string[], facts: UserFacts, taken: readonly string[]): string[] {
  const valueFor = (name: string) => (isUserVariable(name) ? userValue(name, facts) : undefined);
  return distinctNames(
    remarks.map((remark) => shownText(withValues(remark, valueFor))),
    taken,
  );
}

/** The names for every user, where they are the same for all. */
export function settledNames(remarks: readonly string[], taken: readonly string[]): string[] | undefined {
  if (remarks.some((remark) => usesUser(remark))) return undefined;
  return distinctNames(remarks.map(shownText), taken);
}

/** What a server is called must not be taken for a variable of the user. */
function literal(text: string): string {
  return text.replace(/\{/g, '(').replace(/\}/g, ')');
}

function valueOf(name: string, { server, inbound }: Place): string | undefined {
  switch (name as EntryVariable) {
    case 'server':
      return literal(server.name);
    case 'country':
      return literal(server.country);
    case 'city':
      return literal(server.city);
    case 'flag':
      return flagOf(server.country);
    case 'protocol':
      return protocolNames[inbound.protocol] ?? inbound.protocol;
    case 'network':
      return networkNames[inbound.network] ?? inbound.network;
    case 'security':
      return inbound.security;
    case 'tag':
      return inbound.tag;
    default:
      return undefined;
  }
}

/** The two letters of a country as the pair of symbols that is shown as its flag. */
function flagOf(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return '';
  return String.fromCodePoint(...Array.from(country, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}
