//! How Aino files her items: what leaves the lists, what comes back, and what stays.

use domain::{
    change::TombstoneReason,
    id::{PartyRef, RecordKey, RecordKind},
    inbox::Group,
    mark::{LabelId, Mark, Marks, Shelf},
    message::Message,
    party::{LinkState, Relation},
    record::Record,
    search::Question,
    task::Task,
};

use super::support::*;
use crate::{Applied, Before, InboxRow, MarkedQuery, SearchFilter, SearchQuery, Store};

const TAXES: LabelId = LabelId(1);
const SCHOOL: LabelId = LabelId(2);

fn put(store: &Store, records: impl IntoIterator<Item = Record>) -> Applied {
    take(store, page("next", records.into_iter().map(upsert)))
}

fn message(name: &str) -> RecordKey {
    key(RecordKind::Message, name)
}

fn case(name: &str) -> RecordKey {
    key(RecordKind::Case, name)
}

fn file(store: &Store, item: &RecordKey, mark: Mark, on: bool) -> Vec<Before> {
    store.mark(std::slice::from_ref(item), mark, on).unwrap()
}

fn marks(store: &Store, item: &RecordKey) -> Marks {
    store.record(item).unwrap().unwrap().marks
}

fn marked(store: &Store, archived: bool, label: Option<LabelId>) -> Vec<InboxRow> {
    store.marked(&MarkedQuery { label, archived, limit: 10, ..MarkedQuery::default() }).unwrap().items
}

fn archive(store: &Store) -> Vec<String> {
    names(&marked(store, true, None)).into_iter().map(str::to_owned).collect()
}

fn inside(name: &str, day: &str) -> Message {
    Message { case: Some(id("daycare")), ..letter(name, "elsa", day) }
}

fn asked(name: &str, day: &str) -> Task {
    Task { case: Some(id("daycare")), ..duty(name, "elsa", day, None) }
}

#[test]
fn what_is_in_the_archive_is_in_no_list_and_comes_out_again() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("old", "aino", "2026-11-10")), record(letter("young", "elsa", "2026-11-12"))]);
    put(&store, [record(duty("duty", "aino", "2026-11-11", None))]);
    for item in [message("old"), message("young"), key(RecordKind::Task, "duty")] {
        assert_eq!(file(&store, &item, Mark::Archived, true).len(), 1);
        assert!(file(&store, &item, Mark::Archived, true).is_empty(), "it is there already");
    }
    for group in [Group::NeedsYou, Group::New, Group::Rest] {
        assert!(inbox(&store, group).is_empty(), "{group:?}");
    }
    assert_eq!(store.needs(today()).unwrap(), (0, 0));
    assert_eq!(archive(&store), ["young", "duty", "old"]);
    let hers = MarkedQuery { archived: true, party: Some(elsa_id()), limit: 10, ..MarkedQuery::default() };
    assert_eq!(names(&store.marked(&hers).unwrap().items), ["young"]);
    assert_eq!(store.count_marked(&hers).unwrap(), 1);
    file(&store, &message("young"), Mark::Archived, false);
    assert_eq!(inbox(&store, Group::New), ["young"]);
    assert_eq!(archive(&store), ["duty", "old"]);
}

#[test]
fn a_case_in_the_archive_takes_along_what_is_in_it_and_what_comes_to_it() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(matter("daycare", "elsa", "2026-11-10")), record(inside("m", "2026-11-11"))]);
    file(&store, &case("daycare"), Mark::Archived, true);
    put(&store, [record(inside("later", "2026-11-12"))]);
    assert!(inbox(&store, Group::New).is_empty());
    assert!(store.cases(None, None, 10).unwrap().items.is_empty());
    assert_eq!(archive(&store), ["daycare"], "a case is one row");
    assert_eq!(marks(&store, &message("later")).shelf, Shelf::Archive);
    assert_eq!(names(&store.case_items(&haikkala_id(), &id("daycare")).unwrap()), ["later", "m"]);

    // Taking one of its letters out takes the case out.
    file(&store, &message("m"), Mark::Archived, false);
    assert_eq!(inbox(&store, Group::New), ["later", "m"]);
    assert_eq!(names(&store.cases(None, None, 10).unwrap().items), ["daycare"]);

    // One letter by itself stays away when its case comes and goes.
    file(&store, &message("m"), Mark::Archived, true);
    file(&store, &case("daycare"), Mark::Archived, true);
    file(&store, &case("daycare"), Mark::Archived, false);
    assert_eq!(inbox(&store, Group::New), ["later"]);
    assert_eq!(archive(&store), ["m"]);
}

