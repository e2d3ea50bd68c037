-- What a service writes down about its own events. A row lives from the transaction that adds it until the bus has it.
CREATE TABLE messaging.outbox (
  -- CACHE 1 is load-bearing: with cached values a later transaction could draw a smaller number.
  sequence bigint GENERATED ALWAYS AS IDENTITY (CACHE 1) NOT NULL,
  -- 1 interactive, 2 bulk
  lane smallint NOT NULL,
  id uuid NOT NULL,
  type text NOT NULL,
  producer text NOT NULL,
  aggregate_id text NOT NULL,
  tenant_id text NOT NULL,
  occurred_at timestamptz(3) NOT NULL,
  traceparent text NOT NULL,
  payload bytea NOT NULL,
  PRIMARY KEY (lane, sequence)
) WITH (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 5000, autovacuum_vacuum_cost_delay = 0);

-- One relay publishes at a time. The token grows with every change of leader; whoever finishes work shows the token.
CREATE TABLE messaging.relay_lease (
  name text PRIMARY KEY,
  token bigint NOT NULL,
  holder text NOT NULL,
  -- The server process behind the holder's connection: when it is gone, so is the holder, and nobody need wait.
  backend_pid integer NOT NULL,
  backend_start timestamptz NOT NULL,
  expires_at timestamptz NOT NULL
);

-- The events whose effect is committed here: written in the transaction of the effect.
CREATE TABLE messaging.inbox (
  event_id uuid PRIMARY KEY,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX inbox_received_at ON messaging.inbox USING brin (received_at) WITH (pages_per_range = 16);

-- Attempts at events that were delivered before without being finished: counted before the handler starts, so that an
-- event that kills the process is found out.
CREATE TABLE messaging.attempt (
  event_id uuid PRIMARY KEY,
  attempts integer NOT NULL,
  last_at timestamptz NOT NULL DEFAULT now()
);

-- Events this service could not handle, until a person replays or discards them.
CREATE TABLE messaging.dead_letter (
  event_id uuid PRIMARY KEY,
  type text NOT NULL,
  producer text NOT NULL,
  aggregate_id text NOT NULL,
  tenant_id text NOT NULL,
  -- The serialized envelope, as it travelled.
  envelope bytea NOT NULL,
  reason text NOT NULL,
  error text NOT NULL,
  attempts integer NOT NULL,
  dead_at timestamptz NOT NULL DEFAULT now(),
  replay_requested_at timestamptz,
  replays integer NOT NULL DEFAULT 0
);
CREATE INDEX dead_letter_dead_at ON messaging.dead_letter (dead_at, event_id);

-- In process only: what a consumer that fell behind has still to do, so that it holds up neither producer nor neighbours.
CREATE TABLE messaging.waiting (
  position bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  lane smallint NOT NULL,
  event_id uuid NOT NULL,
  envelope bytea NOT NULL,
  UNIQUE (lane, event_id)
);
