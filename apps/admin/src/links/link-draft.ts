import type { LinkFormat, LinkRuleInput, LinkSettingsQuery, UpdateLinkSettingsInput } from '@vortex/sdk';

export type LinkSettings = LinkSettingsQuery['linkSettings'];
export type LinkRule = LinkSettings['rules'][number];

export const formatNames: Readonly<Record<LinkFormat, string>> = {
  LINKS: 'Base64',
  XRAY: 'Xray',
  SING_BOX: 'sing-box',
  MIHOMO: 'mihomo',
  STASH: 'Stash',
  OUTLINE: 'Outline',
  SIP008: 'SIP008',
  WIREGUARD: 'WireGuard',
  AMNEZIAWG: 'AmneziaWG',
  PAGE: 'HTML',
};

export const formats = Object.keys(formatNames) as readonly LinkFormat[];
/** Those a template can be made for. */
export const templateFormats = ['XRAY', 'SING_BOX', 'MIHOMO', 'STASH'] as const satisfies readonly LinkFormat[];

export const newRule: LinkRule = {
  name: '',
  enabled: true,
  match: 'ALL',
  conditions: [{ header: 'user-agent', operator: 'CONTAINS', value: '', caseSensitive: false }],
  action: { kind: 'FORMAT', format: 'LINKS', templateId: null, headers: [], status: null },
};

/** A rule as the API takes it: what its kind of answer does not need is left out. */
export function ruleInput({ action, ...rule }: LinkRule): LinkRuleInput {
  const { kind, format, templateId, headers, status } = action;
  return {
    ...rule,
    action: {
      kind,
      ...(kind === 'FORMAT' && { format, templateId, headers }),
      ...(kind === 'STATUS' && { status }),
    },
  };
}

/** Settings as the API takes them. */
export function settingsInput({ revision: _, rules, ...settings }: LinkSettings): UpdateLinkSettingsInput {
  return { ...settings, rules: rules.map(ruleInput) };
}

/** A copy with an item in another place. */
export function moved<Item>(items: readonly Item[], from: number, to: number): readonly Item[] {
  const item = items[from];
  if (item === undefined || to < 0 || to >= items.length) return items;
  const rest = items.filter((_, place) => place !== from);
  return [...rest.slice(0, to), item, ...rest.slice(to)];
}
