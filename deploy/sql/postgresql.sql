-- Tables and views of Throng's reports for PostgreSQL, made by 'throng sql'.

create table if not exists _windows (report text, window_start timestamptz, window_end timestamptz not null, rows bigint not null, released_at timestamptz not null, primary key (report, window_start));
comment on table _windows is 'One row a report and window that was released: it is whole, also where it has no row because too few people were in it.';

create table if not exists "_counts" (window_start timestamptz not null, window_end timestamptz not null, "outcome" text not null, "reason" text not null, "records" bigint, primary key (window_start, "outcome", "reason"));
comment on table "_counts" is 'What became of the records of an hour: kept, dropped and rejected ones, and warnings.';
comment on column "_counts".window_start is 'First instant of the window, UTC.';
comment on column "_counts".window_end is 'First instant after the window, UTC.';
comment on column "_counts"."outcome" is 'A group by outcome; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "_counts"."reason" is 'A group by reason; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "_counts"."records" is 'How many records. Adds up.';

create table if not exists "traffic_by_hour" (window_start timestamptz not null, window_end timestamptz not null, "device_class" text not null, "events" bigint, "unique_people" bigint, "unique_devices" bigint, "unique_users" bigint, primary key (window_start, "device_class"));
comment on table "traffic_by_hour" is 'One row a group and window of 1 h, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "traffic_by_hour".window_start is 'First instant of the window, UTC.';
comment on column "traffic_by_hour".window_end is 'First instant after the window, UTC.';
comment on column "traffic_by_hour"."device_class" is 'A group by device class; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "traffic_by_hour"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "traffic_by_hour"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "traffic_by_hour"."unique_devices" is 'Different devices in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "traffic_by_hour"."unique_users" is 'Different users in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "traffic_by_city" (window_start timestamptz not null, window_end timestamptz not null, "country" text not null, "region" text not null, "city" text not null, "events" bigint, "unique_people" bigint, primary key (window_start, "country", "region", "city"));
comment on table "traffic_by_city" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is page_view or product_view, robot is false. For: marketing team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "traffic_by_city".window_start is 'First instant of the window, UTC.';
comment on column "traffic_by_city".window_end is 'First instant after the window, UTC.';
comment on column "traffic_by_city"."country" is 'A group by country; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "traffic_by_city"."region" is 'A group by region; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "traffic_by_city"."city" is 'A group by city; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "traffic_by_city"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "traffic_by_city"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "browsers" (window_start timestamptz not null, window_end timestamptz not null, "browser" text not null, "browser_version" text not null, "events" bigint, "unique_people" bigint, primary key (window_start, "browser", "browser_version"));
comment on table "browsers" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "browsers".window_start is 'First instant of the window, UTC.';
comment on column "browsers".window_end is 'First instant after the window, UTC.';
comment on column "browsers"."browser" is 'A group by browser; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "browsers"."browser_version" is 'A group by browser version; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "browsers"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "browsers"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "systems" (window_start timestamptz not null, window_end timestamptz not null, "os" text not null, "os_version" text not null, "events" bigint, "unique_people" bigint, primary key (window_start, "os", "os_version"));
comment on table "systems" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "systems".window_start is 'First instant of the window, UTC.';
comment on column "systems".window_end is 'First instant after the window, UTC.';
comment on column "systems"."os" is 'A group by os; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "systems"."os_version" is 'A group by os version; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "systems"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "systems"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "devices" (window_start timestamptz not null, window_end timestamptz not null, "device_class" text not null, "device_brand" text not null, "screen" text not null, "events" bigint, "unique_devices" bigint, primary key (window_start, "device_class", "device_brand", "screen"));
comment on table "devices" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "devices".window_start is 'First instant of the window, UTC.';
comment on column "devices".window_end is 'First instant after the window, UTC.';
comment on column "devices"."device_class" is 'A group by device class; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "devices"."device_brand" is 'A group by device brand; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "devices"."screen" is 'A group by screen; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "devices"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "devices"."unique_devices" is 'Different devices in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "languages" (window_start timestamptz not null, window_end timestamptz not null, "language" text not null, "events" bigint, "unique_people" bigint, primary key (window_start, "language"));
comment on table "languages" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: web development team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "languages".window_start is 'First instant of the window, UTC.';
comment on column "languages".window_end is 'First instant after the window, UTC.';
comment on column "languages"."language" is 'A group by language; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "languages"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "languages"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "pages" (window_start timestamptz not null, window_end timestamptz not null, "host" text not null, "path" text not null, "events" bigint, "unique_people" bigint, primary key (window_start, "host", "path"));
comment on table "pages" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is page_view or product_view, robot is false. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "pages".window_start is 'First instant of the window, UTC.';
comment on column "pages".window_end is 'First instant after the window, UTC.';
comment on column "pages"."host" is 'A group by host; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "pages"."path" is 'A group by path; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "pages"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "pages"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "referrers" (window_start timestamptz not null, window_end timestamptz not null, "referrer" text not null, "events" bigint, "unique_people" bigint, primary key (window_start, "referrer"));
comment on table "referrers" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is page_view or product_view, robot is false. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "referrers".window_start is 'First instant of the window, UTC.';
comment on column "referrers".window_end is 'First instant after the window, UTC.';
comment on column "referrers"."referrer" is 'A group by referrer; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "referrers"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "referrers"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "sessions_by_day" (window_start timestamptz not null, window_end timestamptz not null, "device_class" text not null, "sessions" bigint, "pages_per_session" numeric(18, 6), "average_session_seconds" numeric(18, 6), "bounce_rate" numeric(18, 6), "conversion_rate" numeric(18, 6), primary key (window_start, "device_class"));
comment on table "sessions_by_day" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. For: web analytics team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "sessions_by_day".window_start is 'First instant of the window, UTC.';
comment on column "sessions_by_day".window_end is 'First instant after the window, UTC.';
comment on column "sessions_by_day"."device_class" is 'A group by device class; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "sessions_by_day"."sessions" is 'Visits, ended by 30 minutes without an event, in the window they began in. Adds up over the finest groups and over time.';
comment on column "sessions_by_day"."pages_per_session" is 'Pages seen in a session, on average. Does not add up: weigh it by sessions.';
comment on column "sessions_by_day"."average_session_seconds" is 'Seconds from the first to the last event of a session, on average. Does not add up: weigh it by sessions.';
comment on column "sessions_by_day"."bounce_rate" is 'Sessions with exactly one page, of all sessions. From 0 to 1. Does not add up: weigh it by sessions.';
comment on column "sessions_by_day"."conversion_rate" is 'Sessions with a conversion or an order, of all sessions. From 0 to 1. Does not add up: weigh it by sessions.';

