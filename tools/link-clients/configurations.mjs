import { writeFileSync } from 'node:fs';
import { join } from 'node:path';

const firstPort = 20_000;

/**
 * What a stock program is started with to come in by each entry of a list: the list as a customer's client was given it,
 * and beside it a proxy that leads to each of its entries.
 *
 * @typedef {{ args: string[], ports: Map<string, number> }} Start by the entry's name
 */

/** Xray has one configuration for each entry. */
export function xrayStarts(body, { folder, listen, wanted, name = 'xray', firstPort: from = firstPort }) {
  return JSON.parse(body)
    .filter(({ remarks }) => wanted.includes(remarks))
    .map(({ inbounds: _, ...configuration }, n) => {
      const port = from + n;
      const inbounds = [{ tag: 'in', protocol: 'socks', listen, port, settings: { udp: true } }];
      const file = written(folder, `${name}-${n}.json`, JSON.stringify({ ...configuration, inbounds }));
      return { args: ['run', '-c', file], ports: new Map([[configuration.remarks, port]]) };
    });
}

/** Without what the program was not built with: it is taken out of the list, and of the groups. */
export function singBoxStarts(body, { folder, listen, wanted }) {
  const { endpoints = [], ...list } = JSON.parse(body);
  const absent = new Set(endpoints.map(({ tag }) => tag));
  const outbounds = list.outbounds.map((one) =>
    one.outbounds ? { ...one, outbounds: one.outbounds.filter((tag) => !absent.has(tag)) } : one,
  );
  const ports = portsOf(outbounds.map(({ tag }) => tag).filter((tag) => wanted.includes(tag)));
  const doors = [...ports].map(([tag, port]) => ({ tag, name: `in ${tag}`, port }));
  const configuration = {
    ...list,
    outbounds,
    inbounds: doors.map(({ name, port }) => ({ type: 'socks', tag: name, listen, listen_port: port })),
    route: {
      ...list.route,
      rules: [...doors.map(({ name, tag }) => ({ inbound: [name], outbound: tag })), ...list.route.rules],
    },
  };
  return [{ args: ['run', '-c', written(folder, 'sing-box.json', JSON.stringify(configuration))], ports }];
}

export function mihomoStarts(body, { folder, listen, wanted }) {
  const ports = portsOf(wanted.filter((tag) => body.includes(`- name: "${tag}"`)));
  const configuration = `${body}\nlisteners: ${JSON.stringify(listenersOf(ports, listen))}\n`;
  return [{ args: ['-d', folder, '-f', written(folder, 'mihomo.yaml', configuration)], ports }];
}

/** What Outline is given is the oldest form of a Shadowsocks client's configuration, which names no server. */
export function outlineStarts(body, { folder, listen, wanted }) {
  return wanted.map((tag) => {
    const door = { local_address: listen, local_port: firstPort, mode: 'tcp_and_udp' };
    const file = written(folder, 'outline.json', JSON.stringify({ ...JSON.parse(body), ...door }));
    return { args: ['-c', file], ports: new Map([[tag, firstPort]]) };
  });
}

/** A client of SIP008 chooses a server by itself, so each is given to one alone. */
export function sip008Starts(body, { folder, listen, wanted }) {
  return JSON.parse(body)
    .servers.filter(({ remarks }) => wanted.includes(remarks))
    .map((server, n) => {
      const port = firstPort + n;
      const door = { local_address: listen, local_port: port, mode: 'tcp_and_udp' };
      const file = written(folder, `sip008-${n}.json`, JSON.stringify({ ...door, servers: [server] }));
      return { args: ['-c', file], ports: new Map([[server.remarks, port]]) };
    });
}

/** The share links themselves, which mihomo reads as another's list. */
export function linksStarts(body, { folder, listen, wanted }) {
  const names = Buffer.from(body, 'base64').toString('utf8').trim().split('\n').map(nameOf);
  const ports = portsOf(wanted.filter((tag) => names.includes(tag)));
  written(folder, 'links.txt', body);
  const configuration = {
    mode: 'rule',
    'proxy-providers': { links: { type: 'file', path: './links.txt' } },
    'proxy-groups': [...ports.keys()].map((name) => ({
      ...{ name, type: 'select', use: ['links'], filter: `^${name}$` },
    })),
    listeners: listenersOf(ports, listen),
    rules: ['MATCH,REJECT'],
  };
  return [{ args: ['-d', folder, '-f', written(folder, 'links.yaml', JSON.stringify(configuration))], ports }];
}

function nameOf(link) {
  const [scheme, rest = ''] = link.split('://');
  if (scheme !== 'vmess') return decodeURIComponent(link.slice(link.indexOf('#') + 1));
  return JSON.parse(Buffer.from(rest, 'base64').toString('utf8')).ps;
}

function listenersOf(ports, listen) {
  return [...ports].map(([tag, port]) => ({ name: `in ${tag}`, type: 'socks', udp: true, listen, port, proxy: tag }));
}

function portsOf(tags) {
  return new Map(tags.map((tag, n) => [tag, firstPort + n]));
}

function written(folder, name, text) {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
}
