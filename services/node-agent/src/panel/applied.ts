import { DurableFile } from '../disk/durable-file.store';

/** What the engine was last brought to; the engine itself keeps the content. */
export interface Applied {
  readonly configHash: string;
}

export function appliedFile(path: string): DurableFile<Applied> {
  return new DurableFile(path, (content) => {
    const { configHash } = content as Applied;
    if (typeof configHash !== 'string') throw new TypeError('this is no state');
    return { configHash };
  });
}
