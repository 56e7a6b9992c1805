-- What the press remembers of the edition it made last (room press). Derived, all of it: where it is
-- lost or does not fit the edition on the shelf, the next press prints everything and writes it anew.
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
