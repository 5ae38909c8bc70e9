--liquibase formatted sql

--changeset fettle:node-history
create table node_history (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    node_id bigint not null references nodes (id) on delete cascade,
    conductor text,
    event text,
    event_type text,
    severity text,
    "user" text,
    project text,
    state text,
    target_provision_state text,
    duration_seconds bigint,
    created_at timestamptz not null default now(),
    constraint node_history_uuid_key unique (uuid)
);
create index node_history_node_idx on node_history (node_id, id);
create index node_history_created_idx on node_history (created_at);
