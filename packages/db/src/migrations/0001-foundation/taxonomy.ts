/** Skills and places: facts the product ships, loaded by the seed. */
export const taxonomyTables = `
create table skills (
  id uuid primary key default uuidv7(),
  name text not null unique check (length(name) between 1 and 200),
  slug text not null unique check (slug ~ '^[a-z0-9][a-z0-9-]*$'),
  category text not null check (category in ('technical','tool','soft','language','knowledge')),
  is_hot boolean not null default false,
  source text not null default 'access' check (source in ('onet','esco','access')),
  source_id text,
  related_slugs text[] not null default '{}',
  prerequisite_slugs text[] not null default '{}',
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create trigger skills_touch before update on skills for each row execute function touch_updated_at();
create index skills_name_trgm on skills using gin (fold(name) gin_trgm_ops);

create table skill_aliases (
  skill_id uuid not null references skills (id) on delete cascade,
  alias text not null check (length(alias) between 1 and 200),
  created_at timestamptz not null default now(),
  primary key (skill_id, alias)
);
create index skill_aliases_trgm on skill_aliases using gin (fold(alias) gin_trgm_ops);

create table places (
  id integer primary key,
  name text not null,
  country char(2) not null,
  region_code text,
  region text,
  latitude double precision not null check (latitude between -90 and 90),
  longitude double precision not null check (longitude between -180 and 180),
  population integer not null default 0,
  time_zone text not null,
  names text[] not null default '{}',
  -- Every name folded, each line preceded by a newline: one trigram index answers the typeahead on any of them.
  search_names text not null,
  created_at timestamptz not null default now()
);
create index places_search on places using gin (search_names gin_trgm_ops);
create index places_country on places (country, population desc);
`;
