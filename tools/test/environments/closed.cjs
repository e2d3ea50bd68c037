/** How long what a test has closed may take to be gone: sockets say goodbye, servers let go of their ports. */
const patienceMs = 10_000;
const oftenMs = 20;

/**
 * An environment of jest in which a test file must leave nothing open behind it: no socket, server, timer or process
 * that would keep its worker alive. The file fails by name, whichever worker it ran in.
 */
exports.closed = (Environment, patience = patienceMs) =>
  class extends Environment {
    before = openNow();

    async teardown() {
      await super.teardown();
      const left = await leftOpen(this.before, patience);
      if (left.length > 0) throw new Error(`left open after the tests: ${left.join(', ')}`);
    }
  };

/** With what any worker opens when it first speaks: its output is a pipe that stays. */
function openNow() {
  process.stdout.writable;
  process.stderr.writable;
  return process.getActiveResourcesInfo();
}

/** Kinds of resources that were not there before, once for each. */
async function leftOpen(before, patience) {
  const deadline = performance.now() + patience;
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, oftenMs));
    const left = beyond(openNow(), before);
    if (left.length === 0 || performance.now() > deadline) return left;
  }
}

function beyond(now, before) {
  const known = [...before];
  return now.filter((kind) => {
    const at = known.indexOf(kind);
    if (at < 0) return kind !== 'Immediate'; // ends by itself, in this turn
    known.splice(at, 1);
    return false;
  });
}
