import { Inject, Injectable } from '@nestjs/common';
import { cameThroughProxy, clientAddress, CONFIG, GeoIp } from '@vortex/kit';
import type { IncomingMessage } from 'node:http';
import type { CoreConfig } from '../config';
import { anybody, type ListReader } from '../link-entries/place-order';

/** Says where whoever asks for a list is. */
@Injectable()
export class LinkReaders {
  constructor(
    private readonly geoIp: GeoIp,
    @Inject(CONFIG) private readonly config: CoreConfig,
  ) {}

  /** What stands before us is believed; of a stranger's own word nothing is, and its address is looked up. */
  of(request: IncomingMessage): ListReader {
    const said = this.saidByProxy(request);
    const found = this.geoIp.isAtHand
      ? this.geoIp.find(clientAddress(request, this.config.VORTEX_TRUSTED_PROXIES))
      : anybody;
    return said === '' || said === found.country ? found : { country: said };
  }

  private saidByProxy(request: IncomingMessage): string {
    const said = request.headers[this.config.VORTEX_LINK_COUNTRY_HEADER];
    if (typeof said !== 'string' || !/^[A-Z]{2}$/.test(said)) return '';
    return cameThroughProxy(request, this.config.VORTEX_TRUSTED_PROXIES) ? said : '';
  }
}
