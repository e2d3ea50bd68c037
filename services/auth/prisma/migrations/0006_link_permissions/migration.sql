-- phase: expand

-- Who runs a tenant says how its subscription links answer; support sees it, and so do programs that manage users.
INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000002', 'core.link.read'),
    ('00000000-0000-7000-8000-000000000002', 'core.link.write'),
    ('00000000-0000-7000-8000-000000000003', 'core.link.read'),
    ('00000000-0000-7000-8000-000000000004', 'core.link.read'),
    ('00000000-0000-7000-8000-000000000004', 'core.link.write'),
    ('00000000-0000-7000-8000-000000000006', 'core.link.read'),
    ('00000000-0000-7000-8000-000000000006', 'core.link.write');