#[test]
fn what_needs_aino_brings_its_case_back_and_says_so() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(matter("daycare", "elsa", "2026-11-10")), record(inside("m", "2026-11-11"))]);
    file(&store, &case("daycare"), Mark::Archived, true);
    assert!(put(&store, [record(inside("news", "2026-11-12"))]).returned.is_empty());
    let applied = put(&store, [record(asked("task", "2026-11-13"))]);
    assert_eq!(applied.returned, [case("daycare")]);
    assert_eq!(inbox(&store, Group::NeedsYou), ["task"]);
    assert_eq!(inbox(&store, Group::New), ["news", "m"]);
    assert_eq!(marks(&store, &key(RecordKind::Task, "task")).shelf, Shelf::Returned);

    // Put away again it stays away: the same task sent anew is no news.
    file(&store, &case("daycare"), Mark::Archived, true);
    put(
        &store,
        [record(Task { unit: Some(domain::text::Localized::one("fi", "Koulu")), ..asked("task", "2026-11-13") })],
    );
    assert_eq!(archive(&store), ["daycare"]);
    assert_eq!(marks(&store, &case("daycare")).shelf, Shelf::Archive);
    put(&store, [record(asked("task", "2026-11-16"))]);
    assert_eq!(inbox(&store, Group::NeedsYou), ["task"]);
}

#[test]
fn pinned_items_stand_before_the_groups_and_are_counted_with_them() {
    let (_device, store) = aino_with_elsa();
    put(
        &store,
        [
            record(letter("a", "aino", "2026-11-10")),
            record(letter("b", "elsa", "2026-11-12")),
            record(duty("duty", "aino", "2026-11-11", None)),
        ],
    );
    file(&store, &message("a"), Mark::Pinned, true);
    file(&store, &key(RecordKind::Task, "duty"), Mark::Pinned, true);
    assert_eq!(inbox(&store, Group::Pinned), ["duty", "a"]);
    assert_eq!((inbox(&store, Group::NeedsYou).len(), inbox(&store, Group::New)), (0, vec!["b".to_owned()]));
    assert_eq!(store.needs(today()).unwrap(), (1, 2));
    file(&store, &message("a"), Mark::Archived, true);
    assert_eq!(inbox(&store, Group::Pinned), ["duty"]);
    file(&store, &message("a"), Mark::Archived, false);
    assert_eq!(inbox(&store, Group::Pinned), ["duty", "a"], "it is pinned still");
    file(&store, &message("a"), Mark::Pinned, false);
    assert_eq!(inbox(&store, Group::New), ["b", "a"]);
}

#[test]
fn a_pinned_case_speaks_for_itself() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(matter("daycare", "elsa", "2026-11-10")), record(inside("m", "2026-11-11"))]);
    file(&store, &case("daycare"), Mark::Pinned, true);
    assert_eq!(inbox(&store, Group::Pinned), ["daycare"]);
    assert_eq!(inbox(&store, Group::New), ["m"]);
    file(&store, &case("daycare"), Mark::Pinned, false);
    assert!(inbox(&store, Group::Pinned).is_empty());
}

