import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { LRUCache } from 'lru-cache';
import { Reader, type Response } from 'mmdb-lib';
import { readFile, stat } from 'node:fs/promises';
import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { LOG, type Log } from '../log';
import { CONFIG } from '../service/tokens';
import { nowhere, type Place, roughly } from './place';

/** The setting of services that ask where addresses are. */
export const geoIpShape = {
  /** Tells where addresses are, in MaxMind's format. Absent: nobody knows. */
  VORTEX_GEOIP_FILE: z.string().min(1).optional(),
};

const everyMs = 5_000;
const mostRemembered = 20_000;

/** As much as we read of a record; what else there is differs by the file's maker. */
const record = z.object({
  country: z.object({ iso_code: z.string().regex(/^[A-Z]{2}$/) }),
  location: z.object({ latitude: z.number().min(-90).max(90), longitude: z.number().min(-180).max(180) }).optional(),
});

/** Where addresses are, by a file in MaxMind's format that the operator keeps. Nothing is ever asked of anybody. */
@Injectable()
export class GeoIp implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly path: string | undefined;
  private readonly found = new LRUCache<string, Place>({ max: mostRemembered });
  private reader: Reader<Response> | undefined;
  /** Tells the file that was read last from one that was put in its place. */
  private version = '';
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) config: z.output<z.ZodObject<typeof geoIpShape>>,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.path = config.VORTEX_GEOIP_FILE;
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.path === undefined) return;
    await this.look();
    this.timer = setInterval(() => {
      this.looking = this.looking.then(() => this.look());
    }, everyMs);
    this.timer.unref();
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.looking;
  }

  get isAtHand(): boolean {
    return this.reader !== undefined;
  }

  /** The same object for the same address, as long as the file is the same. */
  find(address: string): Place {
    let place = this.found.get(address);
    if (!place) this.found.set(address, (place = this.read(address)));
    return place;
  }

  /** Reads the file where it is another one than before. One that cannot be read leaves everything as it is. */
  async look(): Promise<void> {
    if (this.path === undefined) return;
    const version = await versionOf(this.path);
    if (version === this.version) return;
    this.version = version;
    try {
      this.reader = new Reader(await readFile(this.path));
      this.found.clear();
    } catch (err) {
      this.log.warn({ err }, 'the file of VORTEX_GEOIP_FILE could not be read');
    }
  }

  private read(address: string): Place {
    const { reader } = this;
    if (!reader || (isIPv6(address) && reader.metadata.ipVersion === 4)) return nowhere;
    const { data } = record.safeParse(reader.get(address));
    if (!data) return nowhere;
    const { country, location } = data;
    return { country: country.iso_code, point: location && roughly(location) };
  }
}

/** Another one where another file is there, or none. */
async function versionOf(path: string): Promise<string> {
  try {
    const { mtimeMs, size, ino } = await stat(path);
    return `${mtimeMs} ${size} ${ino}`;
  } catch {
    return 'none';
  }
}
