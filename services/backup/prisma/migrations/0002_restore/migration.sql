-- phase: expand

-- How it has come about. Those of before were wanted by somebody.
ALTER TABLE "archive" ADD COLUMN "origin" TEXT NOT NULL DEFAULT 'made' CHECK ("origin" IN ('made', 'before_restore', 'uploaded'));

CREATE TABLE "restore" (
    "id" UUID NOT NULL,
    "request_id" UUID NOT NULL,
    "archive_id" UUID NOT NULL,
    "file_name" TEXT NOT NULL,
    "asked_by" UUID NOT NULL,
    "role" TEXT NOT NULL,
    "session_id" UUID NOT NULL,
    "running" BOOLEAN CHECK ("running"),
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "finished_at" TIMESTAMPTZ(3),
    "safety_archive_id" UUID,
    "generation" BIGINT NOT NULL,
    "failure" TEXT NOT NULL,

    CONSTRAINT "restore_pkey" PRIMARY KEY ("id")
);

CREATE UNIQUE INDEX "restore_request_id_key" ON "restore"("request_id");

-- One at a time: it is true while a restore goes on, and null for ever after.
CREATE UNIQUE INDEX "restore_running_key" ON "restore"("running");
