-- What is being written (room manuscripts), and what an article says of itself elsewhere than on its page.
-- Enduring, but for article_link, headline_word and finding_gap, which are derived from the articles.
ALTER TABLE article ADD COLUMN search_title TEXT NOT NULL DEFAULT ''; -- the page's title; empty: the headline
ALTER TABLE article ADD COLUMN social TEXT; -- the picture where the page is shared, JSON; null: the lead
ALTER TABLE article ADD COLUMN letter_headline TEXT NOT NULL DEFAULT '';
ALTER TABLE article ADD COLUMN embargo TEXT NOT NULL DEFAULT ''; -- why it waits for its time; for the newsroom
ALTER TABLE article ADD COLUMN in_newsroom BIGINT NOT NULL DEFAULT 0; -- 1: written on there; its file is not taken in
CREATE INDEX article_by_section_and_status ON article (section, status, published_at, id);

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
INSERT INTO finding_gap (article) SELECT id FROM article;

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