#[test]
fn what_comes_to_a_muted_case_is_not_new_unless_aino_is_needed() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(matter("daycare", "elsa", "2026-11-10")), record(inside("m", "2026-11-11"))]);
    file(&store, &message("m"), Mark::Muted, true);
    assert!(marks(&store, &case("daycare")).muted, "muting is of the case");
    assert_eq!(inbox(&store, Group::New), ["m"], "what was new stays so");
    let applied = put(&store, [record(inside("quiet", "2026-11-12")), record(matter("daycare", "elsa", "2026-11-12"))]);
    assert!(applied.arrived.is_empty(), "{:?}", applied.arrived);
    assert_eq!(inbox(&store, Group::Rest), ["quiet"]);
    let applied = put(&store, [record(asked("task", "2026-11-13"))]);
    assert_eq!(applied.arrived, [key(RecordKind::Task, "task")]);
    assert!(store.record(&key(RecordKind::Task, "task")).unwrap().unwrap().is_new);
    file(&store, &case("daycare"), Mark::Muted, false);
    assert_eq!(put(&store, [record(inside("loud", "2026-11-14"))]).arrived, [message("loud")]);
}

#[test]
fn marking_as_read_or_unread_tells_no_source_and_untells_none() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("opened", "aino", "2026-11-10")), record(letter("skimmed", "aino", "2026-11-11"))]);
    store.mark_opened(&message("opened"), now()).unwrap();
    store.opened_sent(&[message("opened")]).unwrap();
    file(&store, &message("opened"), Mark::Unread, true);
    file(&store, &message("skimmed"), Mark::Unread, false);
    assert_eq!(
        (inbox(&store, Group::New), inbox(&store, Group::Rest)),
        (vec!["opened".into()], vec!["skimmed".into()])
    );
    assert!(store.opened_unsent(&haikkala_id(), 10).unwrap().is_empty());
    assert!(store.record(&message("skimmed")).unwrap().unwrap().is_quiet, "its opening is still to come");

    // Opened again it is told of once, here alone; opened at last it is told of everywhere.
    assert!(store.mark_opened(&message("opened"), now()).unwrap());
    assert!(store.opened_unsent(&haikkala_id(), 10).unwrap().is_empty());
    assert!(store.mark_opened(&message("skimmed"), now()).unwrap());
    assert_eq!(store.opened_unsent(&haikkala_id(), 10).unwrap().len(), 1);
    assert!(!store.record(&message("skimmed")).unwrap().unwrap().is_quiet);
}

#[test]
fn labels_are_a_list_of_their_own_and_narrow_a_search() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("a", "aino", "2026-11-10")), record(letter("b", "elsa", "2026-11-12"))]);
    put(&store, [record(letter("c", "aino", "2026-11-11"))]);
    for name in ["a", "b"] {
        file(&store, &message(name), Mark::Label(TAXES), true);
    }
    file(&store, &message("b"), Mark::Label(SCHOOL), true);
    assert_eq!(names(&marked(&store, false, Some(TAXES))), ["b", "a"]);
    assert_eq!(marks(&store, &message("b")).labels, [TAXES, SCHOOL]);

    // Also of what is in the archive, or only of that; and beside words.
    file(&store, &message("a"), Mark::Archived, true);
    assert_eq!(names(&marked(&store, false, Some(TAXES))), ["b", "a"]);
    assert_eq!(names(&marked(&store, true, Some(TAXES))), ["a"]);
    let found = |text: &str, filter: SearchFilter| {
        let question = Question::read(text);
        let page = store.search(&SearchQuery { question, filter, limit: 10, today: today(), ..SearchQuery::default() });
        let items = page.unwrap().items;
        items.into_iter().map(|found| found.row.key.id.to_string()).collect::<Vec<_>>()
    };
    let text = "b";
    assert_eq!(found(text, SearchFilter { label: Some(TAXES), ..SearchFilter::default() }), ["b"]);
    assert!(found("c", SearchFilter { label: Some(TAXES), ..SearchFilter::default() }).is_empty());
    assert_eq!(found("a", SearchFilter { archived: true, ..SearchFilter::default() }), ["a"]);
    assert!(found("b", SearchFilter { archived: true, ..SearchFilter::default() }).is_empty());

    // An item that moves forward moves in its lists; a label that is removed is nowhere.
    put(&store, [record(letter("a", "aino", "2026-11-16"))]);
    assert_eq!(names(&marked(&store, false, Some(TAXES))), ["a", "b"]);
    store.remove_label(TAXES).unwrap();
    assert!(marked(&store, false, Some(TAXES)).is_empty());
    assert_eq!(marks(&store, &message("b")).labels, [SCHOOL]);
}

