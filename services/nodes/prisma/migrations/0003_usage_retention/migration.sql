-- phase: expand

-- Old hours are found by when they were. Rows come about in that order, so a summary of pages is enough.
CREATE INDEX "usage_hour_starts_at_idx" ON "usage_hour" USING BRIN ("starts_at");
