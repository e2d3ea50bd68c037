import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { node } from '../../process/command.mjs';

const tools = 'node_modules/.bin';

/** Two groups of rooms at a time: the types of all at once do not fit into the memory a process has by default. */
export async function eslint(home) {
  const waiting = lintedTogether(home);
  const results = [];
  const findings = [];
  const work = async () => {
    for (let rooms = waiting.shift(); rooms; rooms = waiting.shift()) {
      const args = ['--no-error-on-unmatched-pattern', '--format', 'json', ...rooms];
      const { code, stdout, output } = await node(`${tools}/eslint`, args, { cwd: home });
      if (stdout.startsWith('[')) results.push(...JSON.parse(stdout));
      else if (code !== 0) findings.push(`${rooms.join(' ')}: ${output.trim()}`);
    }
  };
  await Promise.all([work(), work()]);
  const messages = results.flatMap(({ filePath, messages }) =>
    messages.map((m) => `${relative(home, filePath)}:${m.line}:${m.column} ${m.message.split('\n')[0]} (${m.ruleId})`),
  );
  return { findings: [...findings, ...messages], note: `${results.length} files` };
}

/** What shares the types it stands on has them read once. The longest first. */
function lintedTogether(home) {
  const large = ['services/core', 'services/nodes'];
  const services = readdirSync(join(home, 'services')).map((name) => `services/${name}`);
  const others = services.filter((room) => !large.includes(room));
  return [['packages'], ['apps'], others, ['tools', 'plugins', '*.{js,cjs,mjs}'], ...large.map((room) => [room])];
}

export async function layers(home) {
  const rooms = ['apps', 'services', 'packages', 'plugins', 'tools'];
  const args = ['--config', '.dependency-cruiser.cjs', '--output-type', 'json', ...rooms];
  const { stdout, output } = await node(`${tools}/depcruise`, args, { cwd: home });
  if (!stdout.startsWith('{')) return { findings: [output.trim()] };
  const { violations, totalCruised } = JSON.parse(stdout).summary;
  const findings = violations.map(
    (v) => `${v.rule.name}: ${[v.from, ...(v.cycle?.map((step) => step.name) ?? [v.to])].join(' → ')}`,
  );
  return { findings, note: `${totalCruised} files` };
}

export async function prettier(home) {
  const { code, output } = await node(`${tools}/prettier`, ['--list-different', '.'], { cwd: home });
  return { findings: code === 0 ? [] : lines(output).map((file) => `${file} is not formatted: npm run format`) };
}

export async function knip(home) {
  const { code, output } = await node(`${tools}/knip`, ['--no-progress', '--reporter', 'compact'], {
    cwd: home,
  });
  return { findings: code === 0 ? [] : lines(output) };
}

/** A project whose sources are generated brings a target `check`, which fails when what is committed is stale. */
export async function generated(home) {
  const { code, output } = await node(`${tools}/nx`, ['run-many', '-t', 'check', '--output-style=static'], {
    cwd: home,
  });
  return { findings: code === 0 ? [] : lines(output) };
}

function lines(text) {
  return text.split('\n').filter((line) => line.trim());
}
