--liquibase formatted sql

--changeset fettle:conductors
--comment The right to hold locks is a lease, judged by this server's clock.
create table conductors (
    id bigint generated always as identity primary key,
    hostname text not null,
    incarnation uuid not null,
    conductor_group text not null default '',
    online boolean not null default true,
    lease_until timestamptz not null,
    created_at timestamptz not null default now(),
    updated_at timestamptz,
    constraint conductors_hostname_key unique (hostname)
);

--changeset fettle:conductor-hardware-interfaces
create table conductor_hardware_interfaces (
    conductor_id bigint not null references conductors (id) on delete cascade,
    hardware_type text not null,
    interface_type text not null,
    interface_name text not null,
    is_default boolean not null default false,
    primary key (conductor_id, hardware_type, interface_type, interface_name)
);
