--liquibase formatted sql

--changeset fettle:chassis
create table chassis (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    description text,
    extra jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint chassis_uuid_key unique (uuid)
);
create index nodes_chassis_id_idx on nodes (chassis_id) where chassis_id is not null;
alter table nodes add constraint nodes_chassis_id_fkey foreign key (chassis_id) references chassis (id);

--changeset fettle:portgroups
create table portgroups (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    name text,
    node_id bigint not null references nodes (id) on delete cascade,
    address text,
    extra jsonb not null default '{}',
    internal_info jsonb not null default '{}',
    standalone_ports_supported boolean not null default true,
    mode text not null default 'active-backup',
    properties jsonb not null default '{}',
    physical_network text,
    category text,
    dynamic_portgroup boolean not null default false,
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint portgroups_uuid_key unique (uuid),
    constraint portgroups_name_key unique (name),
    constraint portgroups_address_key unique (address)
);
create index portgroups_node_id_idx on portgroups (node_id);
create index ports_portgroup_id_idx on ports (portgroup_id) where portgroup_id is not null;
alter table ports add constraint ports_portgroup_id_fkey foreign key (portgroup_id) references portgroups (id);

--changeset fettle:volumes
create table volume_connectors (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    node_id bigint not null references nodes (id) on delete cascade,
    type text not null,
    connector_id text not null,
    extra jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint volume_connectors_uuid_key unique (uuid),
    constraint volume_connectors_type_key unique (type, connector_id)
);
create index volume_connectors_node_id_idx on volume_connectors (node_id);
create table volume_targets (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    node_id bigint not null references nodes (id) on delete cascade,
    volume_type text not null,
    properties jsonb not null default '{}',
    boot_index bigint not null,
    volume_id text not null,
    extra jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint volume_targets_uuid_key unique (uuid),
    constraint volume_targets_boot_index_key unique (node_id, boot_index)
);

--changeset fettle:allocations
create table allocations (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    name text,
    node_id bigint references nodes (id) on delete cascade,
    state text not null default 'allocating',
    last_error text,
    resource_class text,
    traits text[] not null default '{}',
    candidate_nodes text[] not null default '{}',
    extra jsonb not null default '{}',
    conductor_affinity bigint,
    owner text,
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint allocations_uuid_key unique (uuid),
    constraint allocations_name_key unique (name)
);
create index allocations_node_id_idx on allocations (node_id) where node_id is not null;
create index allocations_state_idx on allocations (state) where state <> 'active';
create index allocations_owner_idx on allocations (owner) where owner is not null;
create index nodes_allocation_id_idx on nodes (allocation_id) where allocation_id is not null;
alter table nodes
    add constraint nodes_allocation_id_fkey foreign key (allocation_id) references allocations (id) on delete set null;

--changeset fettle:steps-by-name
create table deploy_templates (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    name text not null,
    steps jsonb not null default '[]',
    extra jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint deploy_templates_uuid_key unique (uuid),
    constraint deploy_templates_name_key unique (name)
);
create table runbooks (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    name text not null,
    description text,
    steps jsonb not null default '[]',
    traits text[] not null default '{}',
    disable_ramdisk boolean not null default false,
    public boolean not null default false,
    owner text,
    extra jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint runbooks_uuid_key unique (uuid),
    constraint runbooks_name_key unique (name)
);
create index runbooks_owner_idx on runbooks (owner) where owner is not null;

--changeset fettle:inspection-rules
create table inspection_rules (
    id bigint generated always as identity primary key,
    uuid uuid not null default gen_random_uuid(),
    description text,
    priority bigint not null default 0,
    phase text not null default 'main',
    sensitive boolean not null default false,
    conditions jsonb not null default '[]',
    actions jsonb not null default '[]',
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint inspection_rules_uuid_key unique (uuid)
);

--changeset fettle:what-machines-tell
create table bios_settings (
    node_id bigint not null references nodes (id) on delete cascade,
    name text not null,
    value text,
    attribute_type text,
    allowable_values text[],
    lower_bound bigint,
    max_length bigint,
    min_length bigint,
    read_only boolean,
    reset_required boolean,
    "unique" boolean,
    upper_bound bigint,
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    primary key (node_id, name)
);
create table firmware_components (
    id bigint generated always as identity primary key,
    node_id bigint not null references nodes (id) on delete cascade,
    component text not null,
    initial_version text not null,
    current_version text,
    last_version_flashed text,
    vendor text,
    model text,
    serial_number text,
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint firmware_components_key unique (node_id, component)
);
create table node_inventory (
    node_id bigint primary key references nodes (id) on delete cascade,
    inventory jsonb not null default '{}',
    plugin_data jsonb not null default '{}',
    created_at timestamptz not null default now(),
    updated_at timestamptz
);

--changeset fettle:idempotency-keys
--comment What a POST that named a key was answered, so that a repeat is answered alike; kept for a day.
create table idempotency_keys (
    caller text not null,
    key text not null,
    digest text not null,
    status integer,
    location text,
    answer text,
    created_at timestamptz not null default now(),
    primary key (caller, key)
);
create index idempotency_keys_created_idx on idempotency_keys (created_at);
