-- phase: expand

ALTER TABLE "tenant"
    ADD COLUMN "name" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "zone" TEXT NOT NULL DEFAULT 'UTC',
    ADD COLUMN "suspended" BOOLEAN NOT NULL DEFAULT false,
    ADD COLUMN "most_users" INTEGER,
    ADD COLUMN "most_accounts" INTEGER,
    ADD COLUMN "revision" BIGINT NOT NULL DEFAULT 1;

CREATE INDEX "tenant_created_at_id_idx" ON "tenant"("created_at", "id");

ALTER TABLE "account"
    ADD COLUMN "name" TEXT NOT NULL DEFAULT '',
    ADD COLUMN "disabled" BOOLEAN NOT NULL DEFAULT false;

CREATE INDEX "account_tenant_id_created_at_id_idx" ON "account"("tenant_id", "created_at", "id");
CREATE INDEX "account_tenant_id_role_idx" ON "account"("tenant_id", "role");

-- Roles are data. Those without a tenant are built in and known to every tenant.
CREATE TABLE "role" (
    "id" UUID NOT NULL,
    "tenant_id" UUID,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL,
    "own_rows_only" BOOLEAN NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "revision" BIGINT NOT NULL,

    CONSTRAINT "role_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "role_tenant_id_fkey" FOREIGN KEY ("tenant_id") REFERENCES "tenant"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE UNIQUE INDEX "role_tenant_id_name_key" ON "role"("tenant_id", "name");

CREATE TABLE "role_permission" (
    "role_id" UUID NOT NULL,
    "permission" TEXT NOT NULL,

    CONSTRAINT "role_permission_pkey" PRIMARY KEY ("role_id", "permission"),
    CONSTRAINT "role_permission_role_id_fkey" FOREIGN KEY ("role_id") REFERENCES "role"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE TABLE "api_token" (
    "id" UUID NOT NULL,
    "tenant_id" UUID NOT NULL,
    "account_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "scopes" TEXT[] NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL,
    "created_by" UUID NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_token_pkey" PRIMARY KEY ("id"),
    CONSTRAINT "api_token_account_id_fkey" FOREIGN KEY ("account_id") REFERENCES "account"("id") ON DELETE CASCADE ON UPDATE CASCADE
);

CREATE INDEX "api_token_tenant_id_created_at_id_idx" ON "api_token"("tenant_id", "created_at", "id");
CREATE INDEX "api_token_account_id_idx" ON "api_token"("account_id");

INSERT INTO "role" ("id", "tenant_id", "name", "description", "own_rows_only", "created_at", "revision") VALUES
    ('00000000-0000-7000-8000-000000000001', NULL, 'owner', 'Runs the platform and may do everything.', false, '1970-01-01T00:00:00Z', 1),
    ('00000000-0000-7000-8000-000000000002', NULL, 'admin', 'Runs the platform, but for tenants, roles and backups.', false, '1970-01-01T00:00:00Z', 1),
    ('00000000-0000-7000-8000-000000000003', NULL, 'support', 'Sees everything and helps users.', false, '1970-01-01T00:00:00Z', 1),
    ('00000000-0000-7000-8000-000000000004', NULL, 'reseller', 'Runs a tenant of its own on servers that are shared with it.', false, '1970-01-01T00:00:00Z', 1),
    ('00000000-0000-7000-8000-000000000005', NULL, 'customer', 'Sees its own users and how they connect.', true, '1970-01-01T00:00:00Z', 1),
    ('00000000-0000-7000-8000-000000000006', NULL, 'integrator', 'A program that manages users. What it may do its API tokens say.', false, '1970-01-01T00:00:00Z', 1);

INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000001', '*');

INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000002', 'auth.account.read'),
    ('00000000-0000-7000-8000-000000000002', 'auth.account.write'),
    ('00000000-0000-7000-8000-000000000002', 'auth.session.read'),
    ('00000000-0000-7000-8000-000000000002', 'auth.session.revoke'),
    ('00000000-0000-7000-8000-000000000002', 'auth.tenant.read'),
    ('00000000-0000-7000-8000-000000000002', 'auth.tenant.act'),
    ('00000000-0000-7000-8000-000000000002', 'auth.role.read'),
    ('00000000-0000-7000-8000-000000000002', 'auth.api-token.read'),
    ('00000000-0000-7000-8000-000000000002', 'auth.api-token.write'),
    ('00000000-0000-7000-8000-000000000002', 'auth.audit.read'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.read'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.create'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.update'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.delete'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.bulk'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.export'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.import'),
    ('00000000-0000-7000-8000-000000000002', 'core.user.credentials'),
    ('00000000-0000-7000-8000-000000000002', 'core.group.read'),
    ('00000000-0000-7000-8000-000000000002', 'core.group.write'),
    ('00000000-0000-7000-8000-000000000002', 'core.host.read'),
    ('00000000-0000-7000-8000-000000000002', 'core.host.write'),
    ('00000000-0000-7000-8000-000000000002', 'nodes.server.read'),
    ('00000000-0000-7000-8000-000000000002', 'nodes.server.write'),
    ('00000000-0000-7000-8000-000000000002', 'nodes.inbound.read'),
    ('00000000-0000-7000-8000-000000000002', 'nodes.inbound.write'),
    ('00000000-0000-7000-8000-000000000002', 'nodes.usage.read'),
    ('00000000-0000-7000-8000-000000000002', 'system.status.read'),
    ('00000000-0000-7000-8000-000000000002', 'system.service.restart');

INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000003', 'auth.account.read'),
    ('00000000-0000-7000-8000-000000000003', 'auth.session.read'),
    ('00000000-0000-7000-8000-000000000003', 'auth.tenant.read'),
    ('00000000-0000-7000-8000-000000000003', 'auth.role.read'),
    ('00000000-0000-7000-8000-000000000003', 'auth.api-token.read'),
    ('00000000-0000-7000-8000-000000000003', 'auth.audit.read'),
    ('00000000-0000-7000-8000-000000000003', 'core.user.read'),
    ('00000000-0000-7000-8000-000000000003', 'core.group.read'),
    ('00000000-0000-7000-8000-000000000003', 'core.host.read'),
    ('00000000-0000-7000-8000-000000000003', 'nodes.server.read'),
    ('00000000-0000-7000-8000-000000000003', 'nodes.inbound.read'),
    ('00000000-0000-7000-8000-000000000003', 'nodes.usage.read'),
    ('00000000-0000-7000-8000-000000000003', 'system.status.read'),
    ('00000000-0000-7000-8000-000000000003', 'system.backup.read'),
    ('00000000-0000-7000-8000-000000000003', 'core.user.update');

INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000004', 'auth.account.read'),
    ('00000000-0000-7000-8000-000000000004', 'auth.account.write'),
    ('00000000-0000-7000-8000-000000000004', 'auth.session.read'),
    ('00000000-0000-7000-8000-000000000004', 'auth.session.revoke'),
    ('00000000-0000-7000-8000-000000000004', 'auth.role.read'),
    ('00000000-0000-7000-8000-000000000004', 'auth.api-token.read'),
    ('00000000-0000-7000-8000-000000000004', 'auth.api-token.write'),
    ('00000000-0000-7000-8000-000000000004', 'auth.audit.read'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.read'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.create'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.update'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.delete'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.bulk'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.export'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.import'),
    ('00000000-0000-7000-8000-000000000004', 'core.user.credentials'),
    ('00000000-0000-7000-8000-000000000004', 'core.group.read'),
    ('00000000-0000-7000-8000-000000000004', 'core.group.write'),
    ('00000000-0000-7000-8000-000000000004', 'core.host.read'),
    ('00000000-0000-7000-8000-000000000004', 'core.host.write'),
    ('00000000-0000-7000-8000-000000000004', 'nodes.server.read'),
    ('00000000-0000-7000-8000-000000000004', 'nodes.inbound.read'),
    ('00000000-0000-7000-8000-000000000004', 'nodes.usage.read');

INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000005', 'core.user.read'),
    ('00000000-0000-7000-8000-000000000005', 'core.user.credentials');

INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000006', 'core.user.read'),
    ('00000000-0000-7000-8000-000000000006', 'core.user.create'),
    ('00000000-0000-7000-8000-000000000006', 'core.user.update'),
    ('00000000-0000-7000-8000-000000000006', 'core.user.delete'),
    ('00000000-0000-7000-8000-000000000006', 'core.user.bulk'),
    ('00000000-0000-7000-8000-000000000006', 'core.user.export'),
    ('00000000-0000-7000-8000-000000000006', 'core.user.import'),
    ('00000000-0000-7000-8000-000000000006', 'core.user.credentials'),
    ('00000000-0000-7000-8000-000000000006', 'core.group.read'),
    ('00000000-0000-7000-8000-000000000006', 'core.group.write'),
    ('00000000-0000-7000-8000-000000000006', 'core.host.read'),
    ('00000000-0000-7000-8000-000000000006', 'core.host.write'),
    ('00000000-0000-7000-8000-000000000006', 'nodes.server.read'),
    ('00000000-0000-7000-8000-000000000006', 'nodes.inbound.read'),
    ('00000000-0000-7000-8000-000000000006', 'nodes.usage.read');
