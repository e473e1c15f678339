//! Commands of the interface, each answered by its own `impl`, and the table that finds them by name.

use std::future::Future;

use domain::id::{RecordKey, SourceId};
use protocol::{
    AddProfile, Announce, AnswerConsent, AnswerLink, AnswerRightRequest, AskForRight, AttachFiles, AttachPhoto,
    BeginLetter, BeginSignIn, ChangeBackground, ChangeLock, ChangeLockOptions, ChangeSettings, ChangeTelling,
    CheckErasure, CheckKeptErasure, ChooseArchive, Command, ConnectOpenly, CreateLabel, DetachFile, DiscardLetter,
    DismissEndedRight, DismissTakenBack, EditLetter, EndSignIn, EraseAtSource, EraseDevice, EraseKept, ErrorCode,
    ErrorView, ExtendConsent, FetchDocument, FileCase, FindPlaces, FollowReport, GiveRight, KeepLetter, LockNow,
    MarkItems, MarkLookupsSeen, MarkOpened, NamePlace, NoteUse, OpenElsewhere, OpenLink, Quit, ReadArchives,
    ReadBackground, ReadCalendar, ReadCases, ReadContacts, ReadDataUse, ReadDataUses, ReadInbox, ReadItem, ReadLabels,
    ReadLinks, ReadLock, ReadLookups, ReadNearby, ReadNotices, ReadOutbox, ReadOverview, ReadProfiles, ReadReminder,
    ReadReportForm, ReadReportServices, ReadReporting, ReadRights, ReadSavedSearches, ReadService, ReadSettings,
    ReadSignIn, ReadSource, ReadTelling, ReceiveDecision, RemoveLabel, RemoveProfile, RemoveSavedSearch, RenameLabel,
    RenameProfile, RenewKeys, ReopenBrowser, RetryUnlock, SaveAllDocuments, SaveCalendar, SaveDocument, SaveSearch,
    Search, SearchDirectory, SendLetter, SetReminder, ShowOwnCode, SignOut, SnoozeItem, StartOver, StopTakingOut,
    SwitchProfile, SyncNow, TakeIn, TakeOut, TakeOutDataUses, TakeOutKept, UndoLink, UndoMarks, UnfollowReport, Unlock,
    UseOnce, WithdrawConsent, WithdrawRight,
    archive::{ArchivesView, ChosenArchiveView, SavedAllView, TakenInView, TakenOutView},
    background::BackgroundView,
    data_use::{AnsweredView, DataUseView, DataUsesView, ErasureCheckView, LookupPageView},
    kept::{KeptErasureView, KeptSavedView},
    letters::{AttachedView, LetterView, OutboxView, SentView},
    lock::{LockView, PasscodeView, ProfilesView},
    marks::{LabelsView, MarkedView},
    reports::{NearbyView, PlacesView, ReportFormView, ReportServicesView, ReportingView},
    rights::{OwnCodeView, ReceiptView, RightsView},
    search::{SavedSearchesView, SearchPageView},
    sign_in::{DirectoryView, ServiceView, SignInView, SignedOutView},
    telling::{CalendarView, ReminderView, TellingView},
    view::{
        AnnouncedView, CaseListView, ContactsView, ErasedView, InboxPageView, ItemView, LinksView, NoticesView,
        OverviewView, SavedView, SettingsView, SourceDetailView,
    },
};
use serde_json::Value;

use crate::{Engine, settings};

/// Answers one command.
pub trait Handle<C: Command> {
    /// Answers it.
    fn handle(&self, command: C) -> impl Future<Output = Result<C::Response, ErrorView>> + Send;
}

