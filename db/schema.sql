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

CREATE TABLE section (
    slug TEXT NOT NULL PRIMARY KEY,
    position BIGINT NOT NULL
);

CREATE TABLE section_text (
    section TEXT NOT NULL REFERENCES section (slug) ON DELETE CASCADE,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (section, language)
);

CREATE TABLE topic (
    slug TEXT NOT NULL PRIMARY KEY,
    type TEXT NOT NULL CHECK (type IN ('person', 'place', 'organisation', 'event'))
);

CREATE TABLE topic_text (
    topic TEXT NOT NULL REFERENCES topic (slug) ON DELETE CASCADE,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    description TEXT NOT NULL,
    PRIMARY KEY (topic, language)
);

CREATE TABLE byline (
    slug TEXT NOT NULL PRIMARY KEY,
    picture TEXT,                     -- JSON as content::picture_json writes it
    withdrawn_at BIGINT
);

CREATE TABLE byline_text (
    byline TEXT NOT NULL REFERENCES byline (slug) ON DELETE CASCADE,
    language TEXT NOT NULL,
    name TEXT NOT NULL,
    biography TEXT NOT NULL,          -- Markdown
    PRIMARY KEY (byline, language)
);

CREATE TABLE article (
    id TEXT NOT NULL PRIMARY KEY,
    manuscript TEXT NOT NULL UNIQUE,  -- its place below the imported folder: who it is when it comes again
    manuscript_sha256 TEXT NOT NULL,
    language TEXT NOT NULL,
    slug TEXT NOT NULL,
    address TEXT UNIQUE,              -- /ru/2026/01/28/slug/; null while a draft without a day
    status TEXT NOT NULL CHECK (status IN ('draft', 'scheduled', 'published', 'withdrawn')),
    published_at BIGINT,              -- when readers get it; in the future: scheduled
    updated_at BIGINT,
    section TEXT NOT NULL REFERENCES section (slug),
    kind TEXT NOT NULL CHECK (kind IN ('news', 'analysis', 'opinion', 'interview', 'partner')),
    headline TEXT NOT NULL,
    standfirst TEXT NOT NULL,
    dateline TEXT NOT NULL,
    lead TEXT,                        -- JSON as content::picture_json writes it
    source_name TEXT,
    source_canonical TEXT,
    translation_of TEXT,              -- the id of the article that its manuscript names
    translation_group TEXT,           -- the smallest id of those that so hang together
    withdrawn_at BIGINT,
    withdrawal TEXT,                  -- the sentence that readers see
    first_pressed_at BIGINT           -- when the press published it and chose its related articles
, search_title TEXT NOT NULL DEFAULT '', social TEXT, letter_headline TEXT NOT NULL DEFAULT '', embargo TEXT NOT NULL DEFAULT '', in_newsroom BIGINT NOT NULL DEFAULT 0);
CREATE INDEX article_by_language ON article (language, status, published_at, id);
CREATE INDEX article_by_section ON article (section, language, status, published_at, id);
CREATE INDEX article_due ON article (status, published_at, id);
CREATE INDEX article_changed ON article (status, published_at, updated_at) WHERE updated_at IS NOT NULL;
CREATE INDEX article_by_group ON article (translation_group) WHERE translation_group IS NOT NULL;
CREATE INDEX article_by_manuscript_sha256 ON article (manuscript_sha256);
CREATE INDEX article_by_section_and_status ON article (section, status, published_at, id);

CREATE TABLE article_body (
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
    markdown TEXT NOT NULL
);

CREATE TABLE article_byline (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    byline TEXT NOT NULL REFERENCES byline (slug),
    language TEXT NOT NULL,           -- of the article, so that one index finds the newest of a byline
    published_at BIGINT,              -- of the article, for the same reason
    PRIMARY KEY (article, position)
);
CREATE INDEX article_byline_by_byline ON article_byline (byline, language, published_at, article);

