//! Files and their schemas.

use std::collections::BTreeSet;

use super::support::*;
use crate::{
    Store, StoreError,
    database::Database,
    file,
    key::FileKey,
    migration::{Schema, user_version},
};

fn open(device: &Device, schema: Schema) -> Result<Database, StoreError> {
    Database::open(&device.path().join("file.db"), FileKey::new(KEY), schema, "file")
}

fn tables(database: &Database) -> BTreeSet<String> {
    database
        .read(|reader| {
            let mut names =
                reader.prepare("select name from pragma_table_list where schema = 'main' and type = 'table'")?;
            let names = names.query_map([], |row| row.get::<_, String>(0))?;
            Ok(names.map(Result::unwrap).filter(|name| !name.starts_with("sqlite_")).collect())
        })
        .unwrap()
}

#[test]
fn a_fresh_file_has_the_newest_schema_and_only_strict_tables() {
    let wanted: [(Schema, &[&str]); 2] = [
        (
            Schema::Profile,
            &[
                "ended_right",
                "party_link",
                "party_ref",
                "quarantine",
                "renewal",
                "set_aside",
                "setting",
                "source",
                "vault",
                "vault_progress",
            ],
        ),
        (
            Schema::Vault,
            &[
                "chunk",
                "content",
                "document",
                "enclosure",
                "headline",
                "labelled",
                "lookup",
                "lookup_tally",
                "mark",
                "opened",
                "outgoing",
                "progress",
                "record",
                "reminder",
                "replacement",
                "search_place",
                "search_state",
                "search_todo",
                "signature",
                "told",
            ],
        ),
    ];
    for (schema, names) in wanted {
        let device = Device::new();
        let database = open(&device, schema).unwrap();
        assert_eq!(database.read(user_version).unwrap(), schema.migrations().len());
        assert_eq!(tables(&database), names.iter().map(ToString::to_string).collect());
        let loose: i64 = database
            .read(|reader| {
                let count = "select count(*) from pragma_table_list
                              where schema = 'main' and type = 'table' and strict = 0 and name not like 'sqlite_%'";
                Ok(reader.query_row(count, [], |row| row.get(0))?)
            })
            .unwrap();
        assert_eq!(loose, 0);
    }
}

#[test]
fn a_file_stopped_at_any_version_reaches_the_newest() {
    for schema in [Schema::Profile, Schema::Vault] {
        let newest = {
            let device = Device::new();
            let database = open(&device, schema).unwrap();
            tables(&database)
        };
        for stop in 0..=schema.migrations().len() {
            let device = Device::new();
            let path = device.path().join("file.db");
            let mut connection = rusqlite::Connection::open(&path).unwrap();
            connection.pragma_update(None, "key", FileKey::new(KEY).literal().as_str()).unwrap();
            crate::migration::migrate(&mut connection, &schema.migrations()[..stop]).unwrap();
            drop(connection);
            assert_eq!(tables(&open(&device, schema).unwrap()), newest, "{schema:?} from version {stop}");
        }
    }
}

#[test]
fn a_migration_that_fails_leaves_the_file_as_it_was() {
    let device = Device::new();
    let path = device.path().join("file.db");
    let mut connection = rusqlite::Connection::open(path).unwrap();
    let broken = ["create table first (a integer) strict;", "create table second (a nonsense) strict;"];
    assert!(crate::migration::migrate(&mut connection, &broken).is_err());
    assert_eq!(user_version(&connection).unwrap(), 0);
    let tables: i64 = connection.query_row("select count(*) from sqlite_schema", [], |row| row.get(0)).unwrap();
    assert_eq!(tables, 0);
}

#[test]
fn a_file_of_a_newer_app_is_said_to_be_one() {
    let (device, store) = aino_with_elsa();
    store.inner().profile.write(|profile| Ok(profile.pragma_update(None, "user_version", 99)?)).unwrap();
    drop(store);
    assert!(matches!(device.try_open(KEY), Err(StoreError::NewerSchema)));
}

#[test]
fn another_key_is_a_wrong_key_and_not_damage() {
    let (device, store) = aino_with_elsa();
    drop(store);
    assert!(matches!(device.try_open([8; 32]), Err(StoreError::WrongKey)));
    assert!(device.try_open(KEY).is_ok(), "a wrong try changes nothing");
}

#[test]
fn a_profile_exists_once_it_was_opened() {
    let device = Device::new();
    assert!(!Store::exists(device.path()));
    drop(device.open());
    assert!(Store::exists(device.path()));
}

#[cfg(unix)]
#[test]
fn nobody_else_on_the_computer_can_read_the_files() {
    use std::os::unix::fs::PermissionsExt;

    let (device, _store) = aino_with_elsa();
    let mode = |path: &std::path::Path| std::fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(device.path()), 0o700);
    assert_eq!(mode(&file::vaults(device.path())), 0o700);
    let mut files = 0;
    for folder in [device.path().to_owned(), file::vaults(device.path())] {
        for entry in std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).filter(|path| path.is_file())
        {
            assert_eq!(mode(&entry), 0o600, "{}", entry.display());
            files += 1;
        }
    }
    assert!(files >= 9, "three databases, each with what SQLite keeps beside it");
}

#[test]
fn a_store_is_shared_between_threads() {
    fn shared<T: Clone + Send + Sync + 'static>() {}
    shared::<Store>();

    let (_device, store) = aino_with_elsa();
    std::thread::scope(|threads| {
        for reader in 0..4 {
            let store = store.clone();
            threads.spawn(move || {
                for _ in 0..20 {
                    assert_eq!(store.parties().unwrap().len(), 2, "reader {reader}");
                    assert!(store.cases(None, None, 10).unwrap().items.is_empty());
                }
            });
        }
        for n in 0..20 {
            take(&store, page(&n.to_string(), [upsert(record(letter(&n.to_string(), "elsa", "2026-11-16")))]));
        }
    });
    assert_eq!(store.count(domain::inbox::Group::New, None, today()).unwrap(), 20);
}