macro_rules! dispatch {
    ($($command:ident),*) => {
        impl Engine {
            /// Answers the command of this name, from JSON to JSON. The shells use it; within Rust, [`Handle`] is better.
            ///
            /// # Errors
            /// [`ErrorCode::BadRequest`] for an unknown name or a request that does not fit, else the command's own.
            pub async fn dispatch(&self, name: &str, request: Value) -> Result<Value, ErrorView> {
                match name {
                    $(<protocol::$command as Command>::NAME => {
                        let command: protocol::$command = serde_json::from_value(request).map_err(|error| {
                            tracing::error!(name, %error, "a request does not fit its command");
                            ErrorView::from(ErrorCode::BadRequest)
                        })?;
                        let answer = self.handle(command).await?;
                        serde_json::to_value(answer).map_err(|_| ErrorCode::Internal.into())
                    })*
                    _ => Err(ErrorCode::BadRequest.into()),
                }
            }
        }
    };
}

protocol::for_each_command!(dispatch);

impl Handle<ReadOverview> for Engine {
    async fn handle(&self, _: ReadOverview) -> Result<OverviewView, ErrorView> {
        self.read_overview().await
    }
}

impl Handle<ReadInbox> for Engine {
    async fn handle(&self, ReadInbox { group, party, after, limit }: ReadInbox) -> Result<InboxPageView, ErrorView> {
        self.read_inbox(group, party, after, limit).await
    }
}

impl Handle<ReadCases> for Engine {
    async fn handle(&self, command: ReadCases) -> Result<CaseListView, ErrorView> {
        let ReadCases { folder, party, after, limit } = command;
        self.read_cases(folder, party, after, limit).await
    }
}

impl Handle<Search> for Engine {
    async fn handle(&self, Search { text, filter, after, limit }: Search) -> Result<SearchPageView, ErrorView> {
        self.search(&text, filter, after, limit).await
    }
}

impl Handle<ReadDataUses> for Engine {
    async fn handle(&self, ReadDataUses { party }: ReadDataUses) -> Result<DataUsesView, ErrorView> {
        self.read_data_uses(party).await
    }
}

impl Handle<ReadDataUse> for Engine {
    async fn handle(&self, ReadDataUse { item }: ReadDataUse) -> Result<DataUseView, ErrorView> {
        self.read_data_use(item).await
    }
}

impl Handle<ReadLookups> for Engine {
    async fn handle(&self, ReadLookups { filter, after, limit }: ReadLookups) -> Result<LookupPageView, ErrorView> {
        self.read_lookups(filter, after, limit).await
    }
}

impl Handle<MarkLookupsSeen> for Engine {
    async fn handle(&self, _: MarkLookupsSeen) -> Result<(), ErrorView> {
        self.mark_lookups_seen().await
    }
}

impl Handle<AnswerConsent> for Engine {
    async fn handle(&self, AnswerConsent { item, choice, notice }: AnswerConsent) -> Result<AnsweredView, ErrorView> {
        self.answer_consent(item, choice, notice).await
    }
}

impl Handle<ExtendConsent> for Engine {
    async fn handle(&self, ExtendConsent { item, until, notice }: ExtendConsent) -> Result<AnsweredView, ErrorView> {
        self.extend_consent(item, until, notice).await
    }
}

impl Handle<WithdrawConsent> for Engine {
    async fn handle(&self, WithdrawConsent { item }: WithdrawConsent) -> Result<AnsweredView, ErrorView> {
        self.withdraw_consent(item).await
    }
}

impl Handle<CheckErasure> for Engine {
    async fn handle(&self, CheckErasure { item }: CheckErasure) -> Result<ErasureCheckView, ErrorView> {
        self.check_erasure(item).await
    }
}

impl Handle<TakeOutDataUses> for Engine {
    async fn handle(&self, TakeOutDataUses { party }: TakeOutDataUses) -> Result<SavedView, ErrorView> {
        self.take_out_data_uses(party).await
    }
}

impl Handle<ReadSavedSearches> for Engine {
    async fn handle(&self, _: ReadSavedSearches) -> Result<SavedSearchesView, ErrorView> {
        self.read_saved_searches().await
    }
}

impl Handle<SaveSearch> for Engine {
    async fn handle(&self, SaveSearch { search }: SaveSearch) -> Result<SavedSearchesView, ErrorView> {
        self.save_search(search).await
    }
}

