/** Nothing can be published or consumed any more: the process is stopping. */
export class BusClosed extends Error {
  constructor() {
    super('the bus is closed');
    this.name = 'BusClosed';
  }
}

/** The broker cannot be reached, or does not take messages now. The outbox keeps them. */
export class BusUnavailable extends Error {
  constructor(why: string, cause?: unknown) {
    super(why, cause === undefined ? undefined : { cause });
    this.name = 'BusUnavailable';
  }
}

export class UndeclaredConsumer extends Error {
  constructor(service: string, type: string) {
    super(`${service} consumes ${type} but is not named in its message's option (vortex.common.v1.consumers)`);
    this.name = 'UndeclaredConsumer';
  }
}
