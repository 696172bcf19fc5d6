-- The tables of indexes in PostgreSQL. Running this again changes nothing.
-- docs/scale.md says how to spread the large ones over several servers with Citus.

-- Every index ever published gets a number of its own, which is never used again.
create table if not exists index_generation (
    number bigint generated always as identity primary key,
    name text not null,                      -- the fingerprint
    made timestamptz not null default now(),
    turn bigint,                             -- the highest is current; null: uploaded, not yet published
    gone boolean not null default false      -- what it holds is being deleted
);
create unique index if not exists index_generation_name on index_generation (name) where not gone;

-- The files of a stored index, in pieces.
create table if not exists index_chunk (
    number bigint not null,
    file text not null,
    part int not null,
    data bytea not null,
    primary key (number, file, part)
);
alter table index_chunk alter column data set storage external;

-- What a search knows beforehand; the common terms are those whose postings lie by passage too.
-- Their postings are cut into two bands, those of the highest impacts first: each of the arrays has a place a band.
create table if not exists index_search (
    number bigint primary key,
    passages int not null,
    shards int not null,
    common_terms int[] not null,
    common_sizes int[] not null,             -- how many postings each has
    common_tops int[] not null               -- the highest impact of each
);

-- Postings; term is a term's number times 2, and 1 more for the second band of a common one.
-- Passage = place * shards + shard; a posting is place * 256 + impact.
create table if not exists index_block (
    number bigint not null,
    shard int not null,
    term int not null,
    postings int[] not null,
    primary key (number, term, shard)
);
alter table index_block alter column postings set storage external;

-- Postings of the common terms by passage: column * 256 + impact, the column being the place in common_terms.
create table if not exists index_vector (
    number bigint not null,
    shard int not null,
    place int not null,
    postings int[] not null,
    primary key (number, place, shard)
);

-- What a candidate is judged by, and what is shown of it.
create table if not exists index_passage (
    number bigint not null,
    shard int not null,
    place int not null,
    row_data bytea not null,
    text_data bytea not null,
    primary key (number, place, shard)
);

-- The passage of an id, present or former.
create table if not exists index_name (
    number bigint not null,
    name text not null,
    passage int not null,
    primary key (number, name)
);

-- The passages with a phrasing of exactly some words, which are known by 16 bytes.
create table if not exists index_wording (
    number bigint not null,
    wording bytea not null,
    passage int not null,
    primary key (number, wording, passage)
);

-- The files of a stored index without what grows with its passages, in pieces.
create table if not exists index_lean (
    number bigint not null,
    file text not null,
    part int not null,
    data bytea not null,
    primary key (number, file, part)
);
alter table index_lean alter column data set storage external;
