-- The whole schema on one page. tools/schema writes it from db/migrations, which are what
-- counts; a test holds it against them. SQLite's BLOB is bytea in PostgreSQL.

CREATE TABLE job (
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    argument TEXT NOT NULL,
    unique_key TEXT,
    state TEXT NOT NULL CHECK (state IN ('waiting', 'running', 'failed')),
    due_at BIGINT NOT NULL,           -- while running: when the lease is over
    holder TEXT,                      -- who runs it; a new name for every claim
    attempts BIGINT NOT NULL CHECK (attempts >= 0),
    failure TEXT,                     -- what went wrong the last time
    created_at BIGINT NOT NULL
);
CREATE INDEX job_by_due ON job (kind, due_at);
CREATE UNIQUE INDEX job_once ON job (kind, unique_key) WHERE state <> 'failed';
