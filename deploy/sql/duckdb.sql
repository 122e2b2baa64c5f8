-- Views of Throng's reports for DuckDB, made by 'throng sql'. Times are UTC. A report whose folder is not there yet
-- makes its view fail: leave it out.

-- One row a group and window of 1 h, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "traffic_by_hour" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("device_class", '^''', '') as "device_class",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people",
  cast("unique_devices" as bigint) as "unique_devices",
  cast("unique_users" as bigint) as "unique_users"
from read_csv('out/aggregates/traffic_by_hour/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is page_view or product_view, robot is false. For: marketing team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "traffic_by_city" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("country", '^''', '') as "country",
  regexp_replace("region", '^''', '') as "region",
  regexp_replace("city", '^''', '') as "city",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people"
from read_csv('out/aggregates/traffic_by_city/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "browsers" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("browser", '^''', '') as "browser",
  regexp_replace("browser_version", '^''', '') as "browser_version",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people"
from read_csv('out/aggregates/browsers/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "systems" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("os", '^''', '') as "os",
  regexp_replace("os_version", '^''', '') as "os_version",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people"
from read_csv('out/aggregates/systems/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "devices" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("device_class", '^''', '') as "device_class",
  regexp_replace("device_brand", '^''', '') as "device_brand",
  regexp_replace("screen", '^''', '') as "screen",
  cast("events" as bigint) as "events",
  cast("unique_devices" as bigint) as "unique_devices"
from read_csv('out/aggregates/devices/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "languages" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("language", '^''', '') as "language",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people"
from read_csv('out/aggregates/languages/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is page_view or product_view, robot is false. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "pages" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("host", '^''', '') as "host",
  regexp_replace("path", '^''', '') as "path",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people"
from read_csv('out/aggregates/pages/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is page_view or product_view, robot is false. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "referrers" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("referrer", '^''', '') as "referrer",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people"
from read_csv('out/aggregates/referrers/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "sessions_by_day" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("device_class", '^''', '') as "device_class",
  cast("sessions" as bigint) as "sessions",
  cast("pages_per_session" as decimal(18, 6)) as "pages_per_session",
  cast("average_session_seconds" as decimal(18, 6)) as "average_session_seconds",
  cast("bounce_rate" as decimal(18, 6)) as "bounce_rate",
  cast("conversion_rate" as decimal(18, 6)) as "conversion_rate"
from read_csv('out/aggregates/sessions_by_day/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of 7 days, by UTC, of people who allow the purpose statistical. For: management. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "sessions_by_week" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("country", '^''', '') as "country",
  cast("sessions" as bigint) as "sessions",
  cast("unique_people" as bigint) as "unique_people",
  cast("bounce_rate" as decimal(18, 6)) as "bounce_rate",
  cast("conversion_rate" as decimal(18, 6)) as "conversion_rate"
from read_csv('out/aggregates/sessions_by_week/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: marketplace team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "activities" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("event_type", '^''', '') as "event_type",
  regexp_replace("category", '^''', '') as "category",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people",
  cast("unique_companies" as bigint) as "unique_companies"
from read_csv('out/aggregates/activities/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is order, robot is false. For: marketplace team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "orders" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("currency", '^''', '') as "currency",
  regexp_replace("category", '^''', '') as "category",
  cast("events" as bigint) as "events",
  cast("unique_companies" as bigint) as "unique_companies",
  cast("sum_price" as decimal(38, 4)) as "sum_price",
  cast("sum_quantity" as decimal(38, 4)) as "sum_quantity"
from read_csv('out/aggregates/orders/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is search, robot is false. For: search team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "searches" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("category", '^''', '') as "category",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people",
  cast("sum_search_results" as decimal(38, 4)) as "sum_search_results"
from read_csv('out/aggregates/searches/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of 7 days, by UTC, of people who allow the purpose statistical. Only events whose event_type is dispute or complaint. For: trust and safety team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "disputes" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("event_type", '^''', '') as "event_type",
  regexp_replace("dispute_kind", '^''', '') as "dispute_kind",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people",
  cast("unique_companies" as bigint) as "unique_companies"
from read_csv('out/aggregates/disputes/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is live_view or trade_show or review, robot is false. For: community team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "live_and_reviews" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("event_type", '^''', '') as "event_type",
  regexp_replace("category", '^''', '') as "category",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people"
