import { Card, Fact, Facts, Tag } from '@vortex/ui';
import { useTranslations } from 'use-intl';
import { ExactTime, Moment } from '../format/moment';
import { useUnits } from '../format/use-units';
import { useMay } from '../session/permissions';
import { UsageMeter } from './usage-meter';
import type { UserDetail } from './user-draft';
import { UserLink } from './user-link';

/** What a user may, and who it is. */
export function UserFacts({ user }: { readonly user: UserDetail }) {
  const t = useTranslations();
  const may = useMay();
  return (
    <div className="flex flex-col gap-6">
      <Card title={t('user.thisPeriod')}>
        <div className="mb-4 text-sm font-medium">
          <UsageMeter usedBytes={user.usedBytes} limitBytes={user.limitBytes} />
        </div>
        <Limits user={user} />
      </Card>
      {may('core.user.credentials') && <UserLink userId={user.id} />}
      <Card title={t('user.contact')}>
        <About user={user} />
      </Card>
    </div>
  );
}

function Limits({ user }: { readonly user: UserDetail }) {
  const t = useTranslations();
  const units = useUnits();
  const number = (value: number | null) => (value === null ? t('units.unlimited') : units.number(value));
  const speed = (kbps: number | null) => (kbps === null ? t('units.unlimited') : units.speed(kbps));
  return (
    <Facts>
      <Fact name={t('user.lifetime')}>{units.bytes(user.lifetimeUsedBytes)}</Fact>
      <Fact name={t('user.limit')}>
        {user.limitBytes === null ? t('units.unlimited') : units.bytes(user.limitBytes)}
      </Fact>
      <Fact name={t('user.reset')}>{t(`resetStrategy.${user.resetStrategy}`)}</Fact>
      {user.nextResetAt !== null && (
        <Fact name={t('user.nextReset')}>
          <Moment at={user.nextResetAt} />
        </Fact>
      )}
      <Fact name={t('user.expires')}>
        {user.expiresAt === null ? t('units.never') : <ExactTime at={user.expiresAt} />}
      </Fact>
      {user.hold && <Fact name={t('user.hold')}>{units.duration(user.hold.validitySeconds)}</Fact>}
      <Fact name={t('user.deviceLimit')}>{number(user.deviceLimit)}</Fact>
      <Fact name={t('user.addressLimit')}>{number(user.addressLimit)}</Fact>
      <Fact name={t('user.speedDownShort')}>{speed(user.speedLimitDownKbps)}</Fact>
      <Fact name={t('user.speedUpShort')}>{speed(user.speedLimitUpKbps)}</Fact>
    </Facts>
  );
}

function About({ user }: { readonly user: UserDetail }) {
  const t = useTranslations();
  const tags = (names: readonly string[]) => (
    <span className="flex flex-wrap justify-end gap-1">
      {names.map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
    </span>
  );
  return (
    <Facts>
      <Fact name={t('user.groups')}>
        {user.groups.length > 0 ? tags(user.groups.map(({ name }) => name)) : t('units.none')}
      </Fact>
      {user.tags.length > 0 && <Fact name={t('user.tags')}>{tags(user.tags)}</Fact>}
      {user.email && <Fact name={t('user.email')}>{user.email}</Fact>}
      {user.telegramId && <Fact name={t('user.telegram')}>{user.telegramId}</Fact>}
      {user.account && <Fact name={t('user.account')}>{user.account.username}</Fact>}
      <Fact name={t('user.zone')}>{user.zone ?? t('user.tenantZone')}</Fact>
      <Fact name={t('userColumn.online')}>
        {user.lastOnlineAt === null ? t('units.never') : <Moment at={user.lastOnlineAt} />}
      </Fact>
      {user.firstConnectedAt !== null && (
        <Fact name={t('user.firstConnected')}>
          <ExactTime at={user.firstConnectedAt} />
        </Fact>
      )}
      <Fact name={t('userColumn.created')}>
        <ExactTime at={user.createdAt} />
      </Fact>
    </Facts>
  );
}
