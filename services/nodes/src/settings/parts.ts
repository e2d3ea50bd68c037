import type { InboundNetwork, InboundProtocol, InboundSecurity, ProtocolPart, SettingsPart } from './definition';
import { http } from './protocols/http';
import { hysteria2 } from './protocols/hysteria2';
import { shadowsocks } from './protocols/shadowsocks';
import { shadowsocks2022 } from './protocols/shadowsocks-2022';
import { socks } from './protocols/socks';
import { trojan } from './protocols/trojan';
import { vless } from './protocols/vless';
import { vmess } from './protocols/vmess';
import { wireguard } from './protocols/wireguard';
import { reality } from './securities/reality';
import { tls } from './securities/tls';
import { grpc } from './transports/grpc';
import { httpupgrade } from './transports/httpupgrade';
import { raw } from './transports/raw';
import { websocket } from './transports/websocket';
import { xhttp } from './transports/xhttp';

/** A part as those see it that do not know which: it is only ever given settings its own shape has accepted. */
const any = <P>(part: P): AnyPart<P> => part as AnyPart<P>;
type AnyPart<P> = P extends { listens: unknown } ? ProtocolPart : SettingsPart;

export const protocolParts: Readonly<Record<InboundProtocol, ProtocolPart>> = {
  vless: any(vless),
  vmess: any(vmess),
  trojan: any(trojan),
  shadowsocks: any(shadowsocks),
  'shadowsocks-2022': any(shadowsocks2022),
  hysteria2: any(hysteria2),
  wireguard: any(wireguard),
  http: any(http),
  socks: any(socks),
};

export const transportParts: Readonly<Record<InboundNetwork, SettingsPart>> = {
  raw: any(raw),
  websocket: any(websocket),
  grpc: any(grpc),
  httpupgrade: any(httpupgrade),
  xhttp: any(xhttp),
};

export const securityParts: Readonly<Record<InboundSecurity, SettingsPart>> = {
  none: { shape: {} },
  tls: any(tls),
  reality: any(reality),
};
