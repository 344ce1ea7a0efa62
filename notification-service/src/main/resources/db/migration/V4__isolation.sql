-- Tenants are kept apart by the database too (cpq_isolate is the messaging library's).
select cpq_isolate('contact');
select cpq_isolate('notification_intent');
select cpq_isolate('notification_resend', 'exists (select 1 from notification_intent intent where intent.id = notification_resend.intent_id)');