impl Handle<RemoveSavedSearch> for Engine {
    async fn handle(&self, RemoveSavedSearch { name }: RemoveSavedSearch) -> Result<SavedSearchesView, ErrorView> {
        self.remove_saved_search(name).await
    }
}

impl Handle<ReadItem> for Engine {
    async fn handle(&self, ReadItem { item }: ReadItem) -> Result<ItemView, ErrorView> {
        self.read_item(item).await
    }
}

impl Handle<MarkOpened> for Engine {
    async fn handle(&self, MarkOpened { item }: MarkOpened) -> Result<(), ErrorView> {
        self.mark_opened(item).await
    }
}

impl Handle<FileCase> for Engine {
    async fn handle(&self, FileCase { item, folder }: FileCase) -> Result<(), ErrorView> {
        self.file_case(item, folder).await
    }
}

impl Handle<MarkItems> for Engine {
    async fn handle(&self, MarkItems { items, mark, on }: MarkItems) -> Result<MarkedView, ErrorView> {
        self.mark_items(items, mark, on).await
    }
}

impl Handle<UndoMarks> for Engine {
    async fn handle(&self, UndoMarks { undo }: UndoMarks) -> Result<MarkedView, ErrorView> {
        self.undo_marks(undo).await
    }
}

impl Handle<ReadTelling> for Engine {
    async fn handle(&self, _: ReadTelling) -> Result<TellingView, ErrorView> {
        self.opened()?;
        Ok(self.telling())
    }
}

impl Handle<ChangeTelling> for Engine {
    async fn handle(&self, ChangeTelling { telling }: ChangeTelling) -> Result<TellingView, ErrorView> {
        self.change_telling(telling).await
    }
}

impl Handle<ReadBackground> for Engine {
    async fn handle(&self, _: ReadBackground) -> Result<BackgroundView, ErrorView> {
        self.read_background().await
    }
}

impl Handle<ChangeBackground> for Engine {
    async fn handle(&self, ChangeBackground { background }: ChangeBackground) -> Result<BackgroundView, ErrorView> {
        self.change_background(background).await
    }
}

impl Handle<Quit> for Engine {
    async fn handle(&self, _: Quit) -> Result<(), ErrorView> {
        self.inner.host.quit();
        Ok(())
    }
}

impl Handle<ReadReminder> for Engine {
    async fn handle(&self, ReadReminder { item }: ReadReminder) -> Result<ReminderView, ErrorView> {
        self.read_reminder(item).await
    }
}

impl Handle<SetReminder> for Engine {
    async fn handle(&self, SetReminder { item, silent, own }: SetReminder) -> Result<ReminderView, ErrorView> {
        self.set_reminder(item, silent, own).await
    }
}

impl Handle<SnoozeItem> for Engine {
    async fn handle(&self, SnoozeItem { item, until }: SnoozeItem) -> Result<ReminderView, ErrorView> {
        self.snooze_item(item, until).await
    }
}

impl Handle<ReadCalendar> for Engine {
    async fn handle(&self, _: ReadCalendar) -> Result<CalendarView, ErrorView> {
        self.read_calendar().await
    }
}

impl Handle<SaveCalendar> for Engine {
    async fn handle(&self, SaveCalendar { item }: SaveCalendar) -> Result<SavedView, ErrorView> {
        self.save_calendar(item).await
    }
}

impl Handle<ReadLabels> for Engine {
    async fn handle(&self, _: ReadLabels) -> Result<LabelsView, ErrorView> {
        self.read_labels().await
    }
}

impl Handle<CreateLabel> for Engine {
    async fn handle(&self, CreateLabel { name }: CreateLabel) -> Result<LabelsView, ErrorView> {
        self.create_label(&name).await
    }
}

impl Handle<RenameLabel> for Engine {
    async fn handle(&self, RenameLabel { label, name }: RenameLabel) -> Result<LabelsView, ErrorView> {
        self.rename_label(label, &name).await
    }
}

