/** From a job to its search row. */
export const searchFunctions = `
-- HTML and names of techniques as words: "C++", "C#" and ".NET" lose what sets them apart in PostgreSQL's parser, "and/or" would be the path
-- of a file, "GS-13" hold a negative number, and "IT" in capitals is a stop word otherwise. What is typed goes through the same function.
create function search_text(text) returns text language sql immutable parallel safe strict as $$
  select replace(replace(replace(replace(replace(replace(replace(replace(translate(
    regexp_replace(regexp_replace(' ' || $1 || ' ', '<[^>]*>', ' ', 'g'), '\\mIT\\M', 'infotech', 'g'),
    '/-_', '   '), '&amp;', '&'), 'C++', 'cplusplus'), 'c++', 'cplusplus'), 'C#', 'csharp'), 'c#', 'csharp'), ' .NET', ' dotnet'), ' .Net', ' dotnet'), ' .net', ' dotnet')
$$;

-- The globe in bands of one height, each band in as many cells as makes them about square.
create function facet_cell(latitude double precision, longitude double precision, km integer) returns integer
language sql immutable parallel safe strict as $$
  select band * 4096 + floor((longitude + 180) / 360 * ring)::integer % ring
  from (select km / 111.195 as height) a
    cross join lateral (select floor((latitude + 90) / height)::integer as band) b
    cross join lateral (select greatest(1, round(360 * cos(radians(greatest(-89.9, least(89.9, (band + 0.5) * height - 90)))) / height))::integer as ring) c
$$;

-- Buckets that are 8 % wide, from 8 for a thousand dollars a year and below; 0 for unknown.
create function facet_pay(usd numeric) returns integer language sql immutable parallel safe as $$
  select case when usd is null then 0
    else 8 + floor(ln(least(10000000, greatest(1000, usd::float8)) / 1000) / ln(1.08::float8))::integer end
$$;

-- The kinds and their numbers are those of packages/core/src/search/facet-tokens.ts.
create function job_facets(j jobs) returns integer[] language sql stable parallel safe as $$
  select array_remove(array[
      1 << 27 | array_position(array['full_time','part_time','contract','internship'], j.job_type),
      2 << 27 | array_position(array['entry','mid','senior','executive'], j.experience_level),
      3 << 27 | array_position(array['on_site','remote','hybrid'], j.remote_option),
      4 << 27 | (ascii(j.country) * 128 + ascii(substr(j.country, 2))),
      5 << 27 | (select number from companies where id = j.company_id),
      7 << 27 | facet_pay(j.salary_yearly_usd_max),
      case when j.salary_yearly_usd_max is not null then 15 << 27 | facet_pay(j.salary_yearly_usd_max) / 8 end,
      8 << 27 | day, 9 << 27 | day / 8, 10 << 27 | day / 64, 11 << 27 | day / 512,
      12 << 27 | facet_cell(j.latitude, j.longitude, 16),
      13 << 27 | facet_cell(j.latitude, j.longitude, 64),
      14 << 27 | facet_cell(j.latitude, j.longitude, 256)
    ], null) || array(select 6 << 27 | s.number from job_skills k join skills s on s.id = k.skill_id where k.job_id = j.id)
  from (select least(32767, greatest(0, (j.posted_at at time zone 'UTC')::date - date '2000-01-01')) as day) d
$$;

create function job_traits(j jobs) returns integer language sql immutable parallel safe as $$
  select coalesce(array_position(array['full_time','part_time','contract','internship'], j.job_type), 0)
    | (coalesce(array_position(array['entry','mid','senior','executive'], j.experience_level), 0) << 3)
    | (coalesce(array_position(array['on_site','remote','hybrid'], j.remote_option), 0) << 6)
    | (coalesce(ascii(j.country) * 128 + ascii(substr(j.country, 2)), 0) << 8)
$$;

create function job_title_words(title text) returns tsvector language sql immutable parallel safe as $$
  select setweight(to_tsvector('public.job_english', search_text(title)), 'A')
$$;

create function job_body(j jobs) returns tsvector language sql stable parallel safe as $$
  select job_title_words(j.title)
    || setweight(to_tsvector('public.job_english', search_text(j.skill_names)), 'B')
    || setweight(to_tsvector('public.job_english', search_text((select name from companies where id = j.company_id) || ' ; ' || coalesce(j.location, ''))), 'C')
    || setweight(to_tsvector('public.job_english', left(search_text(concat_ws(' ', j.description, j.requirements, j.benefits)), 100000)), 'D')
$$;

-- Writes the search rows of these jobs anew, as far as they are open.
create function jobs_write_search(ids uuid[]) returns void language sql as $$
  insert into job_search (job_id, posted_at, application_deadline, pay_min, pay_max, latitude, longitude,
    company_number, traits, title_words, is_featured, facets, title, body)
  select j.id, j.posted_at, j.application_deadline, least(j.salary_yearly_usd_min, 2000000000), least(j.salary_yearly_usd_max, 2000000000),
    j.latitude, j.longitude, c.number, job_traits(j), least(length(t.title), 1000), j.is_featured, job_facets(j), t.title, job_body(j)
  from jobs j join companies c on c.id = j.company_id cross join lateral (select job_title_words(j.title) as title) t
  where j.id = any(ids) and j.status = 'active'
  on conflict (job_id) do update set posted_at = excluded.posted_at, application_deadline = excluded.application_deadline,
    pay_min = excluded.pay_min, pay_max = excluded.pay_max, latitude = excluded.latitude, longitude = excluded.longitude,
    company_number = excluded.company_number, traits = excluded.traits, title_words = excluded.title_words,
    is_featured = excluded.is_featured, facets = excluded.facets, title = excluded.title, body = excluded.body
$$;
`;