create table if not exists "sessions_by_week" (window_start timestamptz not null, window_end timestamptz not null, "country" text not null, "sessions" bigint, "unique_people" bigint, "bounce_rate" numeric(18, 6), "conversion_rate" numeric(18, 6), primary key (window_start, "country"));
comment on table "sessions_by_week" is 'One row a group and window of 7 days, by UTC, of people who allow the purpose statistical. For: management. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "sessions_by_week".window_start is 'First instant of the window, UTC.';
comment on column "sessions_by_week".window_end is 'First instant after the window, UTC.';
comment on column "sessions_by_week"."country" is 'A group by country; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "sessions_by_week"."sessions" is 'Visits, ended by 30 minutes without an event, in the window they began in. Adds up over the finest groups and over time.';
comment on column "sessions_by_week"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "sessions_by_week"."bounce_rate" is 'Sessions with exactly one page, of all sessions. From 0 to 1. Does not add up: weigh it by sessions.';
comment on column "sessions_by_week"."conversion_rate" is 'Sessions with a conversion or an order, of all sessions. From 0 to 1. Does not add up: weigh it by sessions.';

create table if not exists "activities" (window_start timestamptz not null, window_end timestamptz not null, "event_type" text not null, "category" text not null, "events" bigint, "unique_people" bigint, "unique_companies" bigint, primary key (window_start, "event_type", "category"));
comment on table "activities" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose robot is false. For: marketplace team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "activities".window_start is 'First instant of the window, UTC.';
comment on column "activities".window_end is 'First instant after the window, UTC.';
comment on column "activities"."event_type" is 'A group by event type; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "activities"."category" is 'A group by category; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "activities"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "activities"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "activities"."unique_companies" is 'Different companies in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "orders" (window_start timestamptz not null, window_end timestamptz not null, "currency" text not null, "category" text not null, "events" bigint, "unique_companies" bigint, "sum_price" numeric(38, 4), "sum_quantity" numeric(38, 4), primary key (window_start, "currency", "category"));
comment on table "orders" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is order, robot is false. For: marketplace team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "orders".window_start is 'First instant of the window, UTC.';
comment on column "orders".window_end is 'First instant after the window, UTC.';
comment on column "orders"."currency" is 'A group by currency; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "orders"."category" is 'A group by category; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "orders"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "orders"."unique_companies" is 'Different companies in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "orders"."sum_price" is 'The sum of price. Adds up over the finest groups, within one currency or unit.';
comment on column "orders"."sum_quantity" is 'The sum of quantity. Adds up over the finest groups, within one currency or unit.';

