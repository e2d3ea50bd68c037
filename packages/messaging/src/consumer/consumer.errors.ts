/** To be thrown by a handler when trying again cannot help; the event goes to the dead letters at once. */
export class Unprocessable extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
  }
}

/** The bytes are not what their type says. */
export class Unreadable extends Unprocessable {
  constructor(type: string, cause: unknown) {
    super(`the payload is not a readable ${type || 'event'}`, { cause });
  }
}

/** The process ended several times while it handled the event. */
export class Deadly extends Unprocessable {
  constructor(attempts: number) {
    super(`the process ended in ${attempts} attempts at this event`);
  }
}

/** The bus delivered it as often as it is willing to. */
export class GivenUpByBus extends Unprocessable {
  constructor() {
    super('the bus gave up after delivering it as often as its limit allows');
  }
}
