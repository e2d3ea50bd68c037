import { createServer } from 'node:net';
import { enrol } from './enrolment';

const token = `secret.${Buffer.alloc(32).toString('base64url')}`;

it('an address where nobody is does not keep an agent from enrolling at the next', async () => {
  let asked = 0;
  const other = createServer((socket) => {
    asked += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
  const { port } = other.address() as { port: number };
  // Nobody listens at port 1, and whoever listens at the other is no panel.
  await expect(enrol(['127.0.0.1:1', `127.0.0.1:${port}`], token)).rejects.toThrow();
  expect(asked).toBe(1);
  await new Promise((resolve) => other.close(resolve));
});

it('no address is named as such, and so is what is no token', async () => {
  await expect(enrol([], token)).rejects.toThrow('there is no address of the panel');
  await expect(enrol(['127.0.0.1:1'], 'nonsense')).rejects.toThrow('this is not an enrolment token');
});