create table if not exists "searches" (window_start timestamptz not null, window_end timestamptz not null, "category" text not null, "events" bigint, "unique_people" bigint, "sum_search_results" numeric(38, 4), primary key (window_start, "category"));
comment on table "searches" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is search, robot is false. For: search team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "searches".window_start is 'First instant of the window, UTC.';
comment on column "searches".window_end is 'First instant after the window, UTC.';
comment on column "searches"."category" is 'A group by category; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "searches"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "searches"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "searches"."sum_search_results" is 'The sum of search results. Adds up over the finest groups, within one currency or unit.';

create table if not exists "disputes" (window_start timestamptz not null, window_end timestamptz not null, "event_type" text not null, "dispute_kind" text not null, "events" bigint, "unique_people" bigint, "unique_companies" bigint, primary key (window_start, "event_type", "dispute_kind"));
comment on table "disputes" is 'One row a group and window of 7 days, by UTC, of people who allow the purpose statistical. Only events whose event_type is dispute or complaint. For: trust and safety team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "disputes".window_start is 'First instant of the window, UTC.';
comment on column "disputes".window_end is 'First instant after the window, UTC.';
comment on column "disputes"."event_type" is 'A group by event type; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "disputes"."dispute_kind" is 'A group by dispute kind; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "disputes"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "disputes"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "disputes"."unique_companies" is 'Different companies in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "live_and_reviews" (window_start timestamptz not null, window_end timestamptz not null, "event_type" text not null, "category" text not null, "events" bigint, "unique_people" bigint, primary key (window_start, "event_type", "category"));
comment on table "live_and_reviews" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is live_view or trade_show or review, robot is false. For: community team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "live_and_reviews".window_start is 'First instant of the window, UTC.';
comment on column "live_and_reviews".window_end is 'First instant after the window, UTC.';
comment on column "live_and_reviews"."event_type" is 'A group by event type; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "live_and_reviews"."category" is 'A group by category; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "live_and_reviews"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "live_and_reviews"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "sign_ins" (window_start timestamptz not null, window_end timestamptz not null, "event_type" text not null, "sign_in" text not null, "events" bigint, "unique_users" bigint, primary key (window_start, "event_type", "sign_in"));
comment on table "sign_ins" is 'One row a group and window of a day, by UTC, of people who allow the purpose statistical. Only events whose event_type is sign_in or sign_up. For: accounts team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "sign_ins".window_start is 'First instant of the window, UTC.';
comment on column "sign_ins".window_end is 'First instant after the window, UTC.';
comment on column "sign_ins"."event_type" is 'A group by event type; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "sign_ins"."sign_in" is 'A group by sign in; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "sign_ins"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "sign_ins"."unique_users" is 'Different users in the group and window. Does not add up, neither over groups nor over time: one may be in several.';

create table if not exists "campaign_emails" (window_start timestamptz not null, window_end timestamptz not null, "campaign_name" text not null, "events" bigint, "unique_people" bigint, "open_rate" numeric(18, 6), primary key (window_start, "campaign_name"));
comment on table "campaign_emails" is 'One row a group and window of 7 days, by UTC, of people who allow the purpose marketing. Only events whose event_type is email_sent or email_open or email_click or unsubscribe. For: marketing team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "campaign_emails".window_start is 'First instant of the window, UTC.';
comment on column "campaign_emails".window_end is 'First instant after the window, UTC.';
comment on column "campaign_emails"."campaign_name" is 'A group by campaign name; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "campaign_emails"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "campaign_emails"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "campaign_emails"."open_rate" is 'People who opened an e-mail, of the people to whom one was sent. From 0 to 1; empty where none was sent. Does not add up.';

create table if not exists "campaign_conversions" (window_start timestamptz not null, window_end timestamptz not null, "campaign_source" text not null, "campaign_medium" text not null, "campaign_name" text not null, "events" bigint, "unique_people" bigint, "conversions" bigint, primary key (window_start, "campaign_source", "campaign_medium", "campaign_name"));
comment on table "campaign_conversions" is 'One row a group and window of a day, by UTC, of people who allow the purpose marketing. Only events whose robot is false. For: marketing team. A row is about at least 20 people; a window without rows had fewer, which is not none.';
comment on column "campaign_conversions".window_start is 'First instant of the window, UTC.';
comment on column "campaign_conversions".window_end is 'First instant after the window, UTC.';
comment on column "campaign_conversions"."campaign_source" is 'A group by campaign source; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "campaign_conversions"."campaign_medium" is 'A group by campaign medium; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "campaign_conversions"."campaign_name" is 'A group by campaign name; (unknown) where nobody knows, (other) where groups of too few people are merged, (all) where it is not told apart: do not add such a row to its parts.';
comment on column "campaign_conversions"."events" is 'How many events there were. Adds up over the finest groups and over time.';
comment on column "campaign_conversions"."unique_people" is 'Different people in the group and window. Does not add up, neither over groups nor over time: one may be in several.';
comment on column "campaign_conversions"."conversions" is 'Events that are a conversion or an order. Adds up over the finest groups and over time.';

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
