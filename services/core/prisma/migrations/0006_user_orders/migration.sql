-- phase: expand

-- Sorted by what they may use, with those without a limit at the end.
CREATE INDEX "vpn_user_limit_order" ON "vpn_user"("tenant_id", (COALESCE("limit_bytes", 9223372036854775807)), "id");
