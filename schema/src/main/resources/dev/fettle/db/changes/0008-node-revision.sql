--liquibase formatted sql

--changeset fettle:node-revision
--comment Grows with every write but those of the lock; what callers know a node's representation by.
alter table nodes add column revision bigint not null default 1;
