# Search.

search-landmark = Search
search-label = Search the inbox
search-narrow = Narrow the search
search-clear = Clear the search
search-results = Searching
search-found = { $count ->
    [one] 1 result
   *[other] { $count } results
}
search-found-more = More than { $count } results
search-none = Nothing was found.
    .fewer = Try fewer words, or the beginning of a word.
    .spelling = Check the spelling. The form of a word does not matter.
    .quotes = Words in quotation marks must stand exactly so.
search-widen = Remove the limits
search-incomplete = Older items are still being prepared for searching. Some may be missing here.
search-kind = Kind
search-source = Sender
search-status = Status of the case
search-any = All
search-needs-you = Only what waits for you
search-documents = Only what has an attachment
search-day-hint = Write days like this: 24.12.2026
search-day-wrong = There is no such day. Write the day like this: 24.12.2026
search-from = Arrived on or after
search-to = Arrived on or before
search-due-from = Due on or after
search-due-to = Due on or before
search-saved = Saved searches
search-name = Name for this search
search-save = Save the search
search-saved-now = The search is saved.
search-remove = Remove the search: { $name }
search-removed = The search is removed.
search-full = You have 50 saved searches already. Remove one to save another.
key-search = Search the inbox
