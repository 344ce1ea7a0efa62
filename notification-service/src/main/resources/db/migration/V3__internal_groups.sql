-- Customers and the house's own groups are different things: who looks after customers says where a customer is reached, and cannot say
-- where approvals go.

alter table contact add column kind text not null default 'customer' check (kind in ('customer', 'group'));
alter table contact drop constraint contact_pkey;
alter table contact add primary key (tenant_id, kind, party_id);

alter table notification_intent
    add column recipient_kind text not null default 'customer' check (recipient_kind in ('customer', 'group'));

update notification_intent
   set recipient_kind = 'group'
 where template in ('approval-requested', 'approval-reminder', 'fallout-raised');

-- What was put for a group goes on for the group; who put it nobody has kept, so an administrator should look it through.
update contact c
   set kind = 'group'
 where party_id in ('sales-managers', 'sales-directors', 'order-operations')
    or exists (select 1 from notification_intent i
                where i.tenant_id = c.tenant_id and i.recipient = c.party_id and i.recipient_kind = 'group');

-- From here on whoever writes says which.
alter table contact alter column kind drop default;
alter table notification_intent alter column recipient_kind drop default;

drop index notification_intent_waiting;
create index notification_intent_waiting on notification_intent (tenant_id, recipient_kind, recipient) where state = 'WAITING';
