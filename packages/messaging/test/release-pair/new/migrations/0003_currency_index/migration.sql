-- phase: expand
-- vortex: no-transaction
CREATE INDEX CONCURRENTLY IF NOT EXISTS orders_currency ON orders (currency);
