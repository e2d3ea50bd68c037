import { SetMetadata } from '@nestjs/common';

export const accessKey = 'vortex:access';

type AccessDecorator = ClassDecorator & MethodDecorator;

/** Only for accounts that hold `name`, e.g. "system.status.read". On a class it covers every method without its own. */
export const Permission = (name: string): AccessDecorator => SetMetadata(accessKey, name);

/** For everybody, signed in or not. */
export const Public = (): AccessDecorator => SetMetadata(accessKey, 'public');

/** For every signed-in account, even one that must change its password first. */
export const Authenticated = (): AccessDecorator => SetMetadata(accessKey, 'authenticated');
