-- Who works here, how they get in, and what they did (room staff). Enduring, but for staff_session and
-- spent_challenge, which may be emptied at any time: everybody then comes in anew. No column knows a machine.
CREATE TABLE account (
    id TEXT NOT NULL PRIMARY KEY,
    pseudonym TEXT NOT NULL,          -- shown in the newsroom only; what is printed is a byline
    language TEXT NOT NULL,           -- in which the newsroom speaks to this person
    user_handle BLOB NOT NULL UNIQUE, -- 32 random bytes: what a passkey knows of the account
    created_at BIGINT NOT NULL,
    removed_at BIGINT                 -- removed accounts stay, so that the audit trail can name them
);
CREATE UNIQUE INDEX account_by_pseudonym ON account (pseudonym) WHERE removed_at IS NULL;
CREATE TABLE account_role (
    account TEXT NOT NULL REFERENCES account (id),
    role TEXT NOT NULL CHECK (role IN ('reporter', 'editor', 'publisher', 'treasurer', 'operator')),
    PRIMARY KEY (account, role)
);
CREATE TABLE passkey (
    id BLOB NOT NULL PRIMARY KEY,     -- the credential's own
    account TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,               -- "telephone", as its owner calls it
    public_key BLOB NOT NULL,         -- COSE_Key
    sign_count BIGINT NOT NULL,
    backed_up BIGINT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX passkey_by_account ON passkey (account);
CREATE TABLE key_file (               -- for browsers without WebAuthn
    id TEXT NOT NULL PRIMARY KEY,     -- its public key: Ed25519, base64url
    account TEXT NOT NULL REFERENCES account (id),
    name TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    used_at BIGINT
);
CREATE INDEX key_file_by_account ON key_file (account);
CREATE TABLE recovery_code (
    code_hash TEXT NOT NULL PRIMARY KEY, -- SHA-256 of 80 random bits
    account TEXT NOT NULL REFERENCES account (id)
);
CREATE INDEX recovery_code_by_account ON recovery_code (account);
CREATE TABLE invitation (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    roles TEXT NOT NULL,              -- between blanks; empty where an account is reset
    resets TEXT REFERENCES account (id), -- whose passkeys it replaces
    invited_by TEXT REFERENCES account (id), -- null: the terminal
    expires_at BIGINT NOT NULL
);
CREATE TABLE staff_session (
    id TEXT NOT NULL PRIMARY KEY,
    token_hash TEXT NOT NULL UNIQUE,
    account TEXT NOT NULL REFERENCES account (id),
    way TEXT NOT NULL CHECK (way IN ('passkey', 'key_file', 'recovery_code', 'demo')),
    begun_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL,          -- to the minute
    ends_at BIGINT NOT NULL
);
CREATE INDEX staff_session_by_account ON staff_session (account);
CREATE TABLE spent_challenge (        -- each answers once; forgotten when it would have run out
    digest TEXT NOT NULL PRIMARY KEY,
    expires_at BIGINT NOT NULL
);
CREATE TABLE staff_secret (
    name TEXT NOT NULL PRIMARY KEY,
    bytes BLOB NOT NULL               -- 32 random ones
);
CREATE TABLE act (                    -- what waits for a second person
    id TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,
    argument TEXT NOT NULL,           -- JSON, as whoever carries it out reads it; no personal data
    proposed_by TEXT NOT NULL REFERENCES account (id),
    proposed_at BIGINT NOT NULL,
    confirmed_by TEXT REFERENCES account (id),
    ready_at BIGINT,                  -- from when it may be done; null: never without a second person
    state TEXT NOT NULL CHECK (state IN ('waiting', 'done', 'failed', 'taken_back')),
    failure TEXT,
    ended_at BIGINT,
    CHECK (confirmed_by IS NULL OR confirmed_by <> proposed_by)
);
CREATE INDEX act_by_state ON act (state, ready_at);
CREATE TABLE audit_entry (
    seq BIGINT NOT NULL PRIMARY KEY,  -- 1, 2, 3… without a gap
    at BIGINT NOT NULL,
    account TEXT,                     -- null: the terminal, or the program by itself
    act TEXT NOT NULL,
    subject TEXT NOT NULL,            -- id or address of what it was done to
    hash TEXT NOT NULL                -- of this entry and the hash before it: staff/audit.hpp
);
CREATE INDEX audit_entry_by_account ON audit_entry (account);
CREATE TABLE audit_head (             -- the newest entry's; a row to wait for, so that none takes a number twice
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    seq BIGINT NOT NULL,
    hash TEXT NOT NULL
);
INSERT INTO audit_head (id, seq, hash) VALUES (1, 0, '');
