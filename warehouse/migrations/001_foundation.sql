-- The private tables. Ids are content hashes and loads are anti-joins: nothing leans on keys or indexes, so that the
-- same SQL runs on a DuckDB file and on DuckLake. Every TIMESTAMP is in UTC.

CREATE TABLE source (
    source_id VARCHAR, location VARCHAR, kind VARCHAR, outlet VARCHAR, owner VARCHAR, country VARCHAR,
    language VARCHAR, timezone VARCHAR, reliability VARCHAR
);

-- A page as read or fetched, its bytes in the folder beside the warehouse; article_id or error once it is extracted.
CREATE TABLE page (
    page_id VARCHAR, source_id VARCHAR, url VARCHAR, media_type VARCHAR, charset VARCHAR, fetched_at TIMESTAMP,
    given JSON, content_sha256 VARCHAR, article_id VARCHAR, error VARCHAR
);

CREATE TABLE article (
    article_id VARCHAR, url VARCHAR, source_id VARCHAR, title VARCHAR, byline VARCHAR, site VARCHAR, dateline VARCHAR,
    published_at TIMESTAMP, published_on DATE, published_basis VARCHAR, not_before DATE, fetched_at TIMESTAMP,
    language VARCHAR, access VARCHAR, text VARCHAR, text_sha256 VARCHAR
);

-- Every source that offered an article, not only the first.
CREATE TABLE offer (article_id VARCHAR, source_id VARCHAR);

-- One attempt to read a source or an item, whatever came of it.
CREATE TABLE attempt (
    fetch_id VARCHAR, source_id VARCHAR, url VARCHAR, status INTEGER, outcome VARCHAR, error VARCHAR, bytes BIGINT,
    "at" TIMESTAMP
);

-- What the next conditional GET of an address needs.
CREATE TABLE validator (url VARCHAR, etag VARCHAR, last_modified VARCHAR);

-- The whole reading of an article; claim and event repeat the parts that the public views show.
CREATE TABLE analysis (article_id VARCHAR, reader VARCHAR, document JSON);

CREATE TABLE claim (
    claim_id VARCHAR, article_id VARCHAR, sentence VARCHAR, source_text VARCHAR, speaker VARCHAR, actor VARCHAR,
    cue VARCHAR, content VARCHAR, stance VARCHAR, mode VARCHAR, hedged BOOLEAN, start_char INTEGER, end_char INTEGER
);

CREATE TABLE event (
    event_id VARCHAR, article_id VARCHAR, type VARCHAR, subtype VARCHAR, date_from DATE, date_to DATE,
    place VARCHAR, country VARCHAR, lat DOUBLE, lon DOUBLE, killed_low DOUBLE, killed_high DOUBLE,
    injured_low DOUBLE, injured_high DOUBLE, certainty VARCHAR, background BOOLEAN, start_char INTEGER, end_char INTEGER
);

-- What is seen only across articles; replaced as a whole when they are linked again.
CREATE TABLE reprint (article_id VARCHAR, copy_of VARCHAR);
CREATE TABLE story (
    story_id VARCHAR, title VARCHAR, first_seen_at TIMESTAMP, last_seen_at TIMESTAMP, independent_sources INTEGER
);
CREATE TABLE story_article (story_id VARCHAR, article_id VARCHAR);
CREATE TABLE contest (
    contest_id VARCHAR, story_id VARCHAR, kind VARCHAR, proposition VARCHAR, status VARCHAR, score DOUBLE,
    salience DOUBLE, evidence VARCHAR, first_seen_at TIMESTAMP, last_seen_at TIMESTAMP
);
CREATE TABLE contest_side (
    contest_id VARCHAR, side INTEGER, actor VARCHAR, source_text VARCHAR, stance VARCHAR, quote VARCHAR,
    article_id VARCHAR, start_char INTEGER, end_char INTEGER, low DOUBLE, high DOUBLE
);

-- A digest is stored whole, with the ledger of what it shows, before anything is delivered.
CREATE TABLE digest (
    digest_id VARCHAR, profile VARCHAR, period VARCHAR, made_at TIMESTAMP, subject VARCHAR, summary VARCHAR,
    empty BOOLEAN, html VARCHAR, text VARCHAR, markdown VARCHAR, json VARCHAR
);
CREATE TABLE shown (digest_id VARCHAR, kind VARCHAR, key VARCHAR, state VARCHAR);
CREATE TABLE delivery (
    delivery_id VARCHAR, digest_id VARCHAR, channel VARCHAR, target VARCHAR, outcome VARCHAR, error VARCHAR,
    "at" TIMESTAMP
);