impl Handle<RemoveLabel> for Engine {
    async fn handle(&self, RemoveLabel { label }: RemoveLabel) -> Result<LabelsView, ErrorView> {
        self.remove_label(label).await
    }
}

impl Handle<ReadSource> for Engine {
    async fn handle(&self, ReadSource { source }: ReadSource) -> Result<SourceDetailView, ErrorView> {
        self.read_source(&source).await
    }
}

impl Handle<SyncNow> for Engine {
    async fn handle(&self, SyncNow { source }: SyncNow) -> Result<(), ErrorView> {
        self.sync_now(source).await
    }
}

impl Handle<FetchDocument> for Engine {
    async fn handle(&self, FetchDocument { item, document }: FetchDocument) -> Result<(), ErrorView> {
        self.fetch_document(item, document).await
    }
}

impl Handle<SaveDocument> for Engine {
    async fn handle(&self, SaveDocument { item, document }: SaveDocument) -> Result<SavedView, ErrorView> {
        self.save_document(item, document).await
    }
}

impl Handle<OpenElsewhere> for Engine {
    async fn handle(&self, OpenElsewhere { item, document }: OpenElsewhere) -> Result<(), ErrorView> {
        self.open_elsewhere(item, document).await
    }
}

impl Handle<SaveAllDocuments> for Engine {
    async fn handle(&self, SaveAllDocuments { item }: SaveAllDocuments) -> Result<SavedAllView, ErrorView> {
        self.save_all_documents(item).await
    }
}

impl Handle<TakeOut> for Engine {
    async fn handle(&self, TakeOut { party }: TakeOut) -> Result<TakenOutView, ErrorView> {
        self.take_out(party).await
    }
}

impl Handle<StopTakingOut> for Engine {
    async fn handle(&self, _: StopTakingOut) -> Result<(), ErrorView> {
        self.inner.taking.stop();
        Ok(())
    }
}

impl Handle<ReadArchives> for Engine {
    async fn handle(&self, _: ReadArchives) -> Result<ArchivesView, ErrorView> {
        self.read_archives().await
    }
}

impl Handle<ChooseArchive> for Engine {
    async fn handle(&self, _: ChooseArchive) -> Result<ChosenArchiveView, ErrorView> {
        self.choose_archive().await
    }
}

impl Handle<TakeIn> for Engine {
    async fn handle(&self, _: TakeIn) -> Result<TakenInView, ErrorView> {
        self.take_in().await
    }
}

impl Handle<EraseAtSource> for Engine {
    async fn handle(&self, EraseAtSource { item }: EraseAtSource) -> Result<ErasedView, ErrorView> {
        self.erase_at_source(item).await
    }
}

impl Handle<ReadNotices> for Engine {
    async fn handle(&self, _: ReadNotices) -> Result<NoticesView, ErrorView> {
        self.read_notices().await
    }
}

impl Handle<DismissTakenBack> for Engine {
    async fn handle(&self, DismissTakenBack { item }: DismissTakenBack) -> Result<(), ErrorView> {
        self.dismiss_taken_back(item).await
    }
}

impl Handle<DismissEndedRight> for Engine {
    async fn handle(&self, DismissEndedRight { right }: DismissEndedRight) -> Result<(), ErrorView> {
        self.dismiss_ended_right(right).await
    }
}

impl Handle<ReadRights> for Engine {
    async fn handle(&self, _: ReadRights) -> Result<RightsView, ErrorView> {
        self.read_rights().await
    }
}

impl Handle<ShowOwnCode> for Engine {
    async fn handle(&self, ShowOwnCode { source }: ShowOwnCode) -> Result<OwnCodeView, ErrorView> {
        self.show_own_code(&source).await
    }
}

impl Handle<GiveRight> for Engine {
    async fn handle(&self, GiveRight { source, offer }: GiveRight) -> Result<ReceiptView, ErrorView> {
        self.offer_right(source, offer, true).await
    }
}

