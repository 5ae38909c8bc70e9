--liquibase formatted sql

--changeset fettle:ports
create table ports (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    node_id bigint not null references nodes (id) on delete cascade,
    address text not null,
    extra jsonb not null default '{}',
    local_link_connection jsonb not null default '{}',
    portgroup_id bigint,
    pxe_enabled boolean not null default true,
    internal_info jsonb not null default '{}',
    physical_network text,
    is_smartnic boolean,
    name text,
    description text,
    vendor text,
    category text,
    available_for_dynamic_portgroup boolean not null default true,
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint ports_uuid_key unique (uuid),
    constraint ports_address_key unique (address),
    constraint ports_name_key unique (name)
);
create index ports_node_id_idx on ports (node_id);
