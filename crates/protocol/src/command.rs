//! The commands.

use chrono::NaiveDateTime;
use domain::{
    case::Folder,
    id::{PartyId, PartyRef, RecordKey, RemoteId, SourceId},
    inbox::Group,
    mark::{LabelId, Mark},
    outgoing::OutgoingId,
    reminder::SnoozeUntil,
    report::Position,
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    archive::{ArchivesView, ChosenArchiveView, SavedAllView, TakenInView, TakenOutView},
    background::BackgroundView,
    data_use::{
        AnsweredView, ConsentChoice, DataUseView, DataUsesView, ErasureCheckView, LookupFilter, LookupPageView,
    },
    kept::{KeptErasureView, KeptSavedView},
    letters::{AttachedView, LetterText, LetterTo, LetterView, OutboxView, SentView, Way},
    lock::{LockOptionsView, LockView, Passcode, PasscodeView, ProfilesView},
    marks::{LabelsView, MarkedView},
    reports::{NearbyView, PlacesView, ReportFormView, ReportServicesView, ReportingView},
    rights::{OwnCodeView, ReceiptView, RightOffer, RightsView},
    search::{SavedSearchView, SavedSearchesView, SearchFilter, SearchPageView},
    sign_in::{DirectoryView, ReturnPage, ServiceAddress, ServiceView, SignInView, SignedOutView},
    telling::{CalendarView, ReminderView, TellingView},
    view::{
        AnnouncedView, CaseListView, ContactsView, ErasedView, InboxPageView, ItemView, LinksView, NoticesView,
        OverviewView, SavedView, SettingsView, SourceDetailView,
    },
};

/// A question the interface asks the engine.
pub trait Command: Serialize + DeserializeOwned + Send + 'static {
    /// The answer.
    type Response: Serialize + DeserializeOwned + Send + 'static;
    /// The name under which the shell knows and permits it.
    const NAME: &'static str;
}

