import { WebSocket } from 'ws';
import { problemOfErrors } from './properties.mjs';

/** How long a subscription is listened to: what is kept for it comes at once. */
const listenMs = 250;
const openMs = 10_000;
/** RFC 6455 and graphql-transport-ws for "the server broke". */
const broken = new Set([1006, 1011, 4500]);

/** Subscribes, says something odd if asked to, and tells everything that came back. */
export async function follow(url, { headers, payload, noise }) {
  const socket = new WebSocket(`${url.replace(/^http/, 'ws')}/graphql`, 'graphql-transport-ws', { headers });
  const heard = [];
  let refusal;
  socket.once('unexpected-response', (request, response) => {
    refusal = response.statusCode;
    request.destroy();
  });
  const closed = new Promise((done) => socket.once('close', (code) => done(code)));
  socket.on('error', () => {});
  socket.on('message', (data) => {
    const text = String(data);
    heard.push(text);
    if (!text.includes('connection_ack')) return;
    socket.send(JSON.stringify({ id: '1', type: 'subscribe', payload }));
    if (noise !== null) socket.send(noise);
  });
  let end = setTimeout(() => socket.terminate(), openMs);
  socket.once('open', () => {
    clearTimeout(end);
    end = setTimeout(() => socket.close(1000), listenMs);
    socket.send(JSON.stringify({ type: 'connection_init', payload: { authorization: headers.authorization } }));
  });
  const code = await closed;
  clearTimeout(end);
  if (refusal < 500) return { text: '', problem: undefined };
  const text = heard.join('\n');
  return { text, problem: broken.has(code) ? `the socket was closed with ${code}` : problemOfMessages(heard) };
}

function problemOfMessages(heard) {
  for (const text of heard) {
    const { type, payload } = JSON.parse(text);
    const errors = type === 'error' ? payload : type === 'next' ? payload.errors : undefined;
    const problem = problemOfErrors(errors);
    if (problem) return problem;
  }
  return undefined;
}
