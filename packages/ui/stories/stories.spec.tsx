import { act, cleanup, render } from '@testing-library/react';
import { run as findProblems } from 'axe-core';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storyGroups } from './index';

// jsdom draws nothing, so it scrolls nothing.
beforeAll(() => void (Element.prototype.scrollIntoView = () => undefined));
afterEach(cleanup);

const stories = storyGroups.flatMap((group) => group.stories);

/** Of a part and not of a page; contrast takes a drawing, and is the colours' own test. */
const checked = { rules: { region: { enabled: false }, 'color-contrast': { enabled: false } } };

describe('the stories', () => {
  it.each(stories.map(({ name, content }) => [name, content]))('show %s', async (_, content) => {
    // Some of what they are made of comes a moment later.
    const { container } = await act(async () => render(<>{content}</>));
    expect(container.innerHTML).not.toBe('');
    const { violations } = await act(() => findProblems(container, checked));
    expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`)).toEqual([]);
  });

  it('show every component there is', () => {
    const names = readFileSync(join(__dirname, '../src/index.ts'), 'utf8').replace(/^export type .*$/gm, '');
    const exported = names.match(/(?<!type )\b[A-Z]\w+(?= *[,}])/g) ?? [];
    const text = readdirSync(__dirname)
      .filter((name) => name.endsWith('.stories.tsx'))
      .map((name) => readFileSync(join(__dirname, name), 'utf8'))
      .join('\n');
    expect(exported.length).toBeGreaterThan(0);
    expect(exported.filter((name) => !text.includes(`<${name}`))).toEqual([]);
  });
});