macro_rules! commands {
    ($($(#[$doc:meta])* $name:ident { $($(#[$fdoc:meta])* $field:ident : $ty:ty),* $(,)? } => $wire:literal -> $response:ty;)*) => {
        $(
            $(#[$doc])*
            #[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
            pub struct $name { $($(#[$fdoc])* pub $field: $ty),* }

            impl Command for $name {
                type Response = $response;
                const NAME: &'static str = $wire;
            }
        )*

        /// The names of all commands.
        pub const COMMAND_NAMES: &[&str] = &[$($wire),*];

        /// Calls `$then!` with the type of every command, so that a table of them can be made elsewhere.
        #[macro_export]
        macro_rules! for_each_command {
            ($then:ident) => { $then! { $($name),* } };
        }
    };
}

commands! {
    /// What stands around every page: people, sources with their freshness, counts, the day.
    ReadOverview {} => "read_overview" -> OverviewView;

    /// A page of one group of the inbox.
    ReadInbox {
        /// The group.
        group: Group,
        /// Only this party's items.
        party: Option<PartyId>,
        /// The cursor of the previous page's answer; none for the first page.
        after: Option<String>,
        /// Most items wanted; the engine answers at most 200.
        limit: u16,
    } => "read_inbox" -> InboxPageView;

    /// The cases of a folder, newest change first.
    ReadCases {
        /// Which folder.
        #[serde(default)]
        folder: Folder,
        /// Only this party's cases.
        party: Option<PartyId>,
        /// The cursor of the previous page's answer; none for the first page.
        after: Option<String>,
        /// Most cases wanted; the engine answers at most 200.
        limit: u16,
    } => "read_cases" -> CaseListView;

    /// Items that say these words and are of this sort, best first.
    Search {
        /// What was typed. All of it must be in an item; what stands in quotation marks as it is. Empty: whatever they say.
        text: String,
        /// What the items are.
        filter: SearchFilter,
        /// The cursor of the previous page's answer; none for the first page.
        after: Option<String>,
        /// Most items wanted; the engine answers at most 200.
        limit: u16,
    } => "search" -> SearchPageView;

    /// Who uses whose data, on which basis, and when last.
    ReadDataUses {
        /// Only this party's data.
        party: Option<PartyId>,
    } => "read_data_uses" -> DataUsesView;

    /// A use of data, whole.
    ReadDataUse {
        /// The use.
        item: RecordKey,
    } => "read_data_use" -> DataUseView;

    /// Lookups of such a sort, newest first.
    ReadLookups {
        /// Which.
        filter: LookupFilter,
        /// The cursor of the previous page's answer; none for the first page.
        after: Option<String>,
        /// Most lookups wanted; the engine answers at most 200.
        limit: u16,
    } => "read_lookups" -> LookupPageView;

    /// The resident has looked: the lookups that there are now are no longer new.
    MarkLookupsSeen {} => "mark_lookups_seen" -> ();

    /// Answer a request for consent. It is sent like a letter, and takes effect when it is received.
    AnswerConsent {
        /// The request.
        item: RecordKey,
        /// What is said.
        choice: ConsentChoice,
        /// The notice that was shown, by its hash.
        notice: String,
    } => "answer_consent" -> AnsweredView;

    /// Prolong what was given, by another consent in its place.
    ExtendConsent {
        /// The consent.
        item: RecordKey,
        /// Its new last day.
        until: chrono::NaiveDate,
        /// The notice that was shown, by its hash.
        notice: String,
    } => "extend_consent" -> AnsweredView;

    /// Withdraw what was given, or take a prohibition back. It goes before everything else; what has not been sent yet is not sent.
    WithdrawConsent {
        /// The consent.
        item: RecordKey,
    } => "withdraw_consent" -> AnsweredView;

    /// Ask the source of a use whether it would erase the data. Nothing is erased.
    CheckErasure {
        /// The use.
        item: RecordKey,
    } => "check_erasure" -> ErasureCheckView;

    /// Save everything about the use of data: consents, receipts, uses and lookups, with what is needed to check them without the app.
    TakeOutDataUses {
        /// Only this party's.
        party: Option<PartyId>,
    } => "take_out_data_uses" -> SavedView;

    /// The searches that the resident has kept.
    ReadSavedSearches {} => "read_saved_searches" -> SavedSearchesView;

    /// Keep a search, in place of one of the same name.
    SaveSearch {
        /// The search.
        search: SavedSearchView,
    } => "save_search" -> SavedSearchesView;

    /// Forget a search that was kept.
    RemoveSavedSearch {
        /// Its name.
        name: String,
    } => "remove_saved_search" -> SavedSearchesView;

    /// An item to read. Reading changes nothing; see [`MarkOpened`].
    ReadItem {
        /// The item.
        item: RecordKey,
    } => "read_item" -> ItemView;

    /// The resident has the item in front of them. It is no longer new, and its source is told at the next sync. Where the
    /// device has only an outline of its case, because fetching the rest is reading it, the rest is fetched now; how that
    /// went is told by [`ItemView::missing`].
    MarkOpened {
        /// The item.
        item: RecordKey,
    } => "mark_opened" -> ();

    /// Put a case into another folder, at its source and here. Nothing waits in a queue. When it was changed meanwhile
    /// ([`ErrorCode::ChangedMeanwhile`]), nothing was done and the case is as it is now.
    ///
    /// [`ErrorCode::ChangedMeanwhile`]: crate::ErrorCode::ChangedMeanwhile
    FileCase {
        /// The case.
        item: RecordKey,
        /// The folder.
        folder: Folder,
    } => "file_case" -> ();

    /// Mark items on this device, or take the mark off them. No source is told.
    MarkItems {
        /// The items.
        items: Vec<RecordKey>,
        /// Which mark.
        mark: Mark,
        /// Whether they are to have it.
        on: bool,
    } => "mark_items" -> MarkedView;

    /// Put the items that were marked last back to how they were. [`ErrorCode::NotFound`] when others were marked since, or the
    /// app was closed or locked.
    ///
    /// [`ErrorCode::NotFound`]: crate::ErrorCode::NotFound
    UndoMarks {
        /// As [`MarkedView::undo`] has it.
        undo: u32,
    } => "undo_marks" -> MarkedView;

    /// How the resident wants to be told of what comes and of what is due.
    ReadTelling {} => "read_telling" -> TellingView;

    /// Change how the resident is told.
    ChangeTelling {
        /// The settings, whole.
        telling: TellingView,
    } => "change_telling" -> TellingView;

    /// What the app does while its window is closed and over a connection that costs.
    ReadBackground {} => "read_background" -> BackgroundView;

    /// Change what the app does while its window is closed and over a connection that costs. What the device cannot do stays as
    /// it is.
    ChangeBackground {
        /// All of it.
        background: BackgroundView,
    } => "change_background" -> BackgroundView;

    /// End the app, also where closing its window would not.
    Quit {} => "quit" -> ();

    /// Reminders of an item, and until when it can be put off.
    ReadReminder {
        /// The item.
        item: RecordKey,
    } => "read_reminder" -> ReminderView;

    /// Change when the resident is reminded of an item. [`ErrorCode::BadRequest`] for a moment that is past.
    ///
    /// [`ErrorCode::BadRequest`]: crate::ErrorCode::BadRequest
    SetReminder {
        /// The item.
        item: RecordKey,
        /// No reminders of its day.
        silent: bool,
        /// A moment of their own choice, by the clock on the wall in Finland.
        own: Option<NaiveDateTime>,
    } => "set_reminder" -> ReminderView;

    /// Put an item off, so that it waits for nobody until then, or have it wait again. [`ErrorCode::BadRequest`] where that is no
    /// time to come, or the item waits for nobody.
    ///
    /// [`ErrorCode::BadRequest`]: crate::ErrorCode::BadRequest
    SnoozeItem {
        /// The item.
        item: RecordKey,
        /// Until when; none: not any more.
        until: Option<SnoozeUntil>,
    } => "snooze_item" -> ReminderView;

    /// What is due, by day.
    ReadCalendar {} => "read_calendar" -> CalendarView;

    /// Save what is due as a calendar file (RFC 5545) where the resident chooses. The file is theirs and not encrypted.
    SaveCalendar {
        /// Only this item.
        item: Option<RecordKey>,
    } => "save_calendar" -> SavedView;

    /// The resident's labels.
    ReadLabels {} => "read_labels" -> LabelsView;

    /// Make a label. One that has this name already is left as it is.
    CreateLabel {
        /// Its name.
        name: String,
    } => "create_label" -> LabelsView;

    /// Give a label another name. [`ErrorCode::NotTaken`] when another has it.
    ///
    /// [`ErrorCode::NotTaken`]: crate::ErrorCode::NotTaken
    RenameLabel {
        /// Which.
        label: LabelId,
        /// The name.
        name: String,
    } => "rename_label" -> LabelsView;

    /// Remove a label, from every item too.
    RemoveLabel {
        /// Which.
        label: LabelId,
    } => "remove_label" -> LabelsView;

    /// One connected service: how fresh it is and what of it could not be read.
    ReadSource {
        /// The service.
        source: SourceId,
    } => "read_source" -> SourceDetailView;

    /// Ask every source, or one, for what is new. Answers when all have been asked; a source that fails says so in the
    /// overview and is no error here.
    SyncNow {
        /// Only this source.
        source: Option<SourceId>,
    } => "sync_now" -> ();

    /// Make sure that a document is on the device, so that it can be shown from the vault.
    FetchDocument {
        /// The item it belongs to.
        item: RecordKey,
        /// The document's id at the item's source.
        document: String,
    } => "fetch_document" -> ();

    /// Save a copy of a document where the resident chooses. The copy is theirs and not encrypted.
    SaveDocument {
        /// The item it belongs to.
        item: RecordKey,
        /// The document's id at the item's source.
        document: String,
    } => "save_document" -> SavedView;

    /// Open a document in another app of the device. The copy it needs is removed when Kotikunta closes, and at its next
    /// start at the latest.
    OpenElsewhere {
        /// The item it belongs to.
        item: RecordKey,
        /// The document's id at the item's source.
        document: String,
    } => "open_elsewhere" -> ();

    /// Save every file of an item, and of a case every file in it, as one zip file where the resident chooses.
    SaveAllDocuments {
        /// The item.
        item: RecordKey,
    } => "save_all_documents" -> SavedAllView;

    /// Save everything as an archive where the resident chooses: pages for any browser, every record, every file, signed.
    TakeOut {
        /// Only what concerns this party.
        party: Option<PartyId>,
    } => "take_out" -> TakenOutView;

    /// Stop what is being saved. Nothing of it is left.
    StopTakingOut {} => "stop_taking_out" -> ();

    /// By what this device's archives are known, and what has been taken in from archives.
    ReadArchives {} => "read_archives" -> ArchivesView;

    /// Let the resident choose an archive, and check it. Nothing is taken in.
    ChooseArchive {} => "choose_archive" -> ChosenArchiveView;

    /// Take in the archive that was chosen.
    TakeIn {} => "take_in" -> TakenInView;

    /// Have a case erased at its source, and with it everything of it here. There is no way back. Only where
    /// [`DraftView::erasable`](crate::view::DraftView) says so.
    EraseAtSource {
        /// The case.
        item: RecordKey,
    } => "erase_at_source" -> ErasedView;

    /// What the resident must be told beside their items: what was taken back, what had to be fetched again.
    ReadNotices {} => "read_notices" -> NoticesView;

    /// The resident has read that this item was taken back.
    DismissTakenBack {
        /// The item that is gone.
        item: RecordKey,
    } => "dismiss_taken_back" -> ();

    /// The resident has read that this right to act has ended.
    DismissEndedRight {
        /// For whom it was, as the service named them.
        right: PartyRef,
    } => "dismiss_ended_right" -> ();

    /// By what right the resident acts for whom, which rights they have given, what is asked, and what was done for them.
    ReadRights {} => "read_rights" -> RightsView;

    /// A code of the resident's own, to show to somebody who gives them a right to act or asks them for one.
    ShowOwnCode {
        /// The service.
        source: SourceId,
    } => "show_own_code" -> OwnCodeView;

    /// Give somebody a right to act for the resident. The service is asked at once; nothing waits in a queue.
    GiveRight {
        /// The service.
        source: SourceId,
        /// To whom and in what.
        offer: RightOffer,
    } => "give_right" -> ReceiptView;

    /// Ask somebody for a right to act for them.
    AskForRight {
        /// The service.
        source: SourceId,
        /// Whom and in what.
        offer: RightOffer,
    } => "ask_for_right" -> ReceiptView;

    /// Answer somebody who asks for a right to act for the resident.
    AnswerRightRequest {
        /// The service.
        source: SourceId,
        /// The request.
        request: RemoteId,
        /// Whether the right is given, as it was asked for.
        accept: bool,
    } => "answer_right_request" -> ReceiptView;

    /// End a right that the resident has given, or take a request back.
    WithdrawRight {
        /// The service.
        source: SourceId,
        /// The right or the request.
        right: RemoteId,
    } => "withdraw_right" -> ReceiptView;

    /// Receive a decision, which serves it: from now on the time for seeking a change runs. The service is asked at once, and may
    /// want the resident to identify themselves first; nothing waits in a queue. A decision that is open already stays so.
    ReceiveDecision {
        /// The decision.
        item: RecordKey,
    } => "receive_decision" -> ();

    /// How to reach the people of each connected public body. Known offline too.
    ReadContacts {} => "read_contacts" -> ContactsView;

    /// The public bodies of the directory that a question may mean: by name or postal code. Nothing is asked of anybody.
    SearchDirectory {
        /// The question; an empty one means all.
        question: String,
    } => "search_directory" -> DirectoryView;

    /// Ask a service who it is and what it offers, before the resident signs in to it.
    ReadService {
        /// Which.
        at: ServiceAddress,
    } => "read_service" -> ServiceView;

    /// Sign in to a service in the system browser, to connect it or to go on with it. Answers at once; how it goes is
    /// [`ReadSignIn`]'s. A sign-in under way is given up for it.
    BeginSignIn {
        /// The service.
        at: ServiceAddress,
        /// What the browser shows at the end.
        page: ReturnPage,
    } => "begin_sign_in" -> ();

    /// How the latest sign-in goes.
    ReadSignIn {} => "read_sign_in" -> SignInView;

    /// Show the page of the sign-in under way in the browser once more.
    ReopenBrowser {} => "reopen_browser" -> ();

    /// Give up the sign-in under way, or put away how the latest one ended.
    EndSignIn {} => "end_sign_in" -> ();

    /// Sign out of a service: its tokens and everything it brought leave this device, also without a network.
    SignOut {
        /// The service.
        source: SourceId,
    } => "sign_out" -> SignedOutView;

    /// Save everything that a service keeps about the resident beside any inbox, where they choose.
    TakeOutKept {
        /// The service.
        source: SourceId,
    } => "take_out_kept" -> KeptSavedView;

    /// Ask a service whether it would erase everything that it keeps about the resident. Nothing is erased.
    CheckKeptErasure {
        /// The service.
        source: SourceId,
    } => "check_kept_erasure" -> ErasureCheckView;

    /// Have a service erase everything that it keeps about the resident, unless it would not. One that did leaves this device.
    EraseKept {
        /// The service.
        source: SourceId,
    } => "erase_kept" -> KeptErasureView;

    /// Remove everything from this device: every service, item, key and setting. Works without a network.
    EraseDevice {} => "erase_device" -> ();

    /// Names of people at different services that may be one person, and what the resident has said of them.
    ReadLinks {} => "read_links" -> LinksView;

    /// The resident says whether two names are one person.
    AnswerLink {
        /// One name.
        one: PartyRef,
        /// The other.
        other: PartyRef,
        /// Whether they are one person.
        same: bool,
    } => "answer_link" -> ();

    /// Take an answer back: the names stand apart, and the app may ask again.
    UndoLink {
        /// One name.
        one: PartyRef,
        /// The other.
        other: PartyRef,
    } => "undo_link" -> ();

    /// Open an `https` link of an item in the system browser.
    OpenLink {
        /// The address.
        address: String,
    } => "open_link" -> ();

    /// Say something through the platform's screen reader, which reads no live regions of the page everywhere.
    Announce {
        /// The words.
        words: String,
    } => "announce" -> AnnouncedView;

    /// How the resident likes the app.
    ReadSettings {} => "read_settings" -> SettingsView;

    /// Change how the app is.
    ChangeSettings {
        /// The settings, whole.
        settings: SettingsView,
    } => "change_settings" -> SettingsView;

    /// Try again to open the store after the key was not available.
    RetryUnlock {} => "retry_unlock" -> ();

    /// Give up a store that cannot be opened, and begin with an empty one. Only while [`ErrorCode::can_start_over`] holds
    /// for the reason; a store that opens after all is kept.
    ///
    /// [`ErrorCode::can_start_over`]: crate::ErrorCode::can_start_over
    StartOver {} => "start_over" -> ();

    /// The lock: whether there is one, how it behaves, and while the app is locked what may be said then.
    ReadLock {} => "read_lock" -> LockView;

    /// Lock the app now. Answers whether it is locked: where there is no lock it is not.
    LockNow {} => "lock_now" -> bool;

    /// Open the locked app.
    Unlock {
        /// What was typed.
        passcode: Passcode,
    } => "unlock" -> PasscodeView;

    /// Set, change or remove the lock.
    ChangeLock {
        /// What opens the lock that there is.
        passcode: Option<Passcode>,
        /// What is to open it from now on; none for no lock.
        next: Option<Passcode>,
    } => "change_lock" -> PasscodeView;

    /// Change how the lock behaves.
    ChangeLockOptions {
        /// How.
        options: LockOptionsView,
    } => "change_lock_options" -> ();

    /// Give the profile and every vault new keys.
    RenewKeys {
        /// What opens the lock, if there is one.
        passcode: Option<Passcode>,
    } => "renew_keys" -> PasscodeView;

    /// The resident is using the app, or has hidden it. Sent now and then, not at every key.
    NoteUse {
        /// Whether the window is hidden.
        hidden: bool,
    } => "note_use" -> ();

    /// Use the app for this once, without keeping anything. Only while [`ErrorCode::can_use_once`] holds for the reason
    /// for which the store is not open.
    ///
    /// [`ErrorCode::can_use_once`]: crate::ErrorCode::can_use_once
    UseOnce {} => "use_once" -> ();

    /// Everything that the resident writes and wrote.
    ReadOutbox {} => "read_outbox" -> OutboxView;

    /// A letter to write: the draft there is already, or a new one, which is kept with its first words.
    BeginLetter {
        /// To whom and in what.
        to: LetterTo,
    } => "begin_letter" -> LetterView;

    /// A draft to go on with. What waits and is not in doubt, and what was refused, becomes a draft again.
    EditLetter {
        /// Its name.
        id: OutgoingId,
    } => "edit_letter" -> LetterView;

    /// Keep a draft as it is now. One in which nothing is written is kept no longer.
    KeepLetter {
        /// Its name.
        id: OutgoingId,
        /// To whom and in what.
        to: LetterTo,
        /// What has been written.
        text: LetterText,
    } => "keep_letter" -> ();

    /// Put files of this device with a draft.
    AttachFiles {
        /// Its name.
        id: OutgoingId,
        /// To whom and in what.
        to: LetterTo,
        /// What has been written.
        text: LetterText,
        /// Where they come from.
        way: Way,
        /// Whether pictures keep the place where they were taken.
        keep_place: bool,
        /// Whether large pictures are made smaller.
        smaller: bool,
    } => "attach_files" -> AttachedView;

    /// Put a photograph with a draft that was taken in the page. Unlike a file it comes from there: only a web view on a phone has
    /// a way to the camera.
    AttachPhoto {
        /// Its name.
        id: OutgoingId,
        /// To whom and in what.
        to: LetterTo,
        /// What has been written.
        text: LetterText,
        /// What the camera calls it.
        name: String,
        /// The photograph, in base64 (RFC 4648 section 4).
        photo: String,
        /// Whether it keeps the place where it was taken.
        keep_place: bool,
        /// Whether it is made smaller if it is large.
        smaller: bool,
    } => "attach_photo" -> AttachedView;

    /// Take a file from a draft.
    DetachFile {
        /// The draft.
        id: OutgoingId,
        /// The file.
        file: OutgoingId,
    } => "detach_file" -> AttachedView;

    /// Send a letter, or send it again at once.
    SendLetter {
        /// Its name.
        id: OutgoingId,
    } => "send_letter" -> SentView;

    /// Discard a letter that no public body has or may have.
    DiscardLetter {
        /// Its name.
        id: OutgoingId,
    } => "discard_letter" -> ();

    /// Where faults can be reported, and what was reported.
    ReadReporting {} => "read_reporting" -> ReportingView;

    /// Connect a service that takes reports and wants no sign-in. [`ErrorCode::BadRequest`] for one that does.
    ///
    /// [`ErrorCode::BadRequest`]: crate::ErrorCode::BadRequest
    ConnectOpenly {
        /// Which service.
        at: ServiceAddress,
    } => "connect_openly" -> SourceId;

    /// What can be reported in a city, in everyday words. The list is fetched when it is older than a day, and kept.
    ReadReportServices {
        /// The city.
        source: SourceId,
        /// What is looked for; empty: all.
        text: String,
    } => "read_report_services" -> ReportServicesView;

    /// What a city asks of one kind of fault. It is fetched, and kept.
    ReadReportForm {
        /// The city.
        source: SourceId,
        /// The code of the kind.
        service: String,
    } => "read_report_form" -> ReportFormView;

    /// Places in a city's own list.
    FindPlaces {
        /// The city.
        source: SourceId,
        /// What is typed of a place's name.
        text: String,
    } => "find_places" -> PlacesView;

    /// What a city's own list calls a place, the nearest first.
    NamePlace {
        /// The city.
        source: SourceId,
        /// The place.
        position: Position,
    } => "name_place" -> PlacesView;

    /// What is reported near a place already and not closed.
    ReadNearby {
        /// The city.
        source: SourceId,
        /// The code of the kind of fault.
        service: String,
        /// The place.
        position: Position,
    } => "read_nearby" -> NearbyView;

    /// Follow a report that somebody else made: what becomes of it comes to the inbox like that of one's own.
    FollowReport {
        /// The city.
        source: SourceId,
        /// The report.
        report: RemoteId,
    } => "follow_report" -> RecordKey;

    /// Follow a report no longer. What came of it is removed from this device; the report stays at the city.
    UnfollowReport {
        /// The report.
        item: RecordKey,
    } => "unfollow_report" -> ();

    /// The profiles of this device.
    ReadProfiles {} => "read_profiles" -> ProfilesView;

    /// Make a profile for another resident and go to it.
    AddProfile {
        /// Its name.
        name: String,
    } => "add_profile" -> ();

    /// Give the profile in use another name.
    RenameProfile {
        /// The name.
        name: String,
    } => "rename_profile" -> ();

    /// Close the profile in use and go to another one; none: to the choice between them.
    SwitchProfile {
        /// Its id.
        profile: Option<String>,
    } => "switch_profile" -> ();

    /// Erase the profile in use, with its keys. Never the last one.
    RemoveProfile {} => "remove_profile" -> ();
}
