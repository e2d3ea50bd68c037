import {
  closestCenter,
  DndContext,
  type DragEndEvent,
  KeyboardSensor,
  PointerSensor,
  useSensor,
  useSensors,
} from '@dnd-kit/core';
import {
  arrayMove,
  SortableContext,
  sortableKeyboardCoordinates,
  useSortable,
  verticalListSortingStrategy,
} from '@dnd-kit/sortable';
import type { HostFieldsFragment } from '@vortex/sdk';
import { classNames, Icon, Tag } from '@vortex/ui';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { RowActions } from '../shell/row-actions';

interface HostListProps {
  readonly hosts: readonly HostFieldsFragment[];
  readonly inboundNames: Readonly<Record<string, string>>;
  readonly mayWrite: boolean;
  readonly onOrder: (ids: readonly string[], before: readonly string[], name: string) => void;
  readonly onEdit: (host: HostFieldsFragment) => void;
  readonly onDelete: (host: HostFieldsFragment) => void;
}

/** Hosts as clients show them; dragged into order by pointer, finger or keyboard. */
export function HostList({ hosts, onOrder, ...row }: HostListProps) {
  const t = useTranslations('hosts');
  const [shown, setShown] = useState(hosts);
  useEffect(() => setShown(hosts), [hosts]);
  const sensors = useSensors(
    useSensor(PointerSensor, { activationConstraint: { distance: 4 } }),
    useSensor(KeyboardSensor, { coordinateGetter: sortableKeyboardCoordinates }),
  );
  const ids = shown.map(({ id }) => id);
  const nameOf = (id: unknown) => shown.find((host) => host.id === id)?.remark ?? '';
  const placeOf = (id: unknown) => shown.findIndex((host) => host.id === id) + 1;
  const words = (id: unknown, over = id) => ({ name: nameOf(id), place: placeOf(over) });

  function drop({ active, over }: DragEndEvent) {
    if (!over || active.id === over.id) return;
    const next = arrayMove([...shown], placeOf(active.id) - 1, placeOf(over.id) - 1);
    setShown(next);
    onOrder(
      next.map(({ id }) => id),
      ids,
      nameOf(active.id),
    );
  }

  return (
    <DndContext
      sensors={sensors}
      collisionDetection={closestCenter}
      onDragEnd={drop}
      accessibility={{
        screenReaderInstructions: { draggable: t('instructions') },
        announcements: {
          onDragStart: ({ active }) => t('liftedAt', words(active.id)),
          onDragOver: ({ active, over }) => (over ? t('overAt', words(active.id, over.id)) : undefined),
          onDragEnd: ({ active, over }) => t('droppedAt', words(active.id, over?.id)),
          onDragCancel: ({ active }) => t('moveCancelled', { name: nameOf(active.id) }),
        },
      }}
    >
      <SortableContext items={ids} strategy={verticalListSortingStrategy}>
        <ul className="overflow-hidden rounded-card border border-line bg-surface shadow-card">
          {shown.map((host) => (
            <HostRow key={host.id} host={host} {...row} />
          ))}
        </ul>
      </SortableContext>
    </DndContext>
  );
}

type HostRowProps = Omit<HostListProps, 'hosts' | 'onOrder'> & { readonly host: HostFieldsFragment };

function HostRow({ host, inboundNames, mayWrite, onEdit, onDelete }: HostRowProps) {
  const t = useTranslations();
  const { attributes, listeners, setNodeRef, setActivatorNodeRef, transform, transition, isDragging } = useSortable({
    id: host.id,
  });
  return (
    <li
      ref={setNodeRef}
      style={{ transform: transform ? `translateY(${transform.y}px)` : undefined, transition }}
      className={classNames(
        'relative flex min-h-16 items-center gap-3 border-b border-line bg-surface px-3 py-2 text-sm last:border-b-0 sm:px-4',
        isDragging && 'z-10 shadow-float',
      )}
    >
      {mayWrite && (
        <button
          type="button"
          ref={setActivatorNodeRef}
          {...attributes}
          {...listeners}
          aria-label={t('hosts.move', { name: host.remark })}
          className="flex size-9 shrink-0 cursor-grab touch-none items-center justify-center rounded-lg text-ink-muted hover:bg-sunken hover:text-ink active:cursor-grabbing"
        >
          <Icon name="grip" />
        </button>
      )}
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-semibold">
          <span className="min-w-0 wrap-anywhere">{host.remark}</span>
          {!host.enabled && <Tag>{t('hosts.hidden')}</Tag>}
        </p>
        <p className="truncate text-xs text-ink-muted">{inboundNames[host.inboundId] ?? ''}</p>
      </div>
      <p className="w-56 min-w-0 truncate text-right text-ink-muted tabular-nums max-md:hidden">
        {host.addresses.map((address) => (host.port === null ? address : `${address}:${host.port}`)).join(', ')}
      </p>
      {mayWrite && (
        <RowActions
          name={host.remark}
          items={[
            { label: t('actions.edit'), icon: 'edit', onSelect: () => onEdit(host) },
            { label: t('actions.delete'), icon: 'remove', danger: true, onSelect: () => onDelete(host) },
          ]}
        />
      )}
    </li>
  );
}
