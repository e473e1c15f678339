-- How the resident signed in to the source: JSON with the provider, the app's id there and whose sign-in it is. No secret.
-- Null: by a token alone.
alter table source add column enrolment text;
