import { Random } from './random.mjs';

/** Given names and family names by script, about as often as a panel with customers in many countries sees them. */
const scripts = [
  {
    given: ['anna', 'john', 'maria', 'peter', 'lucia', 'omar', 'ingrid', 'paulo'],
    family: ['smith', 'garcia', 'muller', 'rossi', 'nowak', 'silva'],
  },
  {
    given: ['zoë', 'andré', 'søren', 'łukasz', 'José', 'Şule'],
    family: ['çelik', 'müller', 'núñez', 'østergård', 'wójcik'],
  },
  {
    given: ['анна', 'иван', 'мария', 'Дмитрий', 'оксана', 'сергей'],
    family: ['иванова', 'петров', 'шевченко', 'кузнецов', 'волкова'],
  },
  { given: ['علی', 'فاطمه', 'رضا', 'زهرا', 'مریم'], family: ['احمدی', 'محمدی', 'کریمی', 'رضایی'] },
  { given: ['محمد', 'ليلى', 'خالد', 'نور'], family: ['الحسن', 'حداد', 'منصور'] },
  { given: ['伟', '芳', '娜', '秀英', '强'], family: ['王', '李', '张', '刘', '陈'] },
  { given: ['太郎', '花子', 'さくら', '健'], family: ['佐藤', '鈴木', '高橋'] },
  { given: ['민준', '서연', '지우'], family: ['김', '이', '박'] },
  { given: ['राहुल', 'प्रिया', 'अमित'], family: ['शर्मा', 'सिंह', 'पटेल'] },
];
const latinShare = 0.55;

const day = 86_400_000;
const gigabyte = 1e9;
const zones = ['', '', '', 'Europe/Berlin', 'Asia/Tehran', 'Europe/Moscow', 'America/Sao_Paulo', 'Asia/Shanghai'];
const notes = [
  '',
  '',
  '',
  '',
  'Paid in cash',
  'Asked for a refund twice',
  'Friend of Maria',
  'VIP — answer first',
  'Moved from the old panel',
];
const tags = ['trial', 'vip', 'family', 'telegram', 'partner', 'annual'];

/** Columns of the file the panel takes. */
const columns = [
  ...['username', 'status', 'limit_bytes', 'reset_strategy', 'zone', 'expires_at', 'hold_validity_seconds'],
  ...['device_limit', 'address_limit', 'speed_limit_down_bps', 'groups', 'tags', 'note', 'email'],
];

/**
 * Users as lines of a file: the same for the same seed, day and numbers.
 * @param {{ seed: number, first: number, count: number, groups: readonly string[], today: number }} wanted
 */
export function usersAsCsv({ seed, first, count, groups, today }) {
  const lines = [columns.join(',')];
  for (let n = first; n < first + count; n += 1)
    lines.push(
      cellsOf(new Random(seed * 1_000_003 + n), n, groups, today)
        .map(quoted)
        .join(','),
    );
  return `${lines.join('\r\n')}\r\n`;
}

function cellsOf(random, number, groups, today) {
  const script = random.happens(latinShare) ? scripts[0] : random.one(scripts);
  const username = `${random.one(script.given)}.${random.one(script.family)}${number}`;
  const held = random.happens(0.05);
  // Of a hundred customers ten have not paid again yet.
  const expires =
    !held && random.happens(0.85)
      ? new Date(today + random.whole(random.happens(0.12) ? -60 : 1, random.happens(0.12) ? 365 : 60) * day)
      : undefined;
  const unlimited = random.happens(0.2);
  return [
    username,
    random.happens(0.04) ? 'DISABLED' : '',
    unlimited ? '' : random.one([10, 30, 50, 100, 200, 500]) * gigabyte,
    unlimited ? 'NONE' : random.one(['MONTH', 'MONTH', 'ROLLING_MONTH', 'NONE', 'DAY', 'WEEK', 'YEAR']),
    random.one(zones),
    expires ? expires.toISOString() : '',
    held ? random.one([7, 30, 90]) * 86_400 : '',
    random.happens(0.5) ? random.whole(1, 5) : '',
    random.happens(0.2) ? random.whole(1, 3) : '',
    random.happens(0.15) ? random.one([10, 50, 100]) * 1_000_000 : '',
    random.happens(0.8) ? random.one(groups) : '',
    random.happens(0.3) ? random.one(tags) : '',
    random.one(notes),
    random.happens(0.4) ? `user${number}@example.com` : '',
  ];
}

function quoted(cell) {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
