export type {
  ActiveSubscription,
  BusDriver,
  BusHealth,
  Delivery,
  Sink,
  Subscription,
  WaitingRoom,
} from './bus/bus-driver';
export { BusClosed, BusUnavailable } from './bus/bus.errors';
export { InProcessBus, type InProcessBusOptions } from './bus/in-process/in-process-bus';
export { purgeQueues, reachBroker } from './bus/rabbit/purge-queues';
export { RabbitBus, type RabbitBusOptions } from './bus/rabbit/rabbit-bus';
export { Consume, ConsumeBatch } from './consumer/consume.decorator';
export { drained } from './consumer/drain';
export { ConsumerRunner, type ConsumerRunnerOptions } from './consumer/consumer-runner';
export { Unprocessable } from './consumer/consumer.errors';
export { discoverHandlers, type Handler } from './consumer/handler';
export type { RetryPolicy } from './consumer/single-event';
export type { MessagingDatabase } from './database-port';
export { type DeadLetter, DeadLetters } from './dead-letters/dead-letters';
export type { EventMeta, EventType, LaneName, Received } from './event-type';
export { readGeneration } from './generation';
export { MessagingMaintenance, type MaintenanceOptions } from './messaging-maintenance';
export { messagingMigrations } from './messaging.migrations';
export type { MessagingObserver } from './observer';
export { type AddOptions, Outbox, type OutboxOptions } from './outbox/outbox';
export { EventTooLarge, NotAnEvent, OutsideTransaction } from './outbox/outbox.errors';
export { Relay, type RelayOptions } from './relay/relay';
export { RelayHold } from './relay/relay-hold';
