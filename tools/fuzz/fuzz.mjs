import { setTimeout as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { cases } from './cases.mjs';
import { harvest } from './harvest.mjs';
import { alarmsIn } from './properties.mjs';
import { send, whole } from './sending.mjs';
import { World } from './world.mjs';

const runsBetweenHarvests = 60;
const mostFindings = 12;

/** One run against one panel: what was sent, and what was found. */
export class Fuzz {
  sent = 0;
  succeeded = 0;
  /** Root fields that were answered without an error, at least once. */
  answered = new Set();
  codes = new Map();
  findings = [];
  #runs = 0;
  #read = 0;
  #known = new Set();

  constructor(panel) {
    this.panel = panel;
    this.world = new World(panel.url);
  }

  /** Goes on after something was found, so that one run tells of all there is. */
  async during(minutes, seed, mostBatches) {
    await this.world.plant();
    const deadline = Date.now() + minutes * 60_000;
    const isOver = () => Date.now() >= deadline || this.#runs >= mostBatches || this.findings.length >= mostFindings;
    for (let round = 0; !isOver(); round++) {
      const result = await fc.check(
        fc.asyncProperty(cases, (batch) => this.#run(batch)),
        {
          seed: seed + round,
          numRuns: mostBatches - this.#runs,
          interruptAfterTimeLimit: Math.max(deadline - Date.now(), 1),
          markInterruptAsFailure: false,
        },
      );
      if (!result.failed) continue;
      const { message, name } = result.errorInstance;
      this.#known.add(this.lastSignature);
      this.findings.push(`seed ${seed + round}, path ${result.counterexamplePath}\n${name}: ${message}`);
      console.log(`✖ ${this.findings.at(-1)}`);
    }
  }

  async #run(batch) {
    if (this.#runs++ % runsBetweenHarvests === 0) await harvest(this.world);
    const restarts = batch.some((one) => rootsOf(one).includes('restartService'));
    const outcomes = [];
    if (restarts) for (const one of batch) outcomes.push(await this.#restarting(one));
    else outcomes.push(...(await Promise.all(batch.map((one) => this.#one(one)))));
    for (const outcome of outcomes) await this.#settle(outcome);
    const wrong = outcomes.find(({ problem }) => problem);
    if (wrong) await pause(50);
    const alarms = this.#newAlarms();
    if (wrong) this.#fail(wrong, wrong.problem, alarms);
    if (alarms.length > 0) this.#fail(outcomes[0], 'the log alarms', alarms, outcomes);
  }

  async #one(one) {
    const startedAt = performance.now();
    const outcome = await send(this.panel.url, this.world, one).catch((error) => ({
      sent: '',
      answer: { status: 0, text: '' },
      problem: `no answer after ${Math.round(performance.now() - startedAt)} ms: ${error.message} ${error.cause ?? ''}`,
    }));
    this.sent++;
    return { one, ...outcome };
  }

  async #restarting(one) {
    const outcome = await this.#one(one);
    if (rootsOf(one).includes('restartService')) await whole(this.panel.url, this.world);
    return outcome;
  }

  /** Counts, and brings back who or what is gone. */
  async #settle({ one, answer }) {
    const codes = [...answer.text.matchAll(/"code":"([A-Z_]{4,})"/g)].map((match) => match[1]);
    for (const code of new Set(codes)) this.codes.set(code, (this.codes.get(code) ?? 0) + 1);
    if (codes.length === 0 && /"data":\{/.test(answer.text)) {
      this.succeeded++;
      for (const root of rootsOf(one)) this.answered.add(root);
    }
    const { caller } = one;
    if (!codes.includes('UNAUTHENTICATED') || caller.broken || caller.role === 'anonymous') return;
    this.world.people.forget(caller.role === 'owner' && caller.home !== 'operator' ? 'reseller' : caller.role, {
      slug: this.world.places[caller.home].slug,
    });
    await this.world.repair(caller.home);
  }

  #newAlarms() {
    const output = this.panel.output();
    const fresh = output.slice(this.#read);
    this.#read = output.length;
    return alarmsIn(fresh);
  }

  #fail(outcome, problem, alarms, all = [outcome]) {
    const signature = `${problem.replace(/\d+/g, 'N')} ${rootsOf(outcome.one)} ${(alarms[0] ?? '')
      .replace(/"(time|trace\w*|span\w*)":"[^"]*"/g, '')
      .replace(/[0-9a-f-]{8,}|\d+/g, 'N')
      .slice(0, 300)}`;
    if (this.#known.has(signature)) return;
    this.lastSignature = signature;
    const told = all.map(({ one, sent, answer }) =>
      [
        `  ${one.kind}, ${JSON.stringify(one.caller)}`,
        `  sent:   ${short(sent)}`,
        `  answer: ${answer.status} ${short(answer.text)}`,
      ].join('\n'),
    );
    throw new Error([problem, ...told, ...alarms.slice(0, 5).map((line) => `  log:    ${short(line)}`)].join('\n'));
  }
}

function rootsOf({ operation }) {
  return operation?.selections.map(({ field }) => field.name) ?? [];
}

function short(text) {
  return text.length > 3_000 ? `${text.slice(0, 3_000)}… (${text.length} characters)` : text;
}
