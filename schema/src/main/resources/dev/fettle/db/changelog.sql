--liquibase formatted sql

--changeset fettle:1-conductors
create table conductors (
    id bigint generated always as identity primary key,
    hostname text not null unique,
    incarnation uuid not null,
    conductor_group text not null default '',
    drivers jsonb not null default '[]',
    online boolean not null default true,
    lease_until timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz
);
create table conductor_hardware_interfaces (
    id bigint generated always as identity primary key,
    conductor_id bigint not null references conductors (id) on delete cascade,
    hardware_type text not null,
    interface_type text not null,
    interface_name text not null,
    is_default boolean not null default false,
    unique (conductor_id, hardware_type, interface_type, interface_name)
);

--changeset fettle:2-nodes
create table nodes (
    id bigint generated always as identity primary key,
    uuid uuid not null,
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
    provision_state text,
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
    constraint nodes_uuid_key unique (uuid),
    constraint nodes_name_key unique (name),
    constraint nodes_instance_uuid_key unique (instance_uuid)
);
create index nodes_provision_state_idx on nodes (provision_state);
create index nodes_driver_idx on nodes (driver);
create index nodes_owner_idx on nodes (owner);
create index nodes_lessee_idx on nodes (lessee);
create index nodes_conductor_group_idx on nodes (conductor_group);
create index nodes_resource_class_idx on nodes (resource_class);
create index nodes_shard_idx on nodes (shard);
create index nodes_parent_node_idx on nodes (parent_node);
create index nodes_reservation_idx on nodes (reservation) where reservation is not null;
create table node_traits (
    node_id bigint not null references nodes (id) on delete cascade,
    trait text not null,
    primary key (node_id, trait)
);

--changeset fettle:3-ports
create table ports (
    id bigint generated always as identity primary key,
    uuid uuid not null,
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

--changeset fettle:4-operations
create table operations (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
    node_id bigint not null references nodes (id) on delete cascade,
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
    wait_deadline timestamptz,
    owner text not null,
    owner_incarnation uuid,
    fence bigint not null,
    started_at timestamptz not null default now(),
    ended_at timestamptz,
    unique (request_id, node_id, kind)
);
create unique index operations_running_idx on operations (node_id) where state = 'running';
create unique index operations_waiting_idx on operations (node_id) where state = 'waiting';
create index operations_owner_idx on operations (owner) where state = 'running';
create index operations_deadline_idx on operations (wait_deadline) where state = 'waiting';
create index operations_node_idx on operations (node_id, id);
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

--changeset fettle:5-node-history
create table node_history (
    id bigint generated always as identity primary key,
    uuid uuid not null unique default gen_random_uuid(),
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
    created_at timestamptz not null default now()
);
create index node_history_node_idx on node_history (node_id, id);