impl Handle<AskForRight> for Engine {
    async fn handle(&self, AskForRight { source, offer }: AskForRight) -> Result<ReceiptView, ErrorView> {
        self.offer_right(source, offer, false).await
    }
}

impl Handle<AnswerRightRequest> for Engine {
    async fn handle(&self, command: AnswerRightRequest) -> Result<ReceiptView, ErrorView> {
        let AnswerRightRequest { source, request, accept } = command;
        self.answer_right_request(source, request, accept).await
    }
}

impl Handle<ReceiveDecision> for Engine {
    async fn handle(&self, ReceiveDecision { item }: ReceiveDecision) -> Result<(), ErrorView> {
        self.receive_decision(item).await
    }
}

impl Handle<WithdrawRight> for Engine {
    async fn handle(&self, WithdrawRight { source, right }: WithdrawRight) -> Result<ReceiptView, ErrorView> {
        self.withdraw_right(source, right).await
    }
}

impl Handle<ReadContacts> for Engine {
    async fn handle(&self, _: ReadContacts) -> Result<ContactsView, ErrorView> {
        self.read_contacts().await
    }
}

impl Handle<ReadLinks> for Engine {
    async fn handle(&self, _: ReadLinks) -> Result<LinksView, ErrorView> {
        self.read_links().await
    }
}

impl Handle<AnswerLink> for Engine {
    async fn handle(&self, AnswerLink { one, other, same }: AnswerLink) -> Result<(), ErrorView> {
        self.answer_link(one, other, same).await
    }
}

impl Handle<UndoLink> for Engine {
    async fn handle(&self, UndoLink { one, other }: UndoLink) -> Result<(), ErrorView> {
        self.undo_link(one, other).await
    }
}

impl Handle<SearchDirectory> for Engine {
    async fn handle(&self, SearchDirectory { question }: SearchDirectory) -> Result<DirectoryView, ErrorView> {
        self.search_directory(&question).await
    }
}

impl Handle<ReadService> for Engine {
    async fn handle(&self, ReadService { at }: ReadService) -> Result<ServiceView, ErrorView> {
        self.read_service(at).await
    }
}

impl Handle<BeginSignIn> for Engine {
    async fn handle(&self, BeginSignIn { at, page }: BeginSignIn) -> Result<(), ErrorView> {
        self.begin_sign_in(at, page).await
    }
}

impl Handle<ReadSignIn> for Engine {
    async fn handle(&self, _: ReadSignIn) -> Result<SignInView, ErrorView> {
        self.read_sign_in().await
    }
}

impl Handle<ReopenBrowser> for Engine {
    async fn handle(&self, _: ReopenBrowser) -> Result<(), ErrorView> {
        self.reopen_browser()
    }
}

impl Handle<EndSignIn> for Engine {
    async fn handle(&self, _: EndSignIn) -> Result<(), ErrorView> {
        self.end_sign_in();
        Ok(())
    }
}

impl Handle<TakeOutKept> for Engine {
    async fn handle(&self, TakeOutKept { source }: TakeOutKept) -> Result<KeptSavedView, ErrorView> {
        self.take_out_kept(source).await
    }
}

impl Handle<CheckKeptErasure> for Engine {
    async fn handle(&self, CheckKeptErasure { source }: CheckKeptErasure) -> Result<ErasureCheckView, ErrorView> {
        self.check_kept_erasure(source).await
    }
}

impl Handle<EraseKept> for Engine {
    async fn handle(&self, EraseKept { source }: EraseKept) -> Result<KeptErasureView, ErrorView> {
        self.erase_kept(source).await
    }
}

impl Handle<SignOut> for Engine {
    async fn handle(&self, SignOut { source }: SignOut) -> Result<SignedOutView, ErrorView> {
        self.sign_out(source).await
    }
}

impl Handle<EraseDevice> for Engine {
    async fn handle(&self, _: EraseDevice) -> Result<(), ErrorView> {
        self.erase_device().await
    }
}

