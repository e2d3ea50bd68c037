import './to-have-code';

export { AccessTokens, type TestAccount } from './access-tokens';
export type { EventTap } from './event-tap';
export type { Who } from './people';
export { type PeerStub, stub } from './peer-stub';
export { type HarnessOptions, type ServiceHarness, startService } from './service-harness';
