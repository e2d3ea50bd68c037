-- phase: expand

-- Who is connected from where is for who helps users; a reseller sees its own. Logs are for who runs the servers.
INSERT INTO "role_permission" ("role_id", "permission") VALUES
    ('00000000-0000-7000-8000-000000000002', 'nodes.session.read'),
    ('00000000-0000-7000-8000-000000000002', 'nodes.session.end'),
    ('00000000-0000-7000-8000-000000000002', 'nodes.log.read'),
    ('00000000-0000-7000-8000-000000000003', 'nodes.session.read'),
    ('00000000-0000-7000-8000-000000000003', 'nodes.session.end'),
    ('00000000-0000-7000-8000-000000000004', 'nodes.session.read'),
    ('00000000-0000-7000-8000-000000000004', 'nodes.session.end');
