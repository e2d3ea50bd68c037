import { ApplyRequest } from '@vortex/contracts/tunnel';
import { DurableFile } from '../disk/durable-file.store';

/** What the engine was last brought to. */
export interface Applied {
  readonly configHash: string;
  /** To divide over the instances, and to go back to. Undefined where an agent of a release before has written it. */
  readonly request?: ApplyRequest | undefined;
}

/** With the keys of inbounds, as in the engine's own state beside it. */
export function appliedFile(path: string): DurableFile<Applied> {
  return new DurableFile<Applied>(
    path,
    (content) => {
      const { configHash, request } = content as { configHash?: unknown; request?: unknown };
      if (typeof configHash !== 'string') throw new TypeError('this is no state');
      if (typeof request !== 'string') return { configHash };
      return { configHash, request: ApplyRequest.decode(Buffer.from(request, 'base64')) };
    },
    ({ configHash, request }) => ({
      configHash,
      ...(request && { request: Buffer.from(ApplyRequest.encode(request).finish()).toString('base64') }),
    }),
  );
}
