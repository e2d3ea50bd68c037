import type { CreateHostInput, HostFieldsFragment, InboundSecurity } from '@vortex/sdk';

/** A host as somebody writes it into a form; what is empty is as its inbound has it. */
export interface HostDraft {
  readonly inboundId: string;
  readonly remark: string;
  readonly addresses: string;
  readonly port: string;
  readonly sni: string;
  readonly hostHeader: string;
  readonly path: string;
  readonly fingerprint: string;
  readonly security: InboundSecurity | '';
  readonly weight: string;
  readonly tags: string;
  readonly enabled: boolean;
}

export const fingerprints = [
  ...['chrome', 'firefox', 'safari', 'ios', 'android', 'edge', '360', 'qq', 'random', 'randomized', 'unsafe'],
];

export const emptyHost: HostDraft = {
  ...{ inboundId: '', remark: '', addresses: '', port: '', sni: '', hostHeader: '', path: '', fingerprint: '' },
  ...{ security: '', weight: '1', tags: '', enabled: true },
};

export function hostDraftOf(host: HostFieldsFragment): HostDraft {
  return {
    inboundId: host.inboundId,
    remark: host.remark,
    addresses: host.addresses.join('\n'),
    port: host.port === null ? '' : String(host.port),
    sni: host.sni ?? '',
    hostHeader: host.hostHeader ?? '',
    path: host.path ?? '',
    fingerprint: host.fingerprint ?? '',
    security: host.security ?? '',
    weight: String(host.weight),
    tags: host.tags.join(', '),
    enabled: host.enabled,
  };
}

export function hostInput(draft: HostDraft): CreateHostInput {
  const text = (value: string) => value.trim() || null;
  const words = (value: string, by: RegExp) =>
    value
      .split(by)
      .map((word) => word.trim())
      .filter(Boolean);
  return {
    inboundId: draft.inboundId,
    remark: draft.remark.trim(),
    addresses: words(draft.addresses, /[\n,]/),
    port: draft.port.trim() === '' ? null : Number(draft.port) || 0,
    sni: text(draft.sni),
    hostHeader: text(draft.hostHeader),
    path: text(draft.path),
    fingerprint: text(draft.fingerprint),
    security: draft.security || null,
    weight: Number(draft.weight) || 1,
    tags: words(draft.tags, /,/),
    enabled: draft.enabled,
  };
}
