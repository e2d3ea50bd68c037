const Sequencer = require('@jest/test-sequencer').default;

/** The files are one story too: the first one gives the owner the password that the others sign in with. */
module.exports = class SequenceByName extends Sequencer {
  sort(tests) {
    return [...tests].sort((one, other) => one.path.localeCompare(other.path));
  }
};
