import type { Place } from '../link-entries/catalogue';
import { distinctNames, shownText } from '../link-entries/shown-text';
import { type EntryVariable, isUserVariable, withValues } from '../link-templates/template-variable';
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

/** What entries are called in a client's list: as their hosts are remarked, for this user, no two alike. */
export function entryNames(places: readonly Place[], facts: UserFacts, taken: readonly string[]): string[] {
  const names = places.map((place) => shownText(withValues(place.host.remark, (name) => valueOf(name, place, facts))));
  return distinctNames(names, taken);
}

function valueOf(name: string, place: Place, facts: UserFacts): string | undefined {
  if (isUserVariable(name)) return userValue(name, facts);
  const { server, inbound } = place;
  switch (name as EntryVariable) {
    case 'server':
      return server.name;
    case 'country':
      return server.country;
    case 'city':
      return server.city;
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
export function flagOf(country: string): string {
  if (!/^[A-Z]{2}$/.test(country)) return '';
  return String.fromCodePoint(...Array.from(country, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}
