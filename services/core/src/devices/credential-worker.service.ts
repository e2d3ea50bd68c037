import type { CredentialKind } from '@vortex/contracts/core';
import type { KeyMaterial } from '@vortex/kit';
import { Worker } from 'node:worker_threads';
import type { Asked, Told } from './credential.thread';

/** Nearly all it makes is gone with the answer; of the usual size, half of its time would go into finding that out. */
const maxYoungGenerationSizeMb = 64;

interface Waiting {
  readonly resolve: (list: Uint8Array) => void;
  readonly reject: (error: Error) => void;
}

/** One thread of `credential.thread`, and what it was asked. */
export class CredentialWorker {
  private readonly worker: Worker;
  private readonly waiting = new Map<number, Waiting>();
  private asked = 0;
  isUp = false;
  /** Why it will not answer any more. */
  failure: Error | undefined;

  /** @param program its file, and what Node is told to run it with */
  constructor(material: KeyMaterial, program: string, execArgv: readonly string[] = []) {
    this.worker = new Worker(program, {
      workerData: material,
      execArgv: [...execArgv],
      resourceLimits: { maxYoungGenerationSizeMb },
    });
    this.worker.unref();
    this.worker.once('online', () => (this.isUp = true));
    this.worker.on('message', (told: Told) => this.heard(told));
    this.worker.once('error', (error) => this.lost(error));
    this.worker.once('exit', () => this.lost(new Error('the thread has ended')));
  }

  /**
   * @param rows are given away, where nothing else is in their buffer
   * @returns vortex.core.v1.CredentialsList, encoded
   */
  ask(rows: Uint8Array<ArrayBuffer>, kinds: readonly CredentialKind[]): Promise<Uint8Array> {
    if (this.failure) return Promise.reject(this.failure);
    const id = (this.asked += 1);
    return new Promise((resolve, reject) => {
      this.waiting.set(id, { resolve, reject });
      const isAlone = rows.byteLength === rows.buffer.byteLength;
      this.worker.postMessage({ id, rows, kinds } satisfies Asked, isAlone ? [rows.buffer] : []);
    });
  }

  async end(): Promise<void> {
    await this.worker.terminate();
  }

  private heard(told: Told): void {
    const asking = this.waiting.get(told.id);
    this.waiting.delete(told.id);
    if ('list' in told) asking?.resolve(told.list);
    else asking?.reject(new Error(told.failure));
  }

  private lost(error: Error): void {
    this.isUp = false;
    this.failure ??= error;
    for (const { reject } of this.waiting.values()) reject(this.failure);
    this.waiting.clear();
  }
}