CREATE TABLE article_topic (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    topic TEXT NOT NULL REFERENCES topic (slug),
    language TEXT NOT NULL,           -- as in article_byline
    published_at BIGINT,
    PRIMARY KEY (article, position)
);
CREATE INDEX article_topic_by_topic ON article_topic (topic, language, published_at, article);

CREATE TABLE article_related (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    kind TEXT NOT NULL CHECK (kind IN ('hand', 'automatic')),
    position BIGINT NOT NULL,
    other TEXT NOT NULL REFERENCES article (id),
    PRIMARY KEY (article, kind, position)
);
CREATE INDEX article_related_by_other ON article_related (other);

CREATE TABLE article_later (          -- "Later on this story", recorded when `later` was published
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    later TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    PRIMARY KEY (article, later)
);
CREATE INDEX article_later_by_later ON article_later (later);

CREATE TABLE correction (
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    position BIGINT NOT NULL,
    at BIGINT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (article, position)
);
CREATE INDEX correction_by_time ON correction (at);

CREATE TABLE former_address (
    address TEXT NOT NULL PRIMARY KEY,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE
);
CREATE INDEX former_address_by_article ON former_address (article);

CREATE TABLE article_picture (        -- pictures that body and lead show, for "where used"
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    name TEXT NOT NULL,               -- as the body names it; empty: the lead
    picture TEXT NOT NULL,            -- SHA-256 of the cleaned original
    width BIGINT NOT NULL,            -- of the original, in pixels
    height BIGINT NOT NULL,
    PRIMARY KEY (article, name)
);
CREATE INDEX article_picture_by_picture ON article_picture (picture);

CREATE TABLE standing_page (
    slug TEXT NOT NULL,
    language TEXT NOT NULL,
    version TEXT NOT NULL,            -- a day, 2026-01-28, or empty where there is one version only
    title TEXT NOT NULL,
    body TEXT NOT NULL,               -- Markdown
    PRIMARY KEY (slug, language, version)
);

CREATE TABLE front_page (
    language TEXT NOT NULL PRIMARY KEY,
    blocks TEXT NOT NULL              -- JSON as content::front_page_json writes it
);

CREATE TABLE manuscript_of_kind (     -- what was imported besides articles, to see what changed
    manuscript TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL CHECK (kind IN ('section', 'topic', 'byline', 'standing', 'front')),
    slug TEXT NOT NULL,               -- of what it became; of a front page: its language
    sha256 TEXT NOT NULL
);

CREATE TABLE content_change (
    seq BIGINT NOT NULL PRIMARY KEY,  -- counted on from the newest that is there
    kind TEXT NOT NULL CHECK (kind IN ('article', 'section', 'topic', 'byline', 'standing', 'front')),
    id TEXT NOT NULL
);

CREATE TABLE press_memory (
    id BIGINT NOT NULL PRIMARY KEY CHECK (id = 1),
    edition TEXT NOT NULL,            -- SHA-256 of the edition.json that all these tables describe
    inputs TEXT NOT NULL,             -- press::Printer::inputs()
    frame TEXT NOT NULL,              -- digest of what stands on every page: names of sections…
    under_way TEXT NOT NULL CHECK (under_way IN ('nothing', 'pages', 'everything'))
);

CREATE TABLE press_page (             -- every page of that edition but the sizes of pictures
    path TEXT NOT NULL PRIMARY KEY,
    kind TEXT NOT NULL,               -- kind to month: press::PageKey
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    year BIGINT NOT NULL,
    month BIGINT NOT NULL,
    pictures BLOB NOT NULL,           -- SHA-256 of each picture shown, 32 bytes each
    links BLOB NOT NULL               -- four bytes of a hash of each address linked to, sorted
);

CREATE TABLE press_article (          -- where each article stood, to find the lists it leaves
    article TEXT NOT NULL PRIMARY KEY,
    language TEXT NOT NULL,
    section TEXT NOT NULL,
    topics TEXT NOT NULL,             -- slugs between blanks
    bylines TEXT NOT NULL,            -- slugs between blanks
    published_at BIGINT NOT NULL,
    listed BIGINT NOT NULL,           -- 1: published; 0: withdrawn, it stands in no list
    translation_group TEXT NOT NULL,
    addresses TEXT NOT NULL           -- its own and former ones, between blanks
);

