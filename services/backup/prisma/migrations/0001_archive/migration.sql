-- phase: expand

CREATE TABLE "archive" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "running" BOOLEAN CHECK ("running"),
    "beat_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "size_bytes" BIGINT NOT NULL,
    "row_count" BIGINT NOT NULL,
    "sha256" TEXT NOT NULL,
    "encrypted" BOOLEAN NOT NULL,
    "with_master_keys" BOOLEAN NOT NULL,
    "release" TEXT NOT NULL,
    "generation" BIGINT NOT NULL,
    "failure" TEXT NOT NULL,

    CONSTRAINT "archive_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "archive_file_name_key" ON "archive"("file_name");

-- One at a time: it is true while an archive is being made, and null for ever after.
CREATE UNIQUE INDEX "archive_running_key" ON "archive"("running");
