import { mostInFlightBytes } from './customer.mjs';
import { patiently } from './stage.mjs';

/** What the panel has counted is what customers saw, but for what was on its way when a connection broke. */
export async function books(stage, users, customers) {
  const counted = async () => {
    const text = 'query ($id: ID!) { user(id: $id) { usedBytes } }';
    const answers = [];
    for (const { id } of users) answers.push(Number((await stage.owner.ask(text, { id })).user.usedBytes));
    return answers;
  };
  const differences = (used) => used.map((bytes, nth) => bytes - customers[nth].bytes);
  const agree = (used) =>
    differences(used).every((bytes, nth) => Math.abs(bytes) <= (customers[nth].breaks + 1) * mostInFlightBytes);
  const used = await patiently('the books agree', async () => {
    const now = await counted();
    return agree(now) && now;
  }).catch(counted);
  return {
    what: 'the panel counts what customers were sent and sent',
    isWell: agree(used),
    detail: `${customers.map(({ bytes }) => bytes).join(', ')} B; the panel ${differences(used)
      .map((bytes) => (bytes < 0 ? bytes : `+${bytes}`))
      .join(', ')} B`,
  };
}
