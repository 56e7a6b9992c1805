-- The newsroom's own pictures (room content). Enduring, but for library_word, which is made from the
-- pictures' texts, and library_gap, which empties itself: derived.
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
INSERT INTO library_gap (article) SELECT DISTINCT article FROM article_picture;
