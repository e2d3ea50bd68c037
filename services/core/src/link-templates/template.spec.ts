import { templateVerdicts } from '../../test/links/template-verdicts';
import { templatedFormats } from '../link-formats/link-format';
import { parseTemplate } from './template';
import { TemplateRefused } from './template.errors';
import { usualTemplates } from './usual-templates';

describe('a template', () => {
  it.each(templatedFormats)('of %s that is used where there is none is a good one', (format) => {
    expect(() => parseTemplate(format, usualTemplates[format])).not.toThrow();
  });

  it.each(templateVerdicts.map((one) => [one.format, one.isTaken ? 'taken' : 'refused', one.what, one] as const))(
    'of %s is %s as its client does: %s',
    (format, _, __, { document, isTaken }) => {
      const parse = () => parseTemplate(format, JSON.stringify(document));
      if (isTaken) expect(parse).not.toThrow();
      else expect(parse).toThrow(TemplateRefused);
    },
  );

  it('is refused at the exact place', () => {
    const document = {
      proxies: [],
      'proxy-groups': [{ name: 'A', type: 'select', proxies: ['DIRECT'], interval: 'soon' }],
    };
    let problems: unknown;
    try {
      parseTemplate('MIHOMO', JSON.stringify(document));
    } catch (error) {
      problems = (error as TemplateRefused).problems.map(({ path }) => path);
    }
    expect(problems).toEqual(['proxy-groups[0].interval']);
  });
});
