# Help and accessibility statement.

help-lead = This is how you use the app with keys and with a screen reader.
help-tab = Tab, Shift+Tab
    .does = To the next or previous link, button or field
help-enter = Enter
    .does = Opens a link or presses a button
help-space = Space
    .does = Presses a button or scrolls the page
help-escape = Esc
    .does = Goes back to the list, or closes a menu or a question
help-arrows = Arrows
    .does = Scroll the page and change the choice in a group
help-change-keys = Change keys in the settings

help-reader = With a screen reader
    .headings = In the list every item has a heading that is a link. Go from heading to heading and open one with Enter.
    .open = When you open an item, you come to its region. Read on from there. Esc takes you back to the same place in the list.
    .regions = The regions are the main menu, the filter, the list and the open item. The window’s title tells what is open.

statement = Accessibility statement
    .law = The Act on the Provision of Digital Services (306/2019) requires the app to be accessible. The goal is WCAG 2.2, level AA.
    .state = The app meets the requirements in part. Its makers have assessed it. Nobody outside has assessed it yet.
shortcomings = Shortcomings we know of
    .files = PDF files are shown as the authority sent them. Not all can be read with a screen reader.
    .texts = An authority’s text can be difficult. Sometimes it is in one language only.
    .arrows = Orca 43 does not read buttons with the arrow keys. Tab leads to them. The key H finds headings only on the page on which you first pressed it.
    .tried = The app was tried on Linux only. Other devices may have shortcomings we do not know of.
tried = What the app was tried with
    .system = Device
    .technology = Screen reader
    .result = Result
    .yes = Tried
    .no = Not tried
feedback = Tell about a shortcoming
    .how = Tell the authority whose service you use. It must answer within two weeks. The contact details are on the page Get in touch.
authority = Supervisory authority
    .who = No answer, or not a good enough one? You can complain to the supervisor. It is the Finnish Transport and Communications Agency Traficom.