CREATE TABLE press_name (             -- names of topics and bylines as pages print them
    kind TEXT NOT NULL CHECK (kind IN ('topic', 'byline')),
    slug TEXT NOT NULL,
    names TEXT NOT NULL,              -- digest
    PRIMARY KEY (kind, slug)
);

CREATE TABLE press_picture (
    picture TEXT NOT NULL PRIMARY KEY,
    pages BIGINT NOT NULL             -- how many show it; its sizes are in the edition while any does
);

CREATE TABLE press_touched (          -- what a press under way was about to change, should it be killed
    kind TEXT NOT NULL,
    language TEXT NOT NULL,
    subject TEXT NOT NULL,
    year BIGINT NOT NULL,
    month BIGINT NOT NULL,
    path TEXT NOT NULL,
    PRIMARY KEY (kind, path)
);

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

CREATE TABLE article_link (           -- pages of our own that a body leads to, for "what links here"
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    address TEXT NOT NULL,
    PRIMARY KEY (article, address)
);
CREATE INDEX article_link_by_address ON article_link (address, article);

CREATE TABLE headline_word (          -- words of headlines in ASCII, to find an article by
    word TEXT NOT NULL,
    article TEXT NOT NULL REFERENCES article (id) ON DELETE CASCADE,
    published_at BIGINT NOT NULL,     -- of the article, so that one index finds the newest
    PRIMARY KEY (word, article)
);
CREATE INDEX headline_word_by_time ON headline_word (word, published_at, article);
CREATE INDEX headline_word_by_article ON headline_word (article);

CREATE TABLE finding_gap (            -- articles that were there before those two tables, and are not in them yet
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
);

CREATE TABLE manuscript (             -- the working copy of an article, printed or not
    id TEXT NOT NULL PRIMARY KEY,     -- the article's, which may not be there yet
    stage TEXT NOT NULL CHECK (stage IN ('draft', 'ready', 'editing', 'settled')),
    writer TEXT REFERENCES account (id),   -- who began it; null: it came from a folder
    assigned TEXT REFERENCES account (id), -- who is to act next; null: whoever edits
    newest BIGINT NOT NULL,           -- number of the newest version
    printed BIGINT,                   -- number of the one that was handed to the press last
    printed_at BIGINT,
    headline TEXT NOT NULL,           -- of the newest version, for lists: these three
    language TEXT NOT NULL,
    section TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    holder TEXT REFERENCES account (id),   -- who is writing in it now
    held_since BIGINT,
    held_until BIGINT,                -- silent since then: anybody may take it
    asked_by TEXT REFERENCES account (id)  -- who would like to have it
);
CREATE INDEX manuscript_by_stage ON manuscript (stage, changed_at, id);
CREATE INDEX manuscript_by_change ON manuscript (changed_at, id);
CREATE INDEX manuscript_by_writer ON manuscript (writer, changed_at, id);
CREATE INDEX manuscript_by_assigned ON manuscript (assigned, stage, changed_at, id);
CREATE INDEX manuscript_by_section ON manuscript (section, changed_at, id);

CREATE TABLE manuscript_version (
    manuscript TEXT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
    number BIGINT NOT NULL,           -- 1, 2, 3…
    author TEXT REFERENCES account (id), -- null: as it came from a folder
    saved_at BIGINT NOT NULL,
    words BIGINT NOT NULL,            -- of the body
    whole BIGINT NOT NULL,            -- the version that it is packed against; itself: it stands alone
    size BIGINT NOT NULL,             -- of the text, in bytes
    text BLOB NOT NULL,               -- docs/formats/manuscript.md as zstd
    PRIMARY KEY (manuscript, number)
);

