--liquibase formatted sql

--changeset fettle:idempotency-repeats
--comment What makes repeats safe: the uuid of what is created, chosen before the work begins; whether the work ended without an answer to keep; what the policy allowed for the answer.
alter table idempotency_keys add column uuid uuid;
alter table idempotency_keys add column free boolean not null default false;
alter table idempotency_keys add column grants text not null default '[]';
