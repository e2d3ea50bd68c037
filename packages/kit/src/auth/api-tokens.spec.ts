import type { Clock } from '../clock/clock';
import { Unauthenticated, Unavailable } from '../errors/failures';
import { ApiTokens } from './api-tokens';

let nowMs: number;
let asked: string[];
let answer: () => Promise<string>;
let tokens: ApiTokens;
const clock: Clock = { now: () => new Date(nowMs), monotonic: () => nowMs };
const echo = (token: string) => Promise.resolve(token);

beforeEach(() => {
  nowMs = 0;
  asked = [];
  answer = () => Promise.resolve(`jwt-${asked.length}`);
  tokens = new ApiTokens(async (apiToken) => {
    asked.push(apiToken);
    return { accessToken: await answer(), expiresAtMs: nowMs + 900_000 };
  }, clock);
});

it('exchanges a token once for all requests while the access token lasts', async () => {
  const used = await Promise.all([tokens.with('vxp_a', echo), tokens.with('vxp_a', echo)]);
  expect(used).toEqual(['jwt-1', 'jwt-1']);
  nowMs = 880_000;
  await expect(tokens.with('vxp_a', echo)).resolves.toBe('jwt-1');
  nowMs = 895_000;
  await expect(tokens.with('vxp_a', echo)).resolves.toBe('jwt-2');
  expect(asked).toEqual(['vxp_a', 'vxp_a']);
});

it('keeps the tokens of two programs apart', async () => {
  await tokens.with('vxp_a', echo);
  await expect(tokens.with('vxp_b', echo)).resolves.toBe('jwt-2');
});

it('asks anew when the one it remembers is refused, and believes the second refusal', async () => {
  await tokens.with('vxp_a', echo);
  const refuseFirst = (token: string) =>
    token === 'jwt-1' ? Promise.reject(new Unauthenticated('token_revoked')) : echo(token);
  await expect(tokens.with('vxp_a', refuseFirst)).resolves.toBe('jwt-2');
  answer = () => Promise.reject(new Unauthenticated('api_token_invalid'));
  const refuse = () => Promise.reject(new Unauthenticated('token_revoked'));
  await expect(tokens.with('vxp_a', refuse)).rejects.toThrow('api_token_invalid');
});

it('asks but once where a fresh access token is refused or something else fails', async () => {
  const refuse = () => Promise.reject(new Unauthenticated('token_revoked'));
  await expect(tokens.with('vxp_a', refuse)).rejects.toThrow('token_revoked');
  await tokens.with('vxp_a', echo);
  await expect(tokens.with('vxp_a', () => Promise.reject(new Unavailable('away')))).rejects.toThrow('away');
  expect(asked).toHaveLength(2);
});

it('remembers no failure', async () => {
  answer = () => Promise.reject(new Unavailable('away'));
  await expect(tokens.with('vxp_a', echo)).rejects.toThrow('away');
  answer = () => Promise.resolve('jwt');
  await expect(tokens.with('vxp_a', echo)).resolves.toBe('jwt');
});
