import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Authenticator } from '../auth/authenticator';
import { isTrusted } from '../http/client-address';
import { requestMiddleware } from '../http/request.middleware';
import { securityHeaders } from '../http/security-headers';
import { NestLogger } from '../log/nest-logger';
import type { ServiceDefinition } from './define-service';
import { PlatformModule, type ServiceParts } from './platform.module';

const bodyLimit = '1mb';

/** A service's Nest application, initialised, with everything that goes around its HTTP handlers. It does not listen. */
export async function createApp(definition: ServiceDefinition, parts: ServiceParts): Promise<NestExpressApplication> {
  const { settings, log, metrics, facts } = parts;
  const app = await NestFactory.create<NestExpressApplication>(PlatformModule.around(definition.module, parts), {
    logger: new NestLogger(log),
    bodyParser: false,
    abortOnError: false,
  });
  const trustedProxies = settings.VORTEX_TRUSTED_PROXIES;
  app.disable('x-powered-by');
  app.set('trust proxy', (address: string) => isTrusted(address, trustedProxies));
  app.use(securityHeaders(settings.VORTEX_PUBLIC_URL));
  const authenticator = app.get(Authenticator);
  app.use(requestMiddleware({ service: facts.service, authenticator, trustedProxies, log, metrics }));
  app.useBodyParser('json', { limit: bodyLimit });
  definition.http?.(app);
  try {
    return await app.init();
  } catch (error) {
    await app.close().catch(() => undefined);
    throw error;
  }
}
