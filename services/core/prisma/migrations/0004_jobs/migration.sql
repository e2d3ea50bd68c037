-- phase: expand

-- Long work with progress.
CREATE TABLE "job" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "created_by" UUID,
    "kind" TEXT NOT NULL,
    "call" JSONB NOT NULL,
    "input" JSONB NOT NULL,
    "state" TEXT NOT NULL,
    "total" INTEGER,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "cursor" JSONB,
    "failure" TEXT,
    "undo_until" TIMESTAMPTZ(3),
    "undone_by" UUID,
    "lease_token" BIGINT NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "finished_at" TIMESTAMPTZ(3),

    CONSTRAINT "job_pkey" PRIMARY KEY ("id")
);

CREATE INDEX "job_tenant_id_id_idx" ON "job"("tenant_id", "id");

-- What waits for a replica, and what one may have died over.
CREATE INDEX "job_state_created_at_idx" ON "job"("state", "created_at");

-- What a job could not do, item by item.
CREATE TABLE "job_failure" (
    "job_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "item" TEXT NOT NULL,
    "path" TEXT,
    "code" TEXT NOT NULL,
    "message" TEXT NOT NULL,

    CONSTRAINT "job_failure_pkey" PRIMARY KEY ("job_id", "number"),
    CONSTRAINT "job_failure_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

-- What was there before, a row for each chunk, while the job can be undone.
CREATE TABLE "job_undo" (
    "job_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "items" JSONB NOT NULL,

    CONSTRAINT "job_undo_pkey" PRIMARY KEY ("job_id", "number"),
    CONSTRAINT "job_undo_job_id_fkey" FOREIGN KEY ("job_id") REFERENCES "job"("id") ON DELETE CASCADE ON UPDATE CASCADE
);
