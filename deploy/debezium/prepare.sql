-- For psql, in one service's database, as a superuser, with the variables service and password; wal_level is logical.
-- Only new rows are published: the log is insert-only, so the default replica identity is enough.
\set reader :service _debezium
create role :"reader" login replication password :'password' connection limit 4;
grant connect on database :"service" to :"reader";
grant usage on schema :"service" to :"reader";
grant select on :"service".event_log to :"reader";
create publication zhuji_event_log for table :"service".event_log with (publish = 'insert');
