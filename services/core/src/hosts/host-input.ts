import { parseInput } from '@vortex/kit';
import { z } from 'zod';
import { line } from '../input/text';
import { distinct, id, refuse, unsaid, whole } from '../input/values';
import { alpns, fingerprints, type HostFields, hostSecurities } from './host';

export type HostPatch = { readonly [Field in keyof HostFields]?: HostFields[Field] | undefined } & {
  readonly expectedRevision?: number | undefined;
};

/** A name or an address, with `*` where a client makes something up, and `{…}` where the template does. */
const address = line({ max: 253 }).superRefine((text, context) => {
  if (!/^[\p{L}\p{N}.:*_\-[\]{}]*$/u.test(text))
    refuse(context, 'not_an_address', 'This is no name or address of a host.');
});
const path = line({ max: 512 }).superRefine((text, context) => {
  if (!text.startsWith('/') || /\s/.test(text))
    refuse(context, 'not_a_path', 'A path begins with / and has no spaces.');
});

const settings = {
  port: whole(1, 65_535).nullish(),
  sni: address.nullish(),
  hostHeader: address.nullish(),
  path: path.nullish(),
  alpn: unsaid(distinct(z.enum(alpns), alpns.length)),
  fingerprint: z.enum(fingerprints).nullish(),
  security: z.enum(hostSecurities).nullish(),
  enabled: unsaid(z.boolean()),
  tags: unsaid(distinct(line({ max: 40 }), 32)),
  weight: unsaid(whole(1, 1_000)),
};
const addresses = distinct(address, 16).superRefine((items, context) => {
  if (items.length === 0) refuse(context, 'too_short', 'Give at least one address.');
});
const remark = line({ max: 128 });

const draft = z.object({ ...settings, inboundId: id<string>(), remark, addresses });
const patch: z.ZodType<HostPatch> = z.object({
  ...settings,
  inboundId: unsaid(id<string>()),
  remark: unsaid(remark),
  addresses: unsaid(addresses),
  expectedRevision: unsaid(z.number()),
});

export function parseHost(input: unknown): HostFields {
  const said = parseInput(draft, input, 'input');
  return {
    inboundId: said.inboundId,
    remark: said.remark,
    addresses: said.addresses,
    port: said.port ?? null,
    sni: said.sni ?? null,
    hostHeader: said.hostHeader ?? null,
    path: said.path ?? null,
    alpn: said.alpn ?? [],
    fingerprint: said.fingerprint ?? null,
    security: said.security ?? null,
    enabled: said.enabled ?? true,
    tags: said.tags ?? [],
    weight: said.weight ?? 1,
  };
}

export function parseHostPatch(input: unknown): HostPatch {
  return parseInput(patch, input, 'input');
}
