-- Handshakes with a server's inbounds as they were when it was given a version. Absent where nobody has noted them: then
-- a rollout is not judged by them.
ALTER TABLE rollout_server ADD COLUMN handshakes_before JSONB;