from read_csv('out/aggregates/live_and_reviews/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is sign_in or sign_up. For: accounts team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "sign_ins" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("event_type", '^''', '') as "event_type",
  regexp_replace("sign_in", '^''', '') as "sign_in",
  cast("events" as bigint) as "events",
  cast("unique_users" as bigint) as "unique_users"
from read_csv('out/aggregates/sign_ins/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of 7 days, by UTC, of people who allow the purpose marketing. Only events whose event_type is email_sent or email_open or email_click or unsubscribe. For: marketing team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "campaign_emails" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("campaign_name", '^''', '') as "campaign_name",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people",
  cast("open_rate" as decimal(18, 6)) as "open_rate"
from read_csv('out/aggregates/campaign_emails/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- One row a group and window of a day, by UTC, of people who allow the purpose marketing. Only events whose robot is false. For: marketing team. A row is about at least 20 people; a window without rows had fewer, which is not none.
create or replace view "campaign_conversions" as
select
  cast(window_start as timestamp) as window_start,
  cast(window_end as timestamp) as window_end,
  regexp_replace("campaign_source", '^''', '') as "campaign_source",
  regexp_replace("campaign_medium", '^''', '') as "campaign_medium",
  regexp_replace("campaign_name", '^''', '') as "campaign_name",
  cast("events" as bigint) as "events",
  cast("unique_people" as bigint) as "unique_people",
  cast("conversions" as bigint) as "conversions"