#[test]
fn undoing_restores_exactly_what_was() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("a", "aino", "2026-11-10")), record(letter("b", "elsa", "2026-11-12"))]);
    store.mark_opened(&message("a"), now()).unwrap();
    file(&store, &message("a"), Mark::Label(TAXES), true);
    file(&store, &message("b"), Mark::Pinned, true);
    let both = [message("a"), message("b")];
    let rows = || both.each_ref().map(|item| (marks(&store, item), store.record(item).unwrap().unwrap().is_new));
    let was = rows();
    for (mark, on) in [
        (Mark::Archived, true),
        (Mark::Pinned, true),
        (Mark::Pinned, false),
        (Mark::Unread, true),
        (Mark::Unread, false),
        (Mark::Label(TAXES), true),
        (Mark::Label(TAXES), false),
    ] {
        let before = store.mark(&both, mark, on).unwrap();
        assert_ne!(rows(), was, "{mark:?} {on}");
        store.restore_marks(&before).unwrap();
        assert_eq!(rows(), was, "{mark:?} {on}");
    }
    // What has moved forward meanwhile is new whatever it was.
    let before = store.mark(&both, Mark::Archived, true).unwrap();
    put(&store, [record(letter("a", "aino", "2026-11-14"))]);
    store.restore_marks(&before).unwrap();
    assert!(store.record(&message("a")).unwrap().unwrap().is_new);
}

#[test]
fn marks_outlive_a_reading_that_missed_the_item_and_end_with_the_item() {
    let (_device, store) = aino_with_elsa();
    put(&store, [record(letter("m", "aino", "2026-11-10"))]);
    file(&store, &message("m"), Mark::Archived, true);
    file(&store, &message("m"), Mark::Label(TAXES), true);
    store.restart_feed(&haikkala_id()).unwrap();
    take(&store, page("again", [aino(), elsa()]));
    assert!(archive(&store).is_empty() && marked(&store, false, Some(TAXES)).is_empty());
    put(&store, [record(letter("m", "aino", "2026-11-10"))]);
    assert_eq!(archive(&store), ["m"]);
    assert_eq!(names(&marked(&store, true, Some(TAXES))), ["m"]);

    // What its source takes back comes again as anything else does.
    take(&store, page("end", [end(RecordKind::Message, "m", TombstoneReason::Withdrawn)]));
    put(&store, [record(letter("m", "aino", "2026-11-10"))]);
    assert_eq!(marks(&store, &message("m")), Marks::default());
}

#[test]
fn marks_go_where_their_items_go() {
    let (_device, store) = aino_with_elsa();
    store.enrol_source(&kaarna()).unwrap();
    let other =
        domain::change::Page { ..page("k", [upsert(Record::Party(person("e", "Elsa Virta", Relation::Child)))]) };
    store.apply_page(&kaarna().id, &other, None, now()).unwrap();
    put(&store, [record(letter("m", "elsa", "2026-11-10"))]);
    file(&store, &message("m"), Mark::Archived, true);
    file(&store, &message("m"), Mark::Label(TAXES), true);
    let (one, two) =
        (PartyRef { source: haikkala_id(), key: id("elsa") }, PartyRef { source: kaarna().id, key: id("e") });
    store.answer_link(&one, &two, LinkState::Confirmed, now()).unwrap();
    assert_eq!(archive(&store), ["m"]);
    store.undo_link(&one, &two).unwrap();
    assert_eq!(archive(&store), ["m"]);
    assert_eq!(names(&marked(&store, true, Some(TAXES))), ["m"]);

    // With the source everything goes, and nothing of it is remembered.
    store.remove_source(&haikkala_id()).unwrap();
    store.enrol_source(&haikkala()).unwrap();
    take(&store, page("1", [aino(), elsa(), upsert(record(letter("m", "elsa", "2026-11-10")))]));
    assert_eq!(marks(&store, &message("m")), Marks::default());
}