impl Handle<OpenLink> for Engine {
    async fn handle(&self, OpenLink { address }: OpenLink) -> Result<(), ErrorView> {
        self.open_link(&address)
    }
}

impl Handle<Announce> for Engine {
    async fn handle(&self, Announce { words }: Announce) -> Result<AnnouncedView, ErrorView> {
        Ok(AnnouncedView { native: self.inner.host.announce(&words) })
    }
}

impl Handle<ReadSettings> for Engine {
    async fn handle(&self, _: ReadSettings) -> Result<SettingsView, ErrorView> {
        Ok(self.settings())
    }
}

impl Handle<ChangeSettings> for Engine {
    async fn handle(&self, ChangeSettings { settings }: ChangeSettings) -> Result<SettingsView, ErrorView> {
        let kept = if self.locked().is_some() {
            // Nothing can be stored, but a resident must be able to read why in their own language.
            settings
        } else {
            self.in_store(move |store| settings::write(store, settings)).await?
        };
        self.keep_settings(kept.clone());
        self.everything_changed();
        Ok(kept)
    }
}

impl Handle<RetryUnlock> for Engine {
    async fn handle(&self, _: RetryUnlock) -> Result<(), ErrorView> {
        let _door = self.inner.door.lock().await;
        self.unlock_again().await;
        self.locked().map_or(Ok(()), |code| Err(code.into()))
    }
}

impl Handle<StartOver> for Engine {
    async fn handle(&self, _: StartOver) -> Result<(), ErrorView> {
        self.start_over().await
    }
}

impl Handle<ReadLock> for Engine {
    async fn handle(&self, _: ReadLock) -> Result<LockView, ErrorView> {
        self.read_lock().await
    }
}

impl Handle<LockNow> for Engine {
    async fn handle(&self, _: LockNow) -> Result<bool, ErrorView> {
        self.lock().await;
        Ok(self.behind_lock().is_some())
    }
}

impl Handle<Unlock> for Engine {
    async fn handle(&self, Unlock { passcode }: Unlock) -> Result<PasscodeView, ErrorView> {
        self.unlock_with(passcode).await
    }
}

impl Handle<ChangeLock> for Engine {
    async fn handle(&self, ChangeLock { passcode, next }: ChangeLock) -> Result<PasscodeView, ErrorView> {
        self.change_lock(passcode, next).await
    }
}

impl Handle<ChangeLockOptions> for Engine {
    async fn handle(&self, ChangeLockOptions { options }: ChangeLockOptions) -> Result<(), ErrorView> {
        self.change_lock_options(options).await
    }
}

impl Handle<RenewKeys> for Engine {
    async fn handle(&self, RenewKeys { passcode }: RenewKeys) -> Result<PasscodeView, ErrorView> {
        self.renew_keys(passcode).await
    }
}

impl Handle<NoteUse> for Engine {
    async fn handle(&self, NoteUse { hidden }: NoteUse) -> Result<(), ErrorView> {
        self.note_use(hidden).await;
        Ok(())
    }
}

impl Handle<UseOnce> for Engine {
    async fn handle(&self, _: UseOnce) -> Result<(), ErrorView> {
        self.use_once().await
    }
}

impl Handle<ReadProfiles> for Engine {
    async fn handle(&self, _: ReadProfiles) -> Result<ProfilesView, ErrorView> {
        self.read_profiles().await
    }
}

impl Handle<AddProfile> for Engine {
    async fn handle(&self, AddProfile { name }: AddProfile) -> Result<(), ErrorView> {
        self.add_profile(&name).await
    }
}

impl Handle<RenameProfile> for Engine {
    async fn handle(&self, RenameProfile { name }: RenameProfile) -> Result<(), ErrorView> {
        self.rename_profile(&name).await
    }
}

impl Handle<SwitchProfile> for Engine {
    async fn handle(&self, SwitchProfile { profile }: SwitchProfile) -> Result<(), ErrorView> {
        self.switch_profile(profile).await
    }
}

