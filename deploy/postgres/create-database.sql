-- One service's database, for psql with the variables service, owner, password and owner_password.
-- The owner defines tables and is used by the migration job alone. The service reads and writes rows: it can neither
-- change a table nor switch off the trigger that keeps its event log append-only, and it sees no other database.
create role :"owner" login password :'owner_password' nosuperuser nocreatedb nocreaterole connection limit 8;
create role :"service" login password :'password' nosuperuser nocreatedb nocreaterole;
create database :"service" owner :"owner";
revoke all on database :"service" from public;
grant connect on database :"service" to :"service";

\connect :service
revoke all on schema public from public;
create schema :"service" authorization :"owner";
grant usage on schema :"service" to :"service";
alter default privileges for role :"owner" in schema :"service"
  grant select, insert, update, delete on tables to :"service";
alter default privileges for role :"owner" in schema :"service" grant usage on sequences to :"service";
