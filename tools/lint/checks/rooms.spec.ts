import { importFindings, mapFindings, tableFindings } from './rooms.mjs';

const found = { 'services/shop': 'type:service', 'packages/kit': 'type:kit', 'tools/dev': undefined };
const readme = 'services/shop   sells\npackages/kit    what every service needs\n';
const page = `
| room            | what stands there | tag            |
| --------------- | ----------------- | -------------- |
| \`services/shop\` | sells             | \`type:service\` |
| \`packages/kit\`  | the rest          | \`type:kit\`     |

| tool        | what it does |
| ----------- | ------------ |
| \`tools/dev\` | starts       |

| tag            | may import |
| -------------- | ---------- |
| \`type:service\` | kit, util  |
| \`type:kit\`     | nothing    |
| \`type:tool\`    | anything   |
`;
const rules = { 'type:service': ['type:kit', 'type:util'], 'type:kit': [], 'type:tool': ['*'] };

describe('the map of rooms', () => {
  it('names every room but the tools', () => {
    expect(mapFindings(readme, found)).toEqual([]);
  });

  it('is found to miss one, and to name one that is gone', () => {
    expect(mapFindings(readme.replace('shop', 'post'), found)).toEqual([
      'README.md: its map of rooms does not name services/shop',
      'README.md: there is no services/post',
    ]);
  });
});

describe('the tables of the architecture', () => {
  it('name every room and every tool', () => {
    expect(tableFindings(page, found)).toEqual([]);
  });

  it('are found to miss one, to name one that is gone, and to give one a wrong tag', () => {
    expect(tableFindings(page.replace('tools/dev', 'tools/old'), found)).toEqual([
      'docs/architecture.md: no table names tools/dev',
      'docs/architecture.md: there is no tools/old',
    ]);
    expect(tableFindings(page, { ...found, 'packages/kit': 'type:util' })).toEqual([
      'docs/architecture.md: packages/kit is type:util, not type:kit',
    ]);
  });

  it('say who may import whom as the lint rule does', () => {
    expect(importFindings(page, rules)).toEqual([]);
    expect(importFindings(page, { ...rules, 'type:kit': ['type:util'], 'type:app': [] })).toEqual([
      'docs/architecture.md: type:kit may import util, not nothing',
      'docs/architecture.md: type:app may import nothing, not (no row)',
    ]);
  });
});
