import type { Estate } from './estate';
import type { Stretched } from './stretched';

/** A screen: its path, and its heading in both languages. */
export type Place = readonly [path: string, english: string, russian: string];

/** Every screen behind the sign-in. */
export function placesOf({ userId, serverId, inboundId }: Estate): readonly Place[] {
  return [
    ['', 'Overview', 'Обзор'],
    ['users', 'Users', 'Пользователи'],
    [`users/user?id=${userId}`, 'anna.smith', 'anna.smith'],
    [`users/user?id=${userId}&tab=devices`, 'anna.smith', 'anna.smith'],
    [`users/user?id=${userId}&tab=history`, 'anna.smith', 'anna.smith'],
    ['jobs', 'Bulk jobs', 'Массовые задачи'],
    ['groups', 'Groups', 'Группы'],
    ['servers', 'Servers', 'Серверы'],
    [`servers/server?id=${serverId}`, 'Frankfurt', 'Frankfurt'],
    [`servers/server?id=${serverId}&tab=traffic`, 'Frankfurt', 'Frankfurt'],
    [`servers/server?id=${serverId}&tab=versions`, 'Frankfurt', 'Frankfurt'],
    [`servers/server?id=${serverId}&tab=sessions`, 'Frankfurt', 'Frankfurt'],
    ['rollouts', 'Rollouts', 'Выкатки'],
    ['inbounds', 'Inbounds', 'Входящие'],
    [`inbounds/inbound?id=${inboundId}`, 'reality', 'reality'],
    ['inbounds/inbound', 'Create inbound', 'Создать входящее'],
    ['hosts', 'Hosts', 'Хосты'],
    ['links', 'Subscription links', 'Ссылки подписки'],
    ['links?tab=rules', 'Subscription links', 'Ссылки подписки'],
    ['links?tab=templates', 'Subscription links', 'Ссылки подписки'],
    ['links?tab=preview', 'Subscription links', 'Ссылки подписки'],
    ['tenants', 'Tenants', 'Арендаторы'],
    ['administrators', 'Administrators', 'Администраторы'],
    ['roles', 'Roles', 'Роли'],
    ['tokens', 'API tokens', 'API-токены'],
    ['sessions', 'Sessions', 'Сеансы'],
    ['audit', 'Audit log', 'Журнал действий'],
    ['backups', 'Backups', 'Резервные копии'],
    ['status', 'System status', 'Состояние системы'],
    ['settings', 'Settings', 'Настройки'],
  ];
}

/** Where there is more than fits. */
export function placesOfStretched({ userId, username, serverId, serverName, inboundId, tag }: Stretched): Place[] {
  const user = (tab: string): Place => [`users/user?id=${userId}&tab=${tab}`, username, username];
  const server = (tab: string): Place => [`servers/server?id=${serverId}&tab=${tab}`, serverName, serverName];
  return [
    ...['usage', 'devices', 'periods', 'history'].map(user),
    ...['inbounds', 'traffic', 'versions', 'sessions', 'history'].map(server),
    [`inbounds/inbound?id=${inboundId}`, tag, tag],
    ['users?sort=-traffic', 'Users', 'Пользователи'],
    ['users?q=nobody.is.called.this', 'Users', 'Пользователи'],
    ['users/user?id=01900000-0000-7000-8000-000000000000', 'Users', 'Пользователи'],
  ];
}

/** Windows that an address opens, by the screen they stand before. */
export const windows = [
  ...['users?new=1', 'users?many=1', 'users?import=1', 'servers?new=1', 'groups?new=1', 'hosts?new=1'],
  ...['tenants?new=1', 'administrators?new=1', 'roles?new=1', 'tokens?new=1'],
] as const;
