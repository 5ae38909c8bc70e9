--liquibase formatted sql

--changeset fettle:events-in-commit-order
--comment Rows are read as a stream: only those of transactions that nobody can still overtake, in the order of transaction and id.
alter table node_history
    add column xid bigint not null default pg_current_xact_id()::text::bigint,
    add column power_state text;
create index node_history_xid_idx on node_history (xid, id);
alter table operation_steps
    add column id bigint generated always as identity,
    add column xid bigint not null default pg_current_xact_id()::text::bigint;
create index operation_steps_xid_idx on operation_steps (xid, id);
