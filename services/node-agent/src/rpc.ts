import { type Client, Metadata, type MetadataOptions, type ServiceError } from '@grpc/grpc-js';
import { ErrorDetail } from '@vortex/contracts/common';

/** What ts-proto generates for a method that is answered once. */
interface UnaryMethod<Q, R> {
  readonly path: string;
  requestSerialize(value: Q): Buffer;
  responseDeserialize(bytes: Buffer): R;
}

/** A call that was refused, by the name the other side gave the refusal. */
export class Refused extends Error {
  constructor(
    readonly code: string,
    readonly facts: Readonly<Record<string, string>>,
    cause: Error,
  ) {
    super(code, { cause });
  }
}

export function call<Q, R>(
  client: Client,
  method: UnaryMethod<Q, R>,
  request: Q,
  timeoutMs: number,
  options: MetadataOptions = {},
): Promise<R> {
  return new Promise((resolve, reject) => {
    client.makeUnaryRequest(
      method.path,
      (value: Q) => method.requestSerialize(value),
      (bytes: Buffer) => method.responseDeserialize(bytes),
      request,
      new Metadata(options),
      { deadline: Date.now() + timeoutMs },
      (error, answer) => {
        if (error) reject(refusalOf(error));
        else if (answer === undefined) reject(new Error(`${method.path} was answered with nothing`));
        else resolve(answer);
      },
    );
  });
}

export function refusalOf(error: ServiceError): Error {
  const [trailer] = error.metadata?.get('vortex-error-bin') ?? [];
  if (!(trailer instanceof Buffer)) return error;
  const { code, facts } = ErrorDetail.decode(trailer);
  return new Refused(code, facts, error);
}
