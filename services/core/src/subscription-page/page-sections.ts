import type { UserStatus } from '../users/user';
import { type App, apps, type PagePlatform, platforms } from './apps';
import { Html, html } from './html';
import type { Page, PageEntry } from './page-content';
import { languages, type PageMessages } from './page-messages';

export function head({ title, username, language }: Page, say: PageMessages): Html {
  return html`<header>
    <span class="mark" aria-hidden="true"
      ><svg
        width="22"
        height="22"
        viewBox="0 0 24 24"
        fill="none"
        stroke="currentColor"
        stroke-width="2.2"
        stroke-linecap="round"
        stroke-linejoin="round"
      >
        <path d="M12 3l8 3v6c0 4.5-3.2 7.9-8 9-4.8-1.1-8-4.5-8-9V6z" />
        <path d="M9 12l2.2 2.2L15.5 10" /></svg
    ></span>
    <div class="grow">
      <h1>${title}</h1>
      <p>${say.hello} · ${username}</p>
    </div>
    <nav class="langs" aria-label="${say.language}">
      ${languages.map(
        (one) =>
          html`<a
            href="?format=page&amp;lang=${one}"
            lang="${one}"
            ${one === language && new Html(' aria-current="true"')}
            >${one.toUpperCase()}</a
          >`,
      )}
    </nav>
  </header>`;
}

const tones: Readonly<Record<UserStatus, string>> = {
  ACTIVE: '',
  ON_HOLD: 'warn',
  LIMITED: 'bad',
  EXPIRED: 'bad',
  DISABLED: 'bad',
};

export function standing(page: Page, say: PageMessages): Html {
  const { status, used, limit, left, share, expiresAt, daysLeft, language } = page;
  const date = expiresAt?.toLocaleDateString(language, {
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  });
  const until = date?.replace(/\s?г\.$/, '');
  const percent = Math.round(share * 100);
  return html`<section class="card" aria-labelledby="standing">
    <div class="row">
      <h2 id="standing">${say.traffic}</h2>
      <span class="pill ${tones[status]}">${say.statuses[status]}</span>
    </div>
    <div>
      <span class="big">${used}</span>
      <span class="soft">${limit === undefined ? html`· ${say.unlimited}` : html`${say.of} ${limit}`}</span>
    </div>
    ${limit !== undefined && html`<svg class="bar${share >= 0.95 && ' full'}" role="img" aria-label="${percent} %" preserveAspectRatio="none" viewBox="0 0 100 1"><rect width="${percent}" height="1" /></svg>`}
    <dl class="facts">
      ${
        left !== undefined &&
        html`<div>
          <dt>${say.left}</dt>
          <dd>${left}</dd>
        </div>`
      }
      <div>
        <dt>${say.expires}</dt>
        <dd>${until ?? say.never}</dd>
        ${daysLeft !== undefined && html`<span class="soft">${say.daysLeft(daysLeft)}</span>`}
      </div>
    </dl>
  </section>`;
}

export function ownLink({ link, qr }: Page, say: PageMessages): Html {
  return html`<section class="card" aria-labelledby="own">
    <h2 id="own">${say.ownLink}</h2>
    <div class="qr" role="img" aria-label="${say.scan}">${qr}</div>
    <p class="soft">${say.ownLinkHint}</p>
    <div class="link">
      <input readonly value="${link.url}" aria-label="${say.ownLink}" /><button
        class="button"
        type="button"
        hidden
        data-copy="${link.url}"
        data-done="${say.copied}"
      >
        ${say.copy}
      </button>
    </div>
  </section>`;
}

export function connect({ link, platform }: Page, say: PageMessages): Html {
  const offered = (on: PagePlatform) =>
    apps.flatMap((app) => {
      const address = app.on.includes(on) ? app.open(link) : undefined;
      return address === undefined ? [] : [appLine(app, address, say)];
    });
  return html`<section class="card" aria-labelledby="connect">
    <h2 id="connect">${say.connect}</h2>
    ${platforms.map((one) => html`<input class="sr" type="radio" name="p" id="p-${one}" ${one === platform && new Html(' checked')} />`)}
    <div class="tabs">${platforms.map((one) => html`<label for="p-${one}">${say.platforms[one]}</label>`)}</div>
    ${platforms.map(
      (one) =>
        html`<div class="panel s-${one}">
          <ul class="apps">
            ${offered(one)}
          </ul>
        </div>`,
    )}
    <ol class="steps">
      ${say.guide.map((step) => html`<li>${step}</li>`)}
    </ol>
  </section>`;
}

function appLine({ name, site }: App, address: string, say: PageMessages): Html {
  return html`<li>
    <span class="badge" aria-hidden="true">${name.slice(0, 1)}</span
    ><a class="grow" href="${site}" target="_blank" rel="noreferrer">${name}</a
    ><a class="button" href="${address}">${say.add}</a>
  </li>`;
}

export function devices({ devices: all, deviceLimit, path, language }: Page, say: PageMessages): Html {
  const seen = (at: Date | null) =>
    at?.toLocaleDateString(language, { day: 'numeric', month: 'short', year: 'numeric', timeZone: 'UTC' });
  const count = deviceLimit !== null && say.devicesOf(all.length, String(deviceLimit));
  return html`<section class="card" aria-labelledby="devices">
    <div class="row">
      <h2 id="devices">${say.devices}</h2>
      ${count !== false && html`<span class="soft">${count}</span>`}
    </div>
    ${all.length === 0 && html`<p class="soft">${say.noDevices}</p>`}
    <ul class="devices">
      ${all.map(
        (device) =>
          html`<li>
            <div class="grow">
              <b>${device.name}</b>
              <div class="soft">
                ${device.detail}${device.seenAt !== null && html` · ${say.seen}: ${seen(device.seenAt)}`}
              </div>
            </div>
            ${device.removable && html`<form method="post" action="${path}/devices"><input type="hidden" name="forget" value="${device.id}" /><input type="hidden" name="lang" value="${language}" /><button class="button quiet" aria-label="${say.remove}: ${device.name}">${say.remove}</button></form>`}
          </li>`,
      )}
    </ul>
  </section>`;
}

export function wireguardFiles({ hasWireguard, path }: Page, say: PageMessages): Html | undefined {
  if (!hasWireguard) return undefined;
  return html`<section class="card" aria-labelledby="files">
    <h2 id="files">${say.wireguard}</h2>
    <p class="soft">${say.wireguardHint}</p>
    <div class="buttons">
      <a class="button quiet" href="${path}?format=wireguard" download>WireGuard</a>
      <a class="button quiet" href="${path}?format=amneziawg" download>AmneziaWG</a>
    </div>
  </section>`;
}

export function servers({ entries, path }: Page, say: PageMessages): Html | undefined {
  if (entries.length === 0) return undefined;
  const code = (entry: PageEntry, n: number) =>
    html`<li>
      <details>
        <summary><span class="grow">${entry.name}</span></summary>
        <div class="open">
          <img class="qr" loading="lazy" width="260" height="260" src="${path}/qr/${n}" alt="${say.qrOf(entry.name)}" />
          ${entry.link !== undefined && html`<button class="button quiet" type="button" hidden data-copy="${entry.link}" data-done="${say.copied}">${say.copy}</button>`}
        </div>
      </details>
    </li>`;
  return html`<section class="card" aria-labelledby="servers">
    <h2 id="servers">${say.servers}</h2>
    <p class="soft">${say.serversHint}</p>
    <ul class="entries">
      ${entries.map(code)}
    </ul>
  </section>`;
}