impl Handle<RemoveProfile> for Engine {
    async fn handle(&self, _: RemoveProfile) -> Result<(), ErrorView> {
        self.remove_profile().await
    }
}

impl Handle<ReadOutbox> for Engine {
    async fn handle(&self, _: ReadOutbox) -> Result<OutboxView, ErrorView> {
        self.read_outbox().await
    }
}

impl Handle<BeginLetter> for Engine {
    async fn handle(&self, BeginLetter { to }: BeginLetter) -> Result<LetterView, ErrorView> {
        self.begin_letter(to).await
    }
}

impl Handle<EditLetter> for Engine {
    async fn handle(&self, EditLetter { id }: EditLetter) -> Result<LetterView, ErrorView> {
        self.edit_letter(id).await
    }
}

impl Handle<KeepLetter> for Engine {
    async fn handle(&self, KeepLetter { id, to, text }: KeepLetter) -> Result<(), ErrorView> {
        self.keep_letter(id, to, text).await
    }
}

impl Handle<SendLetter> for Engine {
    async fn handle(&self, SendLetter { id }: SendLetter) -> Result<SentView, ErrorView> {
        self.send_letter(id).await
    }
}

impl Handle<DiscardLetter> for Engine {
    async fn handle(&self, DiscardLetter { id }: DiscardLetter) -> Result<(), ErrorView> {
        self.discard_letter(id).await
    }
}

impl Handle<AttachPhoto> for Engine {
    async fn handle(&self, command: AttachPhoto) -> Result<AttachedView, ErrorView> {
        self.attach_photo(command).await
    }
}

impl Handle<AttachFiles> for Engine {
    async fn handle(&self, command: AttachFiles) -> Result<AttachedView, ErrorView> {
        self.attach_files(command).await
    }
}

impl Handle<DetachFile> for Engine {
    async fn handle(&self, DetachFile { id, file }: DetachFile) -> Result<AttachedView, ErrorView> {
        self.detach_file(id, file).await
    }
}

impl Handle<ReadReporting> for Engine {
    async fn handle(&self, _: ReadReporting) -> Result<ReportingView, ErrorView> {
        self.read_reporting().await
    }
}

impl Handle<ConnectOpenly> for Engine {
    async fn handle(&self, ConnectOpenly { at }: ConnectOpenly) -> Result<SourceId, ErrorView> {
        self.connect_openly(at).await
    }
}

impl Handle<ReadReportServices> for Engine {
    async fn handle(
        &self,
        ReadReportServices { source, text }: ReadReportServices,
    ) -> Result<ReportServicesView, ErrorView> {
        self.read_report_services(source, text).await
    }
}

impl Handle<ReadReportForm> for Engine {
    async fn handle(&self, ReadReportForm { source, service }: ReadReportForm) -> Result<ReportFormView, ErrorView> {
        self.read_report_form(source, service).await
    }
}

impl Handle<FindPlaces> for Engine {
    async fn handle(&self, FindPlaces { source, text }: FindPlaces) -> Result<PlacesView, ErrorView> {
        self.find_places(source, text).await
    }
}

impl Handle<NamePlace> for Engine {
    async fn handle(&self, NamePlace { source, position }: NamePlace) -> Result<PlacesView, ErrorView> {
        self.name_place(source, position).await
    }
}

impl Handle<ReadNearby> for Engine {
    async fn handle(&self, ReadNearby { source, service, position }: ReadNearby) -> Result<NearbyView, ErrorView> {
        self.read_nearby(source, service, position).await
    }
}

impl Handle<FollowReport> for Engine {
    async fn handle(&self, FollowReport { source, report }: FollowReport) -> Result<RecordKey, ErrorView> {
        self.follow_report(source, report).await
    }
}

impl Handle<UnfollowReport> for Engine {
    async fn handle(&self, UnfollowReport { item }: UnfollowReport) -> Result<(), ErrorView> {
        self.unfollow_report(item).await
    }
}
