import { x25519PublicKey } from '../keys/x25519';
import { probeKey } from './wireguard-door';

it('the probe’s key follows from the inbound’s as the engine has it follow', () => {
  const privateKey = Buffer.from(Array.from({ length: 32 }, (_, n) => n));
  // The same as in services/tunnel/internal/wireguard/probe_test.go.
  expect(x25519PublicKey(probeKey(privateKey)).toString('hex')).toBe(
    '84fa1fbf3afd6a1d6ae1ef6cf77bdb484003fc4e20f69fc5114bc720a9bcda33',
  );
});
