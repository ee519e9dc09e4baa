/** What search reads. */
export const searchTables = `
-- English stems, accents folded: "Café" is found by "cafe", "München" by "munchen". Addresses on the web are no words.
create text search configuration job_english (copy = pg_catalog.english);
alter text search configuration job_english alter mapping for word, hword, hword_part with unaccent, english_stem;
alter text search configuration job_english drop mapping for email, url, url_path, file;

-- Numbers of companies and skills inside job_search.facets, where a uuid would take four times the room.
alter table companies add column number integer generated always as identity unique;
alter table skills add column number integer generated always as identity unique;

drop index jobs_pay, jobs_coordinates;
alter table jobs drop column search;

-- One row per open job. Ten thousand of these are read for a broad query, so the short columns stay on the heap (300 bytes) and the words
-- of the text lie beside it, uncompressed: reading one is then a matter of microseconds. Changed by triggers alone.
create table job_search (
  job_id uuid primary key references jobs (id) on delete cascade,
  posted_at timestamptz not null,
  application_deadline timestamptz,
  created_at timestamptz not null default now(),
  -- Yearly US dollars.
  pay_min integer,
  pay_max integer,
  latitude real,
  longitude real,
  company_number integer not null,
  -- Job type, level, remote option and country in one number, so that ten thousand rows are counted in one go (job_traits).
  traits integer not null,
  title_words smallint not null,
  is_featured boolean not null,
  -- Every exact property as a token: the kind in the upper five bits, the value below (job_facets).
  facets integer[] not null,
  title tsvector not null,
  -- A title, B skills, C employer and place, D text.
  body tsvector not null
) with (toast_tuple_target = 256);
alter table job_search alter title set storage main, alter facets set storage main, alter body set storage external;

-- Words of titles, skills, employers and places as written, for spelling: kept by a queue job.
create table search_words (
  word text primary key,
  stem text not null,
  jobs integer not null check (jobs > 0),
  created_at timestamptz not null default now()
);
create index search_words_stem on search_words (stem);
create index search_words_trgm on search_words using gin (word gin_trgm_ops);

create index skills_folded on skills (fold(name));
create index skill_aliases_folded on skill_aliases (fold(alias));
`;
