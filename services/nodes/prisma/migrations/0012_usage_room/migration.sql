-- phase: expand

-- Rows that each report of a server changes: a page keeps room for their next version, and their indexes stay as they are.
ALTER TABLE "usage_counter" SET (fillfactor = 60);
ALTER TABLE "usage_hour" SET (fillfactor = 60);
ALTER TABLE "usage_day" SET (fillfactor = 60);
ALTER TABLE "charge_remainder" SET (fillfactor = 60);
ALTER TABLE "quota_account" SET (fillfactor = 60);
ALTER TABLE "quota_lease" SET (fillfactor = 60);
