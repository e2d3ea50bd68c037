-- phase: expand
-- Release N-1 goes on writing rows without a currency, so the column has a default and may not be required yet.
ALTER TABLE orders ADD COLUMN currency text DEFAULT 'EUR';
CREATE TABLE refunds (order_id text PRIMARY KEY, amount bigint NOT NULL);
