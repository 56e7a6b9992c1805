-- What the newsroom keeps (room content). Enduring, all of it, but for content_change, which is what
-- the press has not yet looked at: derived.
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
);
CREATE INDEX article_by_language ON article (language, status, published_at, id);
CREATE INDEX article_by_section ON article (section, language, status, published_at, id);
CREATE INDEX article_due ON article (status, published_at, id);
CREATE INDEX article_changed ON article (status, published_at, updated_at) WHERE updated_at IS NOT NULL;
CREATE INDEX article_by_group ON article (translation_group) WHERE translation_group IS NOT NULL;
CREATE INDEX article_by_manuscript_sha256 ON article (manuscript_sha256);
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
