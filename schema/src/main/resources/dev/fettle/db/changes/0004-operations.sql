--liquibase formatted sql

--changeset fettle:operations
--comment One row per piece of accepted work; the open one is the reason of the node's lock.
create table operations (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    node_id bigint not null references nodes (id) on delete cascade,
    node_uuid uuid not null,
    kind text not null,
    request_id text not null,
    requested_by text,
    project text,
    args jsonb not null default '{}',
    steps jsonb not null default '[]',
    cursor integer not null default 0,
    step_started boolean not null default false,
    attempt integer not null default 0,
    state text not null,
    detail text,
    wait_deadline timestamptz,
    owner text not null,
    owner_incarnation uuid,
    fence bigint not null,
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    updated_at timestamptz,
    constraint operations_uuid_key unique (uuid),
    constraint operations_request_key unique (request_id, node_id, kind)
) with (fillfactor = 85);
-- A power change may run while a deploy waits; nothing else is ever two at a time.
create unique index operations_running_key on operations (node_id) where state = 'running';
create unique index operations_waiting_key on operations (node_id) where state = 'waiting';
create index operations_open_owner_idx on operations (owner) where state in ('running', 'waiting');
create index operations_deadline_idx on operations (wait_deadline) where state = 'waiting';
create index operations_node_idx on operations (node_id, id);

--changeset fettle:operation-steps
create table operation_steps (
    operation_id bigint not null references operations (id) on delete cascade,
    position integer not null,
    attempt integer not null,
    interface text not null,
    step text not null,
    started_at timestamptz not null,
    ended_at timestamptz,
    outcome text,
    detail text,
    primary key (operation_id, position, attempt)
);