from read_csv('out/aggregates/campaign_conversions/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true);

-- A file without rows is a window with too few people, which its name alone tells of.
create or replace view _windows as
select 'traffic_by_hour' as report, start as window_start, start + interval '60 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/traffic_by_hour/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/traffic_by_hour/*.csv'))
union all
select 'traffic_by_city' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/traffic_by_city/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/traffic_by_city/*.csv'))
union all
select 'browsers' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/browsers/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/browsers/*.csv'))
union all
select 'systems' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/systems/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/systems/*.csv'))
union all
select 'devices' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/devices/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/devices/*.csv'))
union all
select 'languages' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/languages/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/languages/*.csv'))
union all
select 'pages' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/pages/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/pages/*.csv'))
union all
select 'referrers' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/referrers/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/referrers/*.csv'))
union all
select 'sessions_by_day' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/sessions_by_day/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/sessions_by_day/*.csv'))
union all
select 'sessions_by_week' as report, start as window_start, start + interval '10080 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/sessions_by_week/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/sessions_by_week/*.csv'))
union all
select 'activities' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/activities/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/activities/*.csv'))
union all
select 'orders' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/orders/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/orders/*.csv'))
union all
select 'searches' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/searches/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/searches/*.csv'))
union all
select 'disputes' as report, start as window_start, start + interval '10080 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/disputes/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/disputes/*.csv'))
union all
select 'live_and_reviews' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/live_and_reviews/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/live_and_reviews/*.csv'))
union all
select 'sign_ins' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/sign_ins/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/sign_ins/*.csv'))
union all
select 'campaign_emails' as report, start as window_start, start + interval '10080 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/campaign_emails/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/campaign_emails/*.csv'))
union all
select 'campaign_conversions' as report, start as window_start, start + interval '1440 minutes' as window_end,
  (select count(*) from read_csv('out/aggregates/campaign_conversions/*.csv', header = true, all_varchar = true, delim = ',', quote = '"', escape = '"', filename = true) where filename = file) as rows
from (select file, strptime(regexp_extract(file, '([^/\\]+)\.csv$', 1), ['%Y-%m-%d', '%Y-%m-%dT%H%M']) as start
      from glob('out/aggregates/campaign_conversions/*.csv'));

-- Windows and what they mean: 'shown' has rows, 'too few people' was counted and has none, 'nothing' lies between
-- windows and is not there: no event came, or no run has got so far.
create or replace view _window_status as
select report, window_start, window_end, rows,
  case when rows = 0 then 'too few people' else 'shown' end as status
from _windows
union all
select report, window_end, next_start, 0, 'nothing'
from (select report, window_end, lead(window_start) over (partition by report order by window_start) as next_start
      from _windows) as in_turn
where next_start > window_end;

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "traffic_by_hour_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "traffic_by_hour"
where "device_class" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "traffic_by_hour_top10" as
with named as (
  select *, case when "device_class" = '(other)' then 1 else 0 end as apart from "traffic_by_hour" where "device_class" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "device_class") end as place
  from named)
select window_start, window_end, place, "device_class", "events", "unique_people", "unique_devices", "unique_users"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end, case when count(*) = 1 then max("unique_devices") end, case when count(*) = 1 then max("unique_users") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "traffic_by_hour_change" as
select a.window_start, a.window_end, a."device_class",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  a."unique_devices",
  b."unique_devices" as "unique_devices_week_before",
  round(cast(100.0 * (a."unique_devices" - b."unique_devices") / nullif(b."unique_devices", 0) as numeric(18, 4)), 2) as "unique_devices_change_percent",
  a."unique_users",
  b."unique_users" as "unique_users_week_before",
  round(cast(100.0 * (a."unique_users" - b."unique_users") / nullif(b."unique_users", 0) as numeric(18, 4)), 2) as "unique_users_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "traffic_by_hour" as a
left join "traffic_by_hour" as b on b.window_start = a.window_start - interval '7 days' and b."device_class" = a."device_class"
left join _windows as w on w.report = 'traffic_by_hour' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "traffic_by_city_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "traffic_by_city"
where "country" <> '(all)' and "region" <> '(all)' and "city" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "traffic_by_city_top10" as
with named as (
  select *, case when "country" = '(other)' or "region" = '(other)' or "city" = '(other)' then 1 else 0 end as apart from "traffic_by_city" where "country" <> '(all)' and "region" <> '(all)' and "city" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "country", "region", "city") end as place
  from named)
select window_start, window_end, place, "country", "region", "city", "events", "unique_people"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "traffic_by_city_change" as
select a.window_start, a.window_end, a."country", a."region", a."city",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "traffic_by_city" as a
left join "traffic_by_city" as b on b.window_start = a.window_start - interval '7 days' and b."country" = a."country" and b."region" = a."region" and b."city" = a."city"
left join _windows as w on w.report = 'traffic_by_city' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "browsers_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "browsers"
where "browser" <> '(all)' and "browser_version" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "browsers_top10" as
with named as (
  select *, case when "browser" = '(other)' or "browser_version" = '(other)' then 1 else 0 end as apart from "browsers" where "browser" <> '(all)' and "browser_version" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "browser", "browser_version") end as place
  from named)
select window_start, window_end, place, "browser", "browser_version", "events", "unique_people"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "browsers_change" as
select a.window_start, a.window_end, a."browser", a."browser_version",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "browsers" as a
left join "browsers" as b on b.window_start = a.window_start - interval '7 days' and b."browser" = a."browser" and b."browser_version" = a."browser_version"
left join _windows as w on w.report = 'browsers' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "systems_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "systems"
where "os" <> '(all)' and "os_version" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "systems_top10" as
with named as (
  select *, case when "os" = '(other)' or "os_version" = '(other)' then 1 else 0 end as apart from "systems" where "os" <> '(all)' and "os_version" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "os", "os_version") end as place
  from named)
select window_start, window_end, place, "os", "os_version", "events", "unique_people"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "systems_change" as
select a.window_start, a.window_end, a."os", a."os_version",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "systems" as a
left join "systems" as b on b.window_start = a.window_start - interval '7 days' and b."os" = a."os" and b."os_version" = a."os_version"
left join _windows as w on w.report = 'systems' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "devices_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "devices"
where "device_class" <> '(all)' and "device_brand" <> '(all)' and "screen" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "devices_top10" as
with named as (
  select *, case when "device_class" = '(other)' or "device_brand" = '(other)' or "screen" = '(other)' then 1 else 0 end as apart from "devices" where "device_class" <> '(all)' and "device_brand" <> '(all)' and "screen" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "device_class", "device_brand", "screen") end as place
  from named)
select window_start, window_end, place, "device_class", "device_brand", "screen", "events", "unique_devices"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_devices") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "devices_change" as
select a.window_start, a.window_end, a."device_class", a."device_brand", a."screen",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_devices",
  b."unique_devices" as "unique_devices_week_before",
  round(cast(100.0 * (a."unique_devices" - b."unique_devices") / nullif(b."unique_devices", 0) as numeric(18, 4)), 2) as "unique_devices_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "devices" as a
left join "devices" as b on b.window_start = a.window_start - interval '7 days' and b."device_class" = a."device_class" and b."device_brand" = a."device_brand" and b."screen" = a."screen"
left join _windows as w on w.report = 'devices' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "languages_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "languages"
where "language" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "languages_top10" as
with named as (
  select *, case when "language" = '(other)' then 1 else 0 end as apart from "languages" where "language" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "language") end as place
  from named)
select window_start, window_end, place, "language", "events", "unique_people"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "languages_change" as
select a.window_start, a.window_end, a."language",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "languages" as a
left join "languages" as b on b.window_start = a.window_start - interval '7 days' and b."language" = a."language"
left join _windows as w on w.report = 'languages' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "pages_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "pages"
where "host" <> '(all)' and "path" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "pages_top10" as
with named as (
  select *, case when "host" = '(other)' or "path" = '(other)' then 1 else 0 end as apart from "pages" where "host" <> '(all)' and "path" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "host", "path") end as place
  from named)
select window_start, window_end, place, "host", "path", "events", "unique_people"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "pages_change" as
select a.window_start, a.window_end, a."host", a."path",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "pages" as a
left join "pages" as b on b.window_start = a.window_start - interval '7 days' and b."host" = a."host" and b."path" = a."path"
left join _windows as w on w.report = 'pages' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "referrers_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "referrers"
where "referrer" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "referrers_top10" as
with named as (
  select *, case when "referrer" = '(other)' then 1 else 0 end as apart from "referrers" where "referrer" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "referrer") end as place
  from named)
select window_start, window_end, place, "referrer", "events", "unique_people"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "referrers_change" as
select a.window_start, a.window_end, a."referrer",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "referrers" as a
left join "referrers" as b on b.window_start = a.window_start - interval '7 days' and b."referrer" = a."referrer"
left join _windows as w on w.report = 'referrers' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "sessions_by_day_shares" as
select *,
  round(cast(100.0 * "sessions" / nullif(sum("sessions") over (partition by window_start), 0) as numeric(18, 4)), 2) as "sessions_percent"
from "sessions_by_day"
where "device_class" <> '(all)';

-- The 10 largest groups of each window by "sessions", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "sessions_by_day_top10" as
with named as (
  select *, case when "device_class" = '(other)' then 1 else 0 end as apart from "sessions_by_day" where "device_class" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "sessions" desc, "device_class") end as place
  from named)
select window_start, window_end, place, "device_class", "sessions", "pages_per_session", "average_session_seconds", "bounce_rate", "conversion_rate"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', sum("sessions"), case when count(*) = 1 then max("pages_per_session") end, case when count(*) = 1 then max("average_session_seconds") end, case when count(*) = 1 then max("bounce_rate") end, case when count(*) = 1 then max("conversion_rate") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "sessions_by_day_change" as
select a.window_start, a.window_end, a."device_class",
  a."sessions",
  b."sessions" as "sessions_week_before",
  round(cast(100.0 * (a."sessions" - b."sessions") / nullif(b."sessions", 0) as numeric(18, 4)), 2) as "sessions_change_percent",
  a."pages_per_session",
  b."pages_per_session" as "pages_per_session_week_before",
  a."pages_per_session" - b."pages_per_session" as "pages_per_session_change",
  a."average_session_seconds",
  b."average_session_seconds" as "average_session_seconds_week_before",
  a."average_session_seconds" - b."average_session_seconds" as "average_session_seconds_change",
  a."bounce_rate",
  b."bounce_rate" as "bounce_rate_week_before",
  a."bounce_rate" - b."bounce_rate" as "bounce_rate_change",
  a."conversion_rate",
  b."conversion_rate" as "conversion_rate_week_before",
  a."conversion_rate" - b."conversion_rate" as "conversion_rate_change",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "sessions_by_day" as a
left join "sessions_by_day" as b on b.window_start = a.window_start - interval '7 days' and b."device_class" = a."device_class"
left join _windows as w on w.report = 'sessions_by_day' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "sessions_by_week_shares" as
select *,
  round(cast(100.0 * "sessions" / nullif(sum("sessions") over (partition by window_start), 0) as numeric(18, 4)), 2) as "sessions_percent"
from "sessions_by_week"
where "country" <> '(all)';

-- The 10 largest groups of each window by "sessions", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "sessions_by_week_top10" as
with named as (
  select *, case when "country" = '(other)' then 1 else 0 end as apart from "sessions_by_week" where "country" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "sessions" desc, "country") end as place
  from named)
select window_start, window_end, place, "country", "sessions", "unique_people", "bounce_rate", "conversion_rate"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', sum("sessions"), case when count(*) = 1 then max("unique_people") end, case when count(*) = 1 then max("bounce_rate") end, case when count(*) = 1 then max("conversion_rate") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "sessions_by_week_change" as
select a.window_start, a.window_end, a."country",
  a."sessions",
  b."sessions" as "sessions_week_before",
  round(cast(100.0 * (a."sessions" - b."sessions") / nullif(b."sessions", 0) as numeric(18, 4)), 2) as "sessions_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  a."bounce_rate",
  b."bounce_rate" as "bounce_rate_week_before",
  a."bounce_rate" - b."bounce_rate" as "bounce_rate_change",
  a."conversion_rate",
  b."conversion_rate" as "conversion_rate_week_before",
  a."conversion_rate" - b."conversion_rate" as "conversion_rate_change",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "sessions_by_week" as a
left join "sessions_by_week" as b on b.window_start = a.window_start - interval '7 days' and b."country" = a."country"
left join _windows as w on w.report = 'sessions_by_week' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "activities_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "activities"
where "event_type" <> '(all)' and "category" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "activities_top10" as
with named as (
  select *, case when "event_type" = '(other)' or "category" = '(other)' then 1 else 0 end as apart from "activities" where "event_type" <> '(all)' and "category" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "event_type", "category") end as place
  from named)
select window_start, window_end, place, "event_type", "category", "events", "unique_people", "unique_companies"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end, case when count(*) = 1 then max("unique_companies") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "activities_change" as
select a.window_start, a.window_end, a."event_type", a."category",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  a."unique_companies",
  b."unique_companies" as "unique_companies_week_before",
  round(cast(100.0 * (a."unique_companies" - b."unique_companies") / nullif(b."unique_companies", 0) as numeric(18, 4)), 2) as "unique_companies_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "activities" as a
left join "activities" as b on b.window_start = a.window_start - interval '7 days' and b."event_type" = a."event_type" and b."category" = a."category"
left join _windows as w on w.report = 'activities' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "orders_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start, "currency"), 0) as numeric(18, 4)), 2) as "events_percent",
  round(cast(100.0 * "sum_price" / nullif(sum("sum_price") over (partition by window_start, "currency"), 0) as numeric(18, 4)), 2) as "sum_price_percent",
  round(cast(100.0 * "sum_quantity" / nullif(sum("sum_quantity") over (partition by window_start, "currency"), 0) as numeric(18, 4)), 2) as "sum_quantity_percent"
from "orders"
where "currency" <> '(all)' and "category" <> '(all)';

-- The 10 largest groups of each window and currency by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "orders_top10" as
with named as (
  select *, case when "category" = '(other)' then 1 else 0 end as apart from "orders" where "currency" <> '(all)' and "category" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, "currency", apart order by "events" desc, "currency", "category") end as place
  from named)
select window_start, window_end, place, "currency", "category", "events", "unique_companies", "sum_price", "sum_quantity"
from placed
where place <= 10
union all
select window_start, window_end, null, "currency", '(other)', sum("events"), case when count(*) = 1 then max("unique_companies") end, sum("sum_price"), sum("sum_quantity")
from placed
where place is null or place > 10
group by window_start, window_end, "currency";

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "orders_change" as
select a.window_start, a.window_end, a."currency", a."category",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_companies",
  b."unique_companies" as "unique_companies_week_before",
  round(cast(100.0 * (a."unique_companies" - b."unique_companies") / nullif(b."unique_companies", 0) as numeric(18, 4)), 2) as "unique_companies_change_percent",
  a."sum_price",
  b."sum_price" as "sum_price_week_before",
  round(cast(100.0 * (a."sum_price" - b."sum_price") / nullif(b."sum_price", 0) as numeric(18, 4)), 2) as "sum_price_change_percent",
  a."sum_quantity",
  b."sum_quantity" as "sum_quantity_week_before",
  round(cast(100.0 * (a."sum_quantity" - b."sum_quantity") / nullif(b."sum_quantity", 0) as numeric(18, 4)), 2) as "sum_quantity_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "orders" as a
left join "orders" as b on b.window_start = a.window_start - interval '7 days' and b."currency" = a."currency" and b."category" = a."category"
left join _windows as w on w.report = 'orders' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "searches_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent",
  round(cast(100.0 * "sum_search_results" / nullif(sum("sum_search_results") over (partition by window_start), 0) as numeric(18, 4)), 2) as "sum_search_results_percent"
from "searches"
where "category" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "searches_top10" as
with named as (
  select *, case when "category" = '(other)' then 1 else 0 end as apart from "searches" where "category" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "category") end as place
  from named)
select window_start, window_end, place, "category", "events", "unique_people", "sum_search_results"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end, sum("sum_search_results")
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "searches_change" as
select a.window_start, a.window_end, a."category",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  a."sum_search_results",
  b."sum_search_results" as "sum_search_results_week_before",
  round(cast(100.0 * (a."sum_search_results" - b."sum_search_results") / nullif(b."sum_search_results", 0) as numeric(18, 4)), 2) as "sum_search_results_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "searches" as a
left join "searches" as b on b.window_start = a.window_start - interval '7 days' and b."category" = a."category"
left join _windows as w on w.report = 'searches' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "disputes_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "disputes"
where "event_type" <> '(all)' and "dispute_kind" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "disputes_top10" as
with named as (
  select *, case when "event_type" = '(other)' or "dispute_kind" = '(other)' then 1 else 0 end as apart from "disputes" where "event_type" <> '(all)' and "dispute_kind" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "event_type", "dispute_kind") end as place
  from named)
select window_start, window_end, place, "event_type", "dispute_kind", "events", "unique_people", "unique_companies"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end, case when count(*) = 1 then max("unique_companies") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "disputes_change" as
select a.window_start, a.window_end, a."event_type", a."dispute_kind",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  a."unique_companies",
  b."unique_companies" as "unique_companies_week_before",
  round(cast(100.0 * (a."unique_companies" - b."unique_companies") / nullif(b."unique_companies", 0) as numeric(18, 4)), 2) as "unique_companies_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "disputes" as a
left join "disputes" as b on b.window_start = a.window_start - interval '7 days' and b."event_type" = a."event_type" and b."dispute_kind" = a."dispute_kind"
left join _windows as w on w.report = 'disputes' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "live_and_reviews_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "live_and_reviews"
where "event_type" <> '(all)' and "category" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "live_and_reviews_top10" as
with named as (
  select *, case when "event_type" = '(other)' or "category" = '(other)' then 1 else 0 end as apart from "live_and_reviews" where "event_type" <> '(all)' and "category" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "event_type", "category") end as place
  from named)
select window_start, window_end, place, "event_type", "category", "events", "unique_people"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "live_and_reviews_change" as
select a.window_start, a.window_end, a."event_type", a."category",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "live_and_reviews" as a
left join "live_and_reviews" as b on b.window_start = a.window_start - interval '7 days' and b."event_type" = a."event_type" and b."category" = a."category"
left join _windows as w on w.report = 'live_and_reviews' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "sign_ins_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "sign_ins"
where "event_type" <> '(all)' and "sign_in" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "sign_ins_top10" as
with named as (
  select *, case when "event_type" = '(other)' or "sign_in" = '(other)' then 1 else 0 end as apart from "sign_ins" where "event_type" <> '(all)' and "sign_in" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "event_type", "sign_in") end as place
  from named)
select window_start, window_end, place, "event_type", "sign_in", "events", "unique_users"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_users") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "sign_ins_change" as
select a.window_start, a.window_end, a."event_type", a."sign_in",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_users",
  b."unique_users" as "unique_users_week_before",
  round(cast(100.0 * (a."unique_users" - b."unique_users") / nullif(b."unique_users", 0) as numeric(18, 4)), 2) as "unique_users_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "sign_ins" as a
left join "sign_ins" as b on b.window_start = a.window_start - interval '7 days' and b."event_type" = a."event_type" and b."sign_in" = a."sign_in"
left join _windows as w on w.report = 'sign_ins' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "campaign_emails_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent"
from "campaign_emails"
where "campaign_name" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "campaign_emails_top10" as
with named as (
  select *, case when "campaign_name" = '(other)' then 1 else 0 end as apart from "campaign_emails" where "campaign_name" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "campaign_name") end as place
  from named)
select window_start, window_end, place, "campaign_name", "events", "unique_people", "open_rate"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end, case when count(*) = 1 then max("open_rate") end
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "campaign_emails_change" as
select a.window_start, a.window_end, a."campaign_name",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  a."open_rate",
  b."open_rate" as "open_rate_week_before",
  a."open_rate" - b."open_rate" as "open_rate_change",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "campaign_emails" as a
left join "campaign_emails" as b on b.window_start = a.window_start - interval '7 days' and b."campaign_name" = a."campaign_name"
left join _windows as w on w.report = 'campaign_emails' and w.window_start = a.window_start - interval '7 days';

-- The finest groups only: rows with (all) are totals of these. What was suppressed is in no row, so that 100 % is what
-- is shown. Unique counts have no percentages: one person can be in several groups.
create or replace view "campaign_conversions_shares" as
select *,
  round(cast(100.0 * "events" / nullif(sum("events") over (partition by window_start), 0) as numeric(18, 4)), 2) as "events_percent",
  round(cast(100.0 * "conversions" / nullif(sum("conversions") over (partition by window_start), 0) as numeric(18, 4)), 2) as "conversions_percent"
from "campaign_conversions"
where "campaign_source" <> '(all)' and "campaign_medium" <> '(all)' and "campaign_name" <> '(all)';

-- The 10 largest groups of each window by "events", and in a last row without a place all that is left: smaller groups, and those
-- that were too small to show. In it unique counts and rates are empty, for they do not add up.
create or replace view "campaign_conversions_top10" as
with named as (
  select *, case when "campaign_source" = '(other)' or "campaign_medium" = '(other)' or "campaign_name" = '(other)' then 1 else 0 end as apart from "campaign_conversions" where "campaign_source" <> '(all)' and "campaign_medium" <> '(all)' and "campaign_name" <> '(all)'),
placed as (
  select *, case when apart = 0 then row_number() over (partition by window_start, window_end, apart order by "events" desc, "campaign_source", "campaign_medium", "campaign_name") end as place
  from named)
select window_start, window_end, place, "campaign_source", "campaign_medium", "campaign_name", "events", "unique_people", "conversions"
from placed
where place <= 10
union all
select window_start, window_end, null, '(other)', '(other)', '(other)', sum("events"), case when count(*) = 1 then max("unique_people") end, sum("conversions")
from placed
where place is null or place > 10
group by window_start, window_end;

-- Each row beside the same group a week before. Where there is none, week_before says why; it is never zero.
create or replace view "campaign_conversions_change" as
select a.window_start, a.window_end, a."campaign_source", a."campaign_medium", a."campaign_name",
  a."events",
  b."events" as "events_week_before",
  round(cast(100.0 * (a."events" - b."events") / nullif(b."events", 0) as numeric(18, 4)), 2) as "events_change_percent",
  a."unique_people",
  b."unique_people" as "unique_people_week_before",
  round(cast(100.0 * (a."unique_people" - b."unique_people") / nullif(b."unique_people", 0) as numeric(18, 4)), 2) as "unique_people_change_percent",
  a."conversions",
  b."conversions" as "conversions_week_before",
  round(cast(100.0 * (a."conversions" - b."conversions") / nullif(b."conversions", 0) as numeric(18, 4)), 2) as "conversions_change_percent",
  case when b.window_start is not null then 'shown' when w.rows is null then 'no window'
    when w.rows = 0 then 'too few people' else 'group not shown' end as week_before
from "campaign_conversions" as a
left join "campaign_conversions" as b on b.window_start = a.window_start - interval '7 days' and b."campaign_source" = a."campaign_source" and b."campaign_medium" = a."campaign_medium" and b."campaign_name" = a."campaign_name"
left join _windows as w on w.report = 'campaign_conversions' and w.window_start = a.window_start - interval '7 days';
