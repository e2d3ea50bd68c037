export { type Address, formatAddress, listenAddress, parseAddress, rpcAddress } from './address';
export { variableName } from './config';
export type { Environment } from './environment';
export { ConfigError, type ConfigProblem } from './config-error';
export type { PlatformSettings } from './platform-settings';
export { masterKeyOf, masterKeys } from './master-key';
