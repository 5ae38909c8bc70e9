--liquibase formatted sql

--changeset fettle:allocation-release splitStatements:false
--comment An instance that leaves a node takes its allocation along, whichever statement writes the node, and not without it.
create function allocation_released() returns trigger language plpgsql as $$
begin
    new.allocation_id := null;
    return new;
end $$;
create function allocation_dropped() returns trigger language plpgsql as $$
begin
    delete from allocations where id = old.allocation_id;
    return null;
end $$;
create trigger nodes_allocation_released before update of instance_uuid on nodes for each row
    when (old.allocation_id is not null and new.instance_uuid is null)
    execute function allocation_released();
create trigger nodes_allocation_dropped after update of instance_uuid on nodes for each row
    when (old.allocation_id is not null and new.instance_uuid is null)
    execute function allocation_dropped();
