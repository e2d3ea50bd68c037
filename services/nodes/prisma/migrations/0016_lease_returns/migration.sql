-- phase: expand

-- Less than until_bytes, where that was asked back; and how far the user had come when the server took it.
ALTER TABLE "quota_lease" ADD COLUMN "returns_to_bytes" BIGINT;
ALTER TABLE "quota_lease" ADD COLUMN "returned_charged_bytes" BIGINT;
