--liquibase formatted sql

--changeset fettle:nodes
--comment fence, reserved_at and reserved_for belong to the lock; previous_state_seconds is how long the state before this one lasted.
create table nodes (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    name text,
    chassis_id bigint,
    instance_uuid uuid,
    instance_name text,
    driver text not null,
    driver_info jsonb not null default '{}',
    driver_internal_info jsonb not null default '{}',
    clean_step jsonb not null default '{}',
    deploy_step jsonb not null default '{}',
    service_step jsonb not null default '{}',
    raid_config jsonb not null default '{}',
    target_raid_config jsonb not null default '{}',
    instance_info jsonb not null default '{}',
    properties jsonb not null default '{}',
    reservation text,
    conductor_affinity bigint,
    conductor_group text not null default '',
    power_state text,
    target_power_state text,
    provision_state text not null default 'enroll',
    provision_updated_at timestamptz,
    target_provision_state text,
    maintenance boolean not null default false,
    maintenance_reason text,
    fault text,
    console_enabled boolean not null default false,
    last_error text,
    resource_class text,
    inspection_finished_at timestamptz,
    inspection_started_at timestamptz,
    extra jsonb not null default '{}',
    automated_clean boolean,
    protected boolean not null default false,
    protected_reason text,
    allocation_id bigint,
    owner text,
    lessee text,
    description text,
    retired boolean,
    retired_reason text,
    network_data jsonb not null default '{}',
    boot_mode text,
    secure_boot boolean,
    shard text,
    parent_node uuid,
    disable_power_off boolean,
    health text,
    bios_interface text,
    boot_interface text,
    console_interface text,
    deploy_interface text,
    firmware_interface text,
    inspect_interface text,
    management_interface text,
    network_interface text,
    power_interface text,
    raid_interface text,
    rescue_interface text,
    storage_interface text,
    vendor_interface text,
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    fence bigint not null default 0,
    reserved_at timestamptz,
    reserved_for text,
    previous_state_seconds bigint,
    constraint nodes_uuid_key unique (uuid),
    constraint nodes_name_key unique (name),
    constraint nodes_instance_uuid_key unique (instance_uuid)
) with (fillfactor = 85);
create index nodes_provision_state_idx on nodes (provision_state);
create index nodes_driver_idx on nodes (driver);
create index nodes_owner_idx on nodes (owner) where owner is not null;
create index nodes_lessee_idx on nodes (lessee) where lessee is not null;
create index nodes_conductor_group_idx on nodes (conductor_group);
create index nodes_resource_class_idx on nodes (resource_class);
create index nodes_shard_idx on nodes (shard) where shard is not null;
create index nodes_parent_node_idx on nodes (parent_node) where parent_node is not null;
create index nodes_reservation_idx on nodes (reservation) where reservation is not null;

--changeset fettle:node-traits
create table node_traits (
    node_id bigint not null references nodes (id) on delete cascade,
    trait text not null,
    primary key (node_id, trait)
);

--changeset fettle:nodes-reservation-not-indexed
--comment With it each taking and giving back of a lock wrote an entry to every index of the row, and the holder's own writes were planned over it.
drop index if exists nodes_reservation_idx;
