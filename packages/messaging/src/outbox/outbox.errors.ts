export class OutsideTransaction extends Error {
  constructor(type: string) {
    super(`${type} must be added inside the transaction that makes it true: wrap the use case in database.run()`);
    this.name = 'OutsideTransaction';
  }
}

export class NotAnEvent extends Error {
  constructor(type: string) {
    super(`${type} is not in the catalogue of events: give its message the option (vortex.common.v1.event) = true`);
    this.name = 'NotAnEvent';
  }
}

export class EventTooLarge extends Error {
  constructor(type: string, bytes: number, limitBytes: number) {
    super(`${type} takes ${bytes} bytes; an event carries ids and revisions and at most ${limitBytes} bytes`);
    this.name = 'EventTooLarge';
  }
}
