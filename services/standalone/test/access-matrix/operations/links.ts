import type { Arrangement, Given } from '../arrangement';
import { label } from '../label';

const id = ({ row }: Given) => ({ id: row['id'] });
const content = '{"outbounds":[{"type":"direct","tag":"direct"}]}';

export const links: Arrangement = {
  'Query.subscriptionLink': { on: 'user', variables: ({ row }) => ({ userId: row['id'] }) },
  'Query.linkPreview': { on: 'user', variables: ({ row }) => ({ input: { userId: row['id'] } }) },
  'Query.linkSettings': {},
  'Query.linkTemplates': {},
  'Query.linkTemplatesConnection': {},
  'Query.usualLinkTemplate': { variables: () => ({ format: 'MIHOMO' }) },
  'Mutation.updateLinkSettings': { variables: () => ({ input: { title: 'VPN' } }) },
  'Mutation.updateLinkSettings, with a template': {
    on: 'linkTemplate',
    variables: ({ row }) => ({
      input: {
        rules: [
          {
            name: 'one',
            enabled: false,
            conditions: [],
            action: { kind: 'FORMAT', format: 'SING_BOX', templateId: row['id'] },
          },
        ],
      },
    }),
    spends: true,
  },
  'Mutation.createLinkTemplate': {
    variables: () => ({ input: { name: label(), format: 'SING_BOX', content } }),
  },
  'Mutation.updateLinkTemplate': {
    on: 'linkTemplate',
    variables: (given) => ({ ...id(given), input: { name: label() } }),
  },
  'Mutation.deleteLinkTemplate': { on: 'linkTemplate', variables: id, spends: true },
};
