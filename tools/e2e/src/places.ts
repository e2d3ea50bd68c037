import type { Estate } from './estate';

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
