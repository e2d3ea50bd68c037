-- phase: expand

CREATE TABLE "user_follow_up" (
    "kind" TEXT NOT NULL,
    "subject_id" UUID NOT NULL,
    "cursor" UUID NOT NULL,

    CONSTRAINT "user_follow_up_pkey" PRIMARY KEY ("kind", "subject_id")
);

-- Until now every user without a zone had its calendar in UTC, and one whose account is gone still names it.
INSERT INTO "user_follow_up" ("kind", "subject_id", "cursor")
SELECT 'rezone', "id", '00000000-0000-0000-0000-000000000000' FROM "tenant_projection"
WHERE NOT "deleted" AND "zone" <> 'UTC';

INSERT INTO "user_follow_up" ("kind", "subject_id", "cursor")
SELECT 'release', "id", '00000000-0000-0000-0000-000000000000' FROM "account_projection" WHERE "deleted";
