import type { UserStatus } from '../users/user';
import type { PagePlatform } from './apps';

export const languages = ['en', 'ru'] as const;
export type PageLanguage = (typeof languages)[number];

export interface PageMessages {
  readonly hello: string;
  readonly statuses: Readonly<Record<UserStatus, string>>;
  /** Of bytes, in steps of 1,024. */
  readonly units: readonly string[];
  readonly traffic: string;
  readonly of: string;
  readonly unlimited: string;
  readonly left: string;
  readonly expires: string;
  readonly never: string;
  readonly daysLeft: (days: number) => string;
  readonly devices: string;
  readonly devicesOf: (count: number, limit: string) => string;
  readonly noDevices: string;
  readonly seen: string;
  readonly remove: string;
  readonly connect: string;
  readonly platforms: Readonly<Record<PagePlatform, string>>;
  readonly add: string;
  readonly guide: readonly string[];
  readonly ownLink: string;
  readonly ownLinkHint: string;
  readonly copy: string;
  readonly copied: string;
  readonly scan: string;
  readonly servers: string;
  readonly serversHint: string;
  readonly qrOf: (name: string) => string;
  readonly wireguard: string;
  readonly wireguardHint: string;
  readonly support: string;
  readonly language: string;
}

const names = { ios: 'iOS', android: 'Android', windows: 'Windows', macos: 'macOS', linux: 'Linux' } as const;

const en: PageMessages = {
  hello: 'Your subscription',
  statuses: {
    ACTIVE: 'Active',
    ON_HOLD: 'Starts with your first connection',
    LIMITED: 'Traffic used up',
    EXPIRED: 'Expired',
    DISABLED: 'Disabled',
  },
  units: ['B', 'KB', 'MB', 'GB', 'TB', 'PB'],
  traffic: 'Traffic',
  of: 'of',
  unlimited: 'no limit',
  left: 'Left',
  expires: 'Valid until',
  never: 'Without end',
  daysLeft: (days) => (days === 1 ? '1 day left' : `${days} days left`),
  devices: 'Devices',
  devicesOf: (count, limit) => `${count} of ${limit}`,
  noDevices: 'No app has named its device yet.',
  seen: 'Last update',
  remove: 'Remove',
  connect: 'Connect',
  platforms: names,
  add: 'Add',
  guide: [
    'Install one of these apps: its name leads to its site.',
    'Tap “Add” here: the app opens and takes the subscription.',
    'Choose a server, or leave it to the app, and connect. Allow the VPN when you are asked.',
  ],
  ownLink: 'Subscription link',
  ownLinkHint: 'Another app? Copy the link and add it as a subscription. It is yours alone: do not pass it on.',
  copy: 'Copy',
  copied: 'Copied',
  scan: 'Scan with another device',
  servers: 'Servers',
  serversHint: 'Each with a code of its own, for apps that take servers one by one.',
  qrOf: (name) => `QR code of ${name}`,
  wireguard: 'WireGuard files',
  wireguardHint: 'For WireGuard, AmneziaVPN, AmneziaWG and routers: save the file and open it with the app.',
  support: 'Help',
  language: 'Language',
};

const ru: PageMessages = {
  hello: 'Ваша подписка',
  statuses: {
    ACTIVE: 'Активна',
    ON_HOLD: 'Начнётся с первого подключения',
    LIMITED: 'Трафик исчерпан',
    EXPIRED: 'Срок истёк',
    DISABLED: 'Отключена',
  },
  units: ['Б', 'КБ', 'МБ', 'ГБ', 'ТБ', 'ПБ'],
  traffic: 'Трафик',
  of: 'из',
  unlimited: 'без ограничений',
  left: 'Осталось',
  expires: 'Действует до',
  never: 'Бессрочно',
  daysLeft: (days) => `осталось ${days} ${plural(days, 'день', 'дня', 'дней')}`,
  devices: 'Устройства',
  devicesOf: (count, limit) => `${count} из ${limit}`,
  noDevices: 'Ни одно приложение пока не назвало своё устройство.',
  seen: 'Обновлялось',
  remove: 'Удалить',
  connect: 'Подключение',
  platforms: names,
  add: 'Добавить',
  guide: [
    'Установите одно из этих приложений: его название ведёт на его сайт.',
    'Нажмите «Добавить»: приложение откроется и примет подписку.',
    'Выберите сервер или доверьте выбор приложению и подключитесь. Разрешите VPN, когда система спросит.',
  ],
  ownLink: 'Ссылка подписки',
  ownLinkHint: 'Другое приложение? Скопируйте ссылку и добавьте её как подписку. Она только ваша: не передавайте её.',
  copy: 'Копировать',
  copied: 'Скопировано',
  scan: 'Сканируйте другим устройством',
  servers: 'Серверы',
  serversHint: 'У каждого свой код — для приложений, куда серверы добавляют по одному.',
  qrOf: (name) => `QR-код: ${name}`,
  wireguard: 'Файлы WireGuard',
  wireguardHint: 'Для WireGuard, AmneziaVPN, AmneziaWG и роутеров: сохраните файл и откройте его приложением.',
  support: 'Помощь',
  language: 'Язык',
};

export const pageMessages: Readonly<Record<PageLanguage, PageMessages>> = { en, ru };

/** What is asked for by name, else the first of a browser's languages that there is. */
export function languageOf(asked: string | null, accepted: string): PageLanguage {
  const wanted = [asked ?? '', ...accepted.split(',').map((part) => part.trim().slice(0, 2).toLowerCase())];
  return wanted.flatMap((name) => languages.filter((language) => language === name))[0] ?? 'en';
}

function plural(count: number, one: string, few: string, many: string): string {
  const form = new Intl.PluralRules('ru').select(count);
  return form === 'one' ? one : form === 'few' ? few : many;
}
