import { setTimeout as pause } from 'node:timers/promises';
import { throughSocks } from '../demo/socks.mjs';

const requestBytes = 8;
const pieceBytes = 32 * 1024;
const betweenMs = 25;
const patienceMs = 10_000;

/** The most that can be on its way, uncounted by one side, when a connection breaks: one request and its answer. */
export const mostInFlightBytes = requestBytes + pieceBytes;

/** Somebody who asks for one piece after the other over one connection, and for another connection when that breaks. */
export class Customer {
  bytes = 0;
  breaks = 0;
  longestSilenceMs = 0;
  #isOver = false;
  #last = performance.now();

  /** @param {number} proxyPort @param {{ address: string, port: number }} target */
  constructor(proxyPort, target) {
    this.proxyPort = proxyPort;
    this.target = target;
    this.running = this.#run();
  }

  async leave() {
    this.#isOver = true;
    await this.running;
  }

  /** Resolves when something has come since now. */
  async isServed(withinMs) {
    const [before, deadline] = [this.bytes, performance.now() + withinMs];
    while (this.bytes === before) {
      if (performance.now() > deadline) throw new Error(`a customer got nothing for ${withinMs} ms`);
      await pause(betweenMs);
    }
  }

  async #run() {
    while (!this.#isOver) {
      const socket = await throughSocks(this.proxyPort, this.target.address, this.target.port).catch(() => undefined);
      if (socket) await this.#talk(socket);
      await pause(betweenMs);
    }
  }

  async #talk(socket) {
    const closed = new Promise((done) => socket.once('close', () => done('closed')));
    const request = Buffer.alloc(requestBytes);
    request.writeBigUInt64BE(BigInt(pieceBytes));
    let pieces = 0;
    while (!this.#isOver && (await this.#piece(socket, request, closed))) pieces++;
    socket.destroy();
    // A connection that never carried anything is an attempt, not a connection that broke.
    if (!this.#isOver && pieces > 0) this.breaks++;
  }

  async #piece(socket, request, closed) {
    let got = 0;
    const arrived = new Promise((done) => {
      const take = (some) => {
        got += some.length;
        if (got < pieceBytes) return;
        socket.off('data', take);
        done('arrived');
      };
      socket.on('data', take);
    });
    socket.write(request);
    const outcome = await Promise.race([arrived, closed, pause(patienceMs, 'silent', { ref: false })]);
    this.bytes += got > 0 || outcome === 'arrived' ? requestBytes + got : 0;
    if (outcome !== 'arrived') return false;
    this.longestSilenceMs = Math.max(this.longestSilenceMs, performance.now() - this.#last);
    this.#last = performance.now();
    await pause(betweenMs);
    return true;
  }
}