CREATE TABLE manuscript_conflict (    -- words of two people for one place: what stands, and what does not
    id TEXT NOT NULL PRIMARY KEY,
    manuscript TEXT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
    version BIGINT NOT NULL,          -- that it arose in
    field TEXT NOT NULL,
    stands TEXT NOT NULL,
    other TEXT NOT NULL,
    author TEXT REFERENCES account (id), -- of `other`
    solved_at BIGINT
);
CREATE INDEX manuscript_conflict_open ON manuscript_conflict (manuscript) WHERE solved_at IS NULL;

CREATE TABLE manuscript_comment (
    id TEXT NOT NULL PRIMARY KEY,
    manuscript TEXT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
    answers TEXT REFERENCES manuscript_comment (id), -- the remark that this one answers
    author TEXT NOT NULL REFERENCES account (id),
    at BIGINT NOT NULL,
    quote TEXT NOT NULL,              -- words of the text that it is about; empty: the whole
    text TEXT NOT NULL,
    resolved_at BIGINT
);
CREATE INDEX manuscript_comment_by_manuscript ON manuscript_comment (manuscript, at, id);

CREATE TABLE preview_link (           -- lets somebody without an account see one manuscript as a page
    token_hash TEXT NOT NULL PRIMARY KEY,
    manuscript TEXT NOT NULL REFERENCES manuscript (id) ON DELETE CASCADE,
    made_by TEXT NOT NULL REFERENCES account (id),
    expires_at BIGINT NOT NULL
);
CREATE INDEX preview_link_by_manuscript ON preview_link (manuscript, expires_at);

CREATE TABLE press_order (            -- what the newsroom asked of the press and has not got yet
    id TEXT NOT NULL PRIMARY KEY,
    withdraws TEXT,                   -- address of an article that goes; null: print what changed
    at BIGINT NOT NULL
);

CREATE TABLE library_picture (
    id TEXT NOT NULL PRIMARY KEY,     -- in the order of time
    name TEXT NOT NULL UNIQUE,        -- kremlin.jpg: what texts of the newsroom call it
    picture TEXT NOT NULL UNIQUE,     -- SHA-256 of the cleaned original
    width BIGINT NOT NULL,            -- of the original, in pixels
    height BIGINT NOT NULL,
    caption TEXT NOT NULL,
    alt TEXT NOT NULL,
    photographer TEXT NOT NULL,
    agencies TEXT NOT NULL,           -- one a line
    licence TEXT NOT NULL,
    focus_x BIGINT CHECK (focus_x BETWEEN 0 AND 100), -- what must stay where it is cut, in hundredths
    focus_y BIGINT CHECK (focus_y BETWEEN 0 AND 100),
    added_at BIGINT NOT NULL,
    added_by TEXT,                    -- an account; null: imported, and touched by nobody since
    betrayed TEXT NOT NULL,           -- kinds of what the file told, between blanks; never what it told
    wanting BIGINT NOT NULL CHECK (wanting IN (0, 1)), -- 1: without credit or licence, not to be printed
    CHECK ((focus_x IS NULL) = (focus_y IS NULL))
);
CREATE INDEX library_picture_wanting ON library_picture (wanting, id);

CREATE TABLE library_former (         -- what a name stood for before; old pages show it still
    picture TEXT NOT NULL,            -- SHA-256 of the cleaned original
    library_picture TEXT NOT NULL REFERENCES library_picture (id) ON DELETE CASCADE,
    replaced_at BIGINT NOT NULL,
    PRIMARY KEY (picture, library_picture)
);
CREATE INDEX library_former_by_library_picture ON library_former (library_picture);

CREATE TABLE library_word (
    word TEXT NOT NULL,               -- folded: content/library_words.hpp
    library_picture TEXT NOT NULL REFERENCES library_picture (id) ON DELETE CASCADE,
    PRIMARY KEY (word, library_picture)
);
CREATE INDEX library_word_by_library_picture ON library_word (library_picture, word);

CREATE TABLE library_gap (            -- articles whose pictures the library has not yet been told of
    article TEXT NOT NULL PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE
);
